import { caught, retriesOf } from './ecr-task';
import { type States, choice, isOneOf, present } from './states';

interface Archive {
  readonly name: string;
  readonly question: string;
  /** The next state if no image has the tag. */
  readonly free: string;
  /** The next state if an image has the tag that is not archived, and still could not be read. */
  readonly unknown: string;
}

/**
 * The states that look for an archived image with the tag. ECR answers to a pull as if it did not exist, but its tag is taken.
 * If the answer is an error, the copy decides: it fails if the tag is taken, since tags are immutable.
 */
export function archiveStates(
  registryId: string,
  partition: string,
  { name, question, free, unknown }: Archive,
): States {
  return {
    [name]: {
      Type: 'Task',
      Resource: `arn:${partition}:states:::aws-sdk:ecr:describeImages`,
      Parameters: {
        RegistryId: registryId,
        'RepositoryName.$': '$.target.repository',
        ImageIds: [{ 'ImageTag.$': '$.image.tag' }],
        Filter: { ImageStatus: 'ANY' },
      },
      ResultSelector: { 'Digests.$': '$.ImageDetails[*].ImageDigest', 'Statuses.$': '$.ImageDetails[*].ImageStatus' },
      ResultPath: '$.archived',
      TimeoutSeconds: 60,
      Retry: [{ ErrorEquals: ['Ecr.ImageNotFoundException'], MaxAttempts: 0 }, ...retriesOf(2)],
      Catch: caught(free),
      Next: question,
    },
    [question]: choice(
      [
        [isOneOf('$.archived.Statuses[0]', ['ARCHIVED', 'ACTIVATING']), 'TARGET_ARCHIVED'],
        [present('$.archived.Digests[0]'), unknown],
      ],
      free,
    ),
  };
}

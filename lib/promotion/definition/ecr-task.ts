import { type State } from './states';

/** The media types of images that the state machine knows. ECR answers with a failure for an image of any other type. */
export const imageTypes = [
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
];
export const indexTypes = [
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.index.v1+json',
];

/** The next state of a Task, and that after a failure. */
interface Failing {
  readonly next: string;
  readonly failed: string;
}

/** Retries of temporary failures, at random times, since the parts of an index are throttled together. */
export function retriesOf(MaxAttempts: number): readonly State[] {
  const times = { IntervalSeconds: 5, BackoffRate: 2, JitterStrategy: 'FULL' };
  return [{ ErrorEquals: ['States.TaskFailed', 'States.Timeout'], MaxAttempts, ...times }];
}

/** Retries for some minutes. */
export const retries = retriesOf(6);

/** Catches all failures. `States.ALL` does not include answers that are too large, and must be the only error of its entry. */
export function caught(Next: string): readonly State[] {
  return [
    { ErrorEquals: ['States.DataLimitExceeded'], ResultPath: '$.error', Next },
    { ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next },
  ];
}

/** The result of a call without the manifests, which may fill most of the 256 KB of a state. */
const withoutManifests = { 'Images.$': '$..Images[*].ImageId', 'Failures.$': '$..Failures[*]' };

/** The state that finds an image by a tag, by a digest, or by both if they are the same image. */
export function findImage(...given: Parameters<typeof readImage>): State {
  return { ...readImage(...given), ResultSelector: withoutManifests };
}

/** The state that reads a manifest as `findImage` finds an image. */
export function readImage(
  partition: string,
  registryId: string,
  repository: string,
  imageId: State,
  ResultPath: string,
  { next, failed }: Failing,
): State {
  return {
    Type: 'Task',
    Resource: `arn:${partition}:states:::aws-sdk:ecr:batchGetImage`,
    Parameters: {
      RegistryId: registryId,
      'RepositoryName.$': repository,
      ImageIds: [imageId],
      AcceptedMediaTypes: [...imageTypes, ...indexTypes],
    },
    ResultPath,
    TimeoutSeconds: 60,
    Retry: retries,
    Catch: caught(failed),
    Next: next,
  };
}

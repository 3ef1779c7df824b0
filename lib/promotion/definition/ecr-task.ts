import { type State } from './states';

/** The kinds of manifest that the machine knows. ECR answers with a failure where an image is of none of them. */
export const imageTypes = [
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
];
export const indexTypes = [
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.index.v1+json',
];

/** Where a Task goes when it fails. */
interface Failing {
  readonly next: string;
  readonly failed: string;
}

/** Passing trouble of a service is tried again, some minutes in all. */
export const retries = [
  { ErrorEquals: ['States.TaskFailed', 'States.Timeout'], IntervalSeconds: 5, MaxAttempts: 5, BackoffRate: 2 },
];

/** `States.ALL` leaves out answers that are too large, and stands alone. */
export function caught(Next: string): readonly State[] {
  return [
    { ErrorEquals: ['States.DataLimitExceeded'], ResultPath: '$.error', Next },
    { ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next },
  ];
}

/** Reads a manifest by what `imageId` says: a tag, a digest, or that both are the same image. */
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

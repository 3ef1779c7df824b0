import { caught, findImage } from './ecr-task';
import { type PromotionDefinitionOptions } from './promotion-options';
import { type State, type States, all, choice, sameText } from './states';

/** The time limit of one copy, and the number of tries. */
export const copySeconds = 2 * 60 * 60;
export const copyAttempts = 3;

/**
 * The states that copy an image by digest and check that the tag in the target has this digest. An interrupted copy starts
 * again. It keeps the layers that exist already, and adds the tag last. An SDK integration reads its own Region only, so the
 * build compares the digests in another Region.
 */
export function copyStates({ partition, target, copyProjectName }: PromotionDefinitionOptions): States {
  return {
    Copy: {
      Type: 'Task',
      Resource: `arn:${partition}:states:::codebuild:startBuild.sync`,
      Parameters: {
        ProjectName: copyProjectName,
        EnvironmentVariablesOverride: [
          variable('SOURCE_REPOSITORY', '$.image.repository'),
          variable('IMAGE_DIGEST', '$.image.digest'),
          variable('IMAGE_TAG', '$.image.tag'),
          variable('TARGET_REPOSITORY', '$.target.repository'),
        ],
      },
      ResultPath: null,
      TimeoutSeconds: copySeconds,
      Retry: [
        {
          ErrorEquals: ['States.TaskFailed'],
          IntervalSeconds: 60,
          MaxAttempts: copyAttempts - 1,
          BackoffRate: 3,
        },
      ],
      Catch: caught('COPY_FAILED'),
      Next: target.crossRegion ? 'PROMOTED' : 'Read the copy',
    },
    ...(target.crossRegion
      ? {}
      : {
          'Read the copy': findImage(
            partition,
            target.registryId,
            '$.target.repository',
            { 'ImageDigest.$': '$.image.digest', 'ImageTag.$': '$.image.tag' },
            '$.copied',
            { next: 'Is the copy the same?', failed: 'FAILED' },
          ),
          'Is the copy the same?': choice(
            [
              [
                all(
                  sameText('$.copied.Images[0].ImageDigest', '$.image.digest'),
                  sameText('$.copied.Images[0].ImageTag', '$.image.tag'),
                ),
                'PROMOTED',
              ],
            ],
            'DIGEST_MISMATCH',
          ),
        }),
  };
}

function variable(Name: string, path: string): State {
  return { Name, Type: 'PLAINTEXT', 'Value.$': path };
}

import { Duration, Stack } from 'aws-cdk-lib';
import { type Construct } from 'constructs';
import { lifecycleTagPatternRule } from '../private/oci/tag-pattern';
import {
  refuseIf,
  quote,
  refuseOpenList,
  validateEach,
  validateList,
  type Problem,
} from '../private/validation/validation';
import { type ImageRepository } from '../repository/image-repository';
import { ImageRetention } from '../repository/lifecycle/image-retention';
import { type ArchiveBeforeDeleteOptions } from '../repository/lifecycle/retention-options';

/** How `RegistrySettings.archiveUnpulled()` keeps the images that services run, and archives the others. */
export interface DeployedRetentionOptions extends ArchiveBeforeDeleteOptions {
  /**
   * The tags of deployed images, or patterns of them, such as `prod` and `release-*`. Such images are neither archived nor expired.
   * Throws for an empty list, for a pattern that ECR refuses, and for a pattern of all tags.
   */
  readonly deployedTags: string[];

  /**
   * How long images without a tag are kept. Whole days.
   *
   * @default Duration.days(1)
   */
  readonly expireUntaggedAfter?: Duration;
}

/** Options of `RegistrySettings.archiveUnpulled()`. */
export interface ArchiveUnpulledOptions extends DeployedRetentionOptions {
  /**
   * The repositories that get the retention. Throws for one with `retention` or an added lifecycle rule, and for one of another account
   * or Region.
   */
  readonly repositories: ImageRepository[];
}

/** The retention of repositories whose deployed images are kept, and whose other images are archived if no service pulls them. */
export function deployedRetention(options: DeployedRetentionOptions): ImageRetention[] {
  const { deployedTags, expireUntaggedAfter = Duration.days(1) } = options;
  refuseOpenList('deployedTags', deployedTags);
  validateEach('deployedTags', deployedTags, lifecycleTagPatternRule);
  const all = deployedTags.find((tag) => /^\*+$/.test(tag));
  refuseIf(
    'deployedTags',
    all === undefined
      ? undefined
      : `must not match every tag, got ${quote(all)}. No image would be archived. Name the tags of deployed images.`,
  );
  return [
    ImageRetention.protect(...deployedTags),
    ImageRetention.expireUntagged(expireUntaggedAfter),
    ImageRetention.archiveBeforeDelete(options),
  ];
}

/** Gives repositories of a registry their retention. Throws before the first one is changed. */
export function archiveUnpulled(settings: Construct, options: ArchiveUnpulledOptions): void {
  const { repositories } = options;
  validateList('repositories', repositories);
  repositories.forEach((repository, index) => {
    refuseIf(`repositories[${index}]`, placeProblem(settings, repository) ?? repository._retentionProblem());
  });
  const retention = deployedRetention(options);
  for (const repository of repositories) repository._setRetention(retention);
}

function placeProblem(settings: Construct, repository: ImageRepository): Problem {
  const [here, there] = [Stack.of(settings), Stack.of(repository)];
  return here.account === there.account && here.region === there.region
    ? undefined
    : `must be in the account and the Region of the settings, got ${quote(repository.node.path)}. The exclusions of the registry apply to no other one.`;
}

import { Stack } from 'aws-cdk-lib';
import { type CfnRepositoryProps, type LifecycleRule } from 'aws-cdk-lib/aws-ecr';
import { type IConstruct } from 'constructs';
import { InvalidInputError, type Problem } from '../private/validation/validation';
import { warnOfAllTags } from './all-tags-warning';
import { type ImageRepositoryProps } from './image-repository-props';
import { keepsAllImages, renderRetention } from './lifecycle/default-retention';
import { ImageRetention } from './lifecycle/image-retention';
import { importRule } from './lifecycle/lifecycle-import';
import { expiringTags, warnOfAddedRule, warnOfMutableTags, withdrawMutableTagWarning } from './mutable-tag-warning';

type LifecyclePolicy = CfnRepositoryProps['lifecyclePolicy'];

/** The retention of one repository. Rules that are added replace the default retention, and join any other. */
export class RepositoryRetention {
  private added: readonly LifecycleRule[] = [];
  private warned: readonly string[];

  public constructor(
    private readonly repository: IConstruct,
    private props: Pick<ImageRepositoryProps, 'mutableTags' | 'retention'>,
  ) {
    this.warned = expiringTags(props.mutableTags, props.retention);
  }

  /** The lifecycle policy of the resource. Undefined if all images are kept. */
  public render(): LifecyclePolicy {
    const text = renderRetention(Stack.of(this.repository), this.retentions());
    return text === undefined ? undefined : { lifecyclePolicyText: text };
  }

  /** Warns of the retention that was given. */
  public warn(): void {
    const { mutableTags, retention } = this.props;
    warnOfMutableTags(this.repository, mutableTags, retention);
    warnOfAllTags(this.repository, retention);
  }

  /** Adds a rule, and returns the whole policy. If it is refused, nothing is added. */
  public add(rule: LifecycleRule): LifecyclePolicy {
    importRule(rule, 'rule');
    if (keepsAllImages(this.props.retention)) {
      throw new InvalidInputError(
        '`rule` must not be added to ImageRetention.keepAll(), because it expires images. Remove keepAll() or the rule.',
      );
    }
    const before = this.added;
    this.added = [...before, rule];
    try {
      const policy = this.render();
      this.warnOfAdded(rule, before.length === 0);
      return policy;
    } catch (error) {
      this.added = before;
      throw error;
    }
  }

  /** The reason why the retention cannot be set: the app has set it already. */
  public givenProblem(): Problem {
    if (this.props.retention !== undefined) return 'must have no `retention`. Remove it, or leave the repository out.';
    return this.added.length > 0
      ? 'must have no added lifecycle rule. Remove it, or leave the repository out.'
      : undefined;
  }

  /** Replaces the default retention, and returns the whole policy. */
  public set(retention: ImageRetention[]): LifecyclePolicy {
    if (this.warned.length > 0) withdrawMutableTagWarning(this.repository);
    this.props = { ...this.props, retention };
    this.warned = expiringTags(this.props.mutableTags, retention);
    const policy = this.render();
    this.warn();
    return policy;
  }

  private retentions(): readonly ImageRetention[] | undefined {
    const { retention } = this.props;
    if (this.added.length === 0) return retention;
    return [...(retention ?? []), ImageRetention.fromLifecycleRules(...this.added)];
  }

  private warnOfAdded(rule: LifecycleRule, isFirst: boolean): void {
    if (isFirst && this.props.retention === undefined) {
      if (this.warned.length > 0) withdrawMutableTagWarning(this.repository);
      this.warned = [];
    }
    const tags = expiringTags(this.props.mutableTags, this.retentions()).filter((tag) => !this.warned.includes(tag));
    this.warned = [...this.warned, ...tags];
    warnOfAddedRule(this.repository, tags);
    warnOfAllTags(this.repository, [ImageRetention.fromLifecycleRules(rule)]);
  }
}

import { type ActionType, type StorageClass } from './count-types/count-type';
import { type CountType } from './count-types/count-types';

/**
 * A lifecycle document as ECR reads it.
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
 */
export interface LifecycleDocument {
  readonly rules: readonly LifecycleRuleJson[];
}

/** One rule of a document. */
export interface LifecycleRuleJson extends Omit<UnrankedRule, 'protects'> {
  readonly rulePriority: number;
}

/** A rule before the compiler ranks it. */
export interface UnrankedRule {
  readonly description?: string;
  readonly selection: LifecycleSelection;
  readonly action: LifecycleAction;
  /** Whether the rule is there only to shield images from other rules. The document does not contain this. */
  readonly protects?: boolean;
  /** The priority that an imported rule had. It is used if no other retention is added. */
  readonly rulePriority?: number;
}

/** The action of a rule. */
export interface LifecycleAction {
  readonly type: ActionType;
  readonly targetStorageClass?: 'archive';
}

/** Which images a rule selects, and which of them it takes. */
export interface LifecycleSelection {
  readonly tagStatus: 'tagged' | 'untagged' | 'any';
  readonly tagPatternList?: readonly string[];
  readonly tagPrefixList?: readonly string[];
  readonly storageClass?: StorageClass;
  readonly countType: CountType;
  readonly countUnit?: 'days';
  readonly countNumber: number;
}

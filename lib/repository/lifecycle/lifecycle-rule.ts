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
  /** Whether the rule is there only to shield images from others; no part of the document. */
  readonly protects?: boolean;
}

/** What a rule does to the images that it takes. */
export interface LifecycleAction {
  readonly type: 'expire' | 'transition';
  readonly targetStorageClass?: 'archive';
}

export type CountType = 'imageCountMoreThan' | 'sinceImagePushed' | 'sinceImagePulled' | 'sinceImageTransitioned';

/** Which images a rule is about, and which of them it takes. */
export interface LifecycleSelection {
  readonly tagStatus: 'tagged' | 'untagged' | 'any';
  readonly tagPatternList?: readonly string[];
  readonly tagPrefixList?: readonly string[];
  readonly storageClass?: 'standard' | 'archive';
  readonly countType: CountType;
  readonly countUnit?: 'days';
  readonly countNumber: number;
}

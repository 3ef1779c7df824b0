/**
 * A lifecycle document as ECR reads it.
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
 */
export interface LifecycleDocument {
  readonly rules: readonly LifecycleRuleJson[];
}

export interface LifecycleRuleJson extends UnrankedRule {
  readonly rulePriority: number;
}

/** A rule before the compiler ranks it. */
export interface UnrankedRule {
  readonly description: string;
  readonly selection: LifecycleSelection;
  readonly action: { readonly type: 'expire' };
}

export interface LifecycleSelection {
  readonly tagStatus: 'tagged' | 'untagged' | 'any';
  readonly tagPatternList?: readonly string[];
  readonly tagPrefixList?: readonly string[];
  readonly countType: 'imageCountMoreThan' | 'sinceImagePushed';
  readonly countUnit?: 'days';
  readonly countNumber: number;
}

/** The limits of other services that the review knows. The constructs have their own table, which the review does not read. */

/**
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/service-quotas.html
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
 */
export const ecrLimits = {
  repositoryPolicyCharacters: 10_240,
  lifecyclePolicyCharacters: { least: 100, most: 30_720 },
  lifecycleRules: 50,
  /** In a pattern of a lifecycle rule. */
  wildcards: 4,
  /** A rule that counts the days since an image was archived accepts no less. */
  leastArchivedDays: 90,
  tagCharacters: 128,
  exclusionFilters: 5,
};

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const iamLimits = {
  trustPolicyCharacters: 2048,
  /** The most that AWS raises the quota to. */
  raisedTrustPolicyCharacters: 4096,
  /** The limit of a session if the role sets no other. */
  sessionSeconds: 3600,
};

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
export const cloudFormationLimits = {
  templateMegabytes: 1,
};

/** @see https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning */
export const gitHubLimits = {
  commentCharacters: 65_536,
  sarifResults: 25_000,
};

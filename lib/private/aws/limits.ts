/**
 * The limits of AWS that constructs check. The review has its own table, because it checks templates independently of
 * the constructs.
 */
export const awsLimits = {
  /** @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/service-quotas.html */
  ecr: {
    repositoryNameCharacters: 256,
    repositoryPolicyCharacters: 10_240,
    lifecyclePolicyCharacters: 30_720,
    lifecycleRules: 50,
    wildcardsInTagPattern: 4,
    tagMutabilityFilters: 5,
    tagCharacters: 128,

    /** ECR charges for an archived image for at least this long. */
    leastArchiveDays: 90,
  },

  /** The sizes of policies are without white space. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
  iam: {
    roleNameCharacters: 64,
    leastSessionSeconds: 3600,
    mostSessionSeconds: 12 * 3600,
    managedPolicyNameCharacters: 128,
    managedPolicyCharacters: 6144,
    audienceCharacters: 255,
    thumbprintsOfProvider: 5,

    /** A default quota, which AWS raises on request. */
    managedPoliciesOfRole: 10,

    /** A default quota, which AWS raises on request. */
    trustPolicyCharacters: 2048,
  },

  /** A role that another role assumes. @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
  sts: {
    leastSessionSeconds: 900,
    mostChainedSessionSeconds: 3600,
  },

  /** @see https://docs.aws.amazon.com/codebuild/latest/APIReference/API_CreateProject.html */
  codeBuild: {
    leastTimeoutMinutes: 5,
    mostTimeoutMinutes: 36 * 60,
    mostQueuedTimeoutMinutes: 8 * 60,
    mostRetries: 10,
    mostFetchDepth: 25,
    subnets: 16,
    securityGroups: 5,
  },

  /** @see https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
  resourceTags: {
    tagsOfResource: 50,
    keyCharacters: 128,
    valueCharacters: 256,

    /** CodeBuild accepts less. @see https://docs.aws.amazon.com/codebuild/latest/APIReference/API_Tag.html */
    keyCharactersOfProject: 127,
    valueCharactersOfProject: 255,
  },

  /** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html */
  events: { ruleNameCharacters: 64 },

  /** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
  cloudFormation: {
    resourcesOfStack: 500,
    outputsOfStack: 200,
  },
} as const;

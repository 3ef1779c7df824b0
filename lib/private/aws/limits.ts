/**
 * The limits of AWS that constructs check. `docs/limits.md` is made from the numbers, comments and links of this table. The
 * review has its own table, because it checks templates independently of the constructs.
 */
export const awsLimits = {
  /** @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/service-quotas.html */
  ecr: {
    /** Characters in the name of a repository. */
    repositoryNameCharacters: 256,
    /** Characters in the policy of a repository. */
    repositoryPolicyCharacters: 10_240,
    /** Characters in the lifecycle policy of a repository. */
    lifecyclePolicyCharacters: 30_720,
    /** Rules in the lifecycle policy of a repository. */
    lifecycleRules: 50,
    /** Wildcards in one tag pattern of a lifecycle rule. */
    wildcardsInTagPattern: 4,
    /** Patterns of tags that differ from the repository in their mutability. */
    tagMutabilityFilters: 5,
    /** Characters in a tag of an image. */
    tagCharacters: 128,
    /** Days for which ECR charges for an archived image at least. */
    leastArchiveDays: 90,
    /** Characters in the prefix of a pull through cache rule. */
    cachePrefixCharacters: 30,
    /** Pull through cache rules of a registry. */
    pullThroughCacheRules: 50,
    /** Rules of the replication of a registry. */
    replicationRules: 10,
    /** Different destinations in all rules of the replication of a registry. */
    replicationDestinations: 25,
    /** Prefixes in one rule of the replication of a registry. */
    replicationFilters: 100,
    /** Filters in one rule of the scanning of a registry. */
    scanningFilters: 100,
    /** Characters in the description of a creation template. */
    templateDescriptionCharacters: 256,
    /** Rules of the managed signing of a registry. */
    signingRules: 10,
    /** Filters in one rule of the managed signing of a registry. */
    signingFilters: 100,
    /** Characters in the policy of a registry. */
    registryPolicyCharacters: 10_240,
    /** Principals of a registry whose pulls do not count. */
    pullTimeExclusions: 100,
    /** Characters in the ARN of such a principal. */
    pullTimeExclusionCharacters: 200,
  },

  /** The sizes of policies are without white space. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
  iam: {
    /** Characters in the name of a role. */
    roleNameCharacters: 64,
    /** Characters in the name of a user. */
    userNameCharacters: 64,
    /** Characters in the name of a group. */
    groupNameCharacters: 128,
    /** Seconds of a role's session that can be its limit, at least. */
    leastSessionSeconds: 3600,
    /** Seconds of a role's session that can be its limit, at most. */
    mostSessionSeconds: 12 * 3600,
    /** Characters in the name of a managed policy. */
    managedPolicyNameCharacters: 128,
    /** Characters in a managed policy. */
    managedPolicyCharacters: 6144,
    /** Characters in the audience of an identity provider. */
    audienceCharacters: 255,
    /** Thumbprints of an identity provider. */
    thumbprintsOfProvider: 5,
    /** Managed policies of one role. A default, which AWS raises on request. */
    managedPoliciesOfRole: 10,
    /** Characters in the trust policy of a role. A default, which AWS raises on request. */
    trustPolicyCharacters: 2048,
  },

  /** A role that another role assumes. @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
  sts: {
    /** Seconds of a session, at least. */
    leastSessionSeconds: 900,
    /** Seconds of a session that starts from the session of another role. */
    mostChainedSessionSeconds: 3600,
  },

  /** @see https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html */
  kms: {
    /** Bytes in the policy of a key. */
    keyPolicyBytes: 32_768,
  },

  /** @see https://docs.aws.amazon.com/codebuild/latest/userguide/limits.html */
  codeBuild: {
    /** Characters in the name of a project. */
    projectNameCharacters: 150,
    /** Characters in the description of a project. */
    descriptionCharacters: 255,
    /** Minutes after which a build times out, at least. */
    leastTimeoutMinutes: 5,
    /** Minutes after which a build times out, at most. */
    mostTimeoutMinutes: 36 * 60,
    /** Minutes that a build can wait for its start. */
    mostQueuedTimeoutMinutes: 8 * 60,
    /** Automatic retries of a failed build. */
    mostRetries: 10,
    /** Commits that a build can fetch without the whole history. */
    mostFetchDepth: 25,
    /** Subnets of a project. */
    subnets: 16,
    /** Security groups of a project. */
    securityGroups: 5,
  },

  /** @see https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
  resourceTags: {
    /** Tags of a resource. */
    tagsOfResource: 50,
    /** Characters in the key of a tag. */
    keyCharacters: 128,
    /** Characters in the value of a tag. */
    valueCharacters: 256,
    /** Characters in the key of a CodeBuild project's tag. @see https://docs.aws.amazon.com/codebuild/latest/APIReference/API_Tag.html */
    keyCharactersOfProject: 127,
    /** Characters in the value of a CodeBuild project's tag. */
    valueCharactersOfProject: 255,
  },

  /** @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
  events: {
    /** Characters in the name of a rule. */
    ruleNameCharacters: 64,
    /** Characters in the event pattern of a rule. A default, which AWS raises on request. */
    eventPatternCharacters: 2048,
  },

  /** @see https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
  stepFunctions: {
    /** Characters in the name of a state machine. */
    stateMachineNameCharacters: 80,
    /** Bytes in the definition of a state machine. */
    definitionBytes: 1_048_576,
  },

  /** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
  cloudFormation: {
    /** Resources of a stack. */
    resourcesOfStack: 500,
    /** Outputs of a stack. */
    outputsOfStack: 200,
    /** Bytes of a template, with its white space. */
    templateBytes: 1_000_000,
  },
} as const;

/** A location in a template. */
export interface TemplateSource {
  /** The name of the stack, or of the file. */
  readonly template: string;
  readonly logicalId: string;
  /** The construct's path, from the template's metadata. It is empty if there is none. */
  readonly path: string;
}

/**
 * The account, Region and partition to which a stack is deployed. An unknown one is an unresolved value, such as
 * `${AWS::AccountId}`.
 */
export interface DeployEnvironment {
  readonly partition: string;
  readonly account: string;
  readonly region: string;
}

/** A resource with its intrinsic functions evaluated, as far as possible. Texts may have unresolved values. */
export interface GraphResource {
  readonly type: string;
  readonly source: TemplateSource;
  readonly env: DeployEnvironment;
  readonly properties: Readonly<Record<string, unknown>>;
  /**
   * Conditions of the template that must be true, such as `IsProd` or `not IsProd`, if the template does not decide
   * them.
   */
  readonly when: readonly string[];
  /** The metadata that this library writes for its own commands, such as the options of deployments. */
  readonly notes?: unknown;
  /** Its `DeletionPolicy` and `UpdateReplacePolicy`, evaluated, if the template has them. */
  readonly deletionPolicy?: unknown;
  readonly updateReplacePolicy?: unknown;
  /** Its properties as the template has them, with their functions. */
  readonly written?: unknown;
  /** The resources of its template in its `DependsOn`. */
  readonly dependsOn: readonly string[];
  /** Why the deployed resource may differ from the template: "macro 'Company::Guard' may change it". */
  readonly changedBy?: string;
}

/** One condition of a statement, with all of its values. */
export interface StatementCondition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** A principal of a statement: `AWS`, `Service`, `Federated`, `CanonicalUser`, or `*` for anyone. */
export interface NamedPrincipal {
  readonly type: string;
  readonly value: string;
}

/** One statement of a policy. Missing elements are `undefined`. */
export interface Statement {
  readonly sid?: string;
  readonly effect: 'Allow' | 'Deny';
  readonly principals?: readonly NamedPrincipal[];
  readonly notPrincipals?: readonly NamedPrincipal[];
  readonly actions?: readonly string[];
  readonly notActions?: readonly string[];
  readonly resources?: readonly string[];
  readonly notResources?: readonly string[];
  readonly conditions: readonly StatementCondition[];
  readonly source: TemplateSource;
  /** Conditions of the template, as for a resource. */
  readonly when: readonly string[];
  /** The parts that could not be read, in words. All access that these parts would decide is unknown. */
  readonly unreadable?: string;
}

export interface RepositoryNode {
  readonly resource: GraphResource;
  readonly name: string;
  readonly arn: string;
  /** The statements of its policy, or `undefined` if it has none. */
  readonly policy?: readonly Statement[];
}

/**
 * A role, a user or a group that a template creates, or an imported one to which a template attaches policies. Also a
 * permission set of IAM Identity Center in one of its accounts.
 */
export interface IdentityNode {
  readonly kind: 'role' | 'user' | 'group' | 'permission set' | 'policy';
  readonly resource: GraphResource;
  readonly name: string;
  readonly arn: string;
  readonly account: string;
  /** The name in the rows of the report, if that is not its ARN. */
  readonly shownAs?: string;
  /** The conditions, in words, under which it is in its account. The conditions of its resource apply in addition. */
  readonly onlyIf?: readonly string[];
  /** The trust policy of a role that a template creates. */
  readonly trust?: readonly Statement[];
  /** Everything that it is allowed or denied by its inline policies, its attached policies and its groups. */
  readonly policies: readonly Statement[];
  /** The ARNs of attached policies whose statements are in no template. Their access is unknown. */
  readonly unknownPolicies: readonly string[];
  /** Whether no template creates it, and only a policy or a membership names it. */
  readonly isImported?: boolean;
  /** For groups: whether a user of the templates is a member. */
  readonly hasMembers?: boolean;
  /** The permissions boundary. It is `unknown` if it is in no template. */
  readonly boundary?: readonly Statement[] | 'unknown';
}

export interface ProviderNode {
  readonly resource: GraphResource;
  readonly arn: string;
  /** The URL without its scheme. */
  readonly issuer: string;
  readonly audiences: readonly string[];
}

export interface RegistryNode {
  readonly resource: GraphResource;
  readonly policy: readonly Statement[];
}

/** A part of the templates that may grant or have access, and that the review could not read. */
export interface UnreviewedPart {
  /** The part: "nested stack 'Roles'", "macro 'Company::Guard'". */
  readonly what: string;
  /** Why the review could not read it. */
  readonly why: string;
  readonly source: TemplateSource;
}

/** An assumption of the review about a value that no template contains, such as the account of a template. */
export interface ReviewAssumption {
  /** The assumption: "account 123456789012". */
  readonly what: string;
  /** The part of the template that suggests it. */
  readonly why: string;
  readonly source: TemplateSource;
}

/** A template that was read, which a comparison finds again in another review. */
export interface GraphTemplate {
  readonly name: string;
  /** The start of the names of its unresolved values. */
  readonly prefix: string;
  readonly env: DeployEnvironment;
  /** The name of its stack, or its file in the folder that was named. It is its name if the reader knows no other. */
  readonly identity: string;
  /** Whether it is a stack of a cloud assembly. The name of a file says nothing about the name of its stack. */
  readonly isStack: boolean;
  /** Whether a cloud assembly protects the stack from deletion. Undefined if the template says nothing. */
  readonly terminationProtection?: boolean;
  /** The definitions of its conditions, as it has them. */
  readonly conditions: ReadonlyMap<string, unknown>;
  /** The resource that creates it as a nested stack. */
  readonly nestedIn?: { readonly template: string; readonly logicalId: string };
}

/** An output of a stack. */
export interface StackOutput {
  /** The logical id is the name of the output. */
  readonly source: TemplateSource;
  readonly value: string;
}

/** A parameter with `NoEcho`, whose value CloudFormation does not show. */
export interface HiddenParameter {
  readonly name: string;
  /** The unresolved value that replaces it in texts. */
  readonly text: string;
}

/** Everything that matters for access in some templates. */
export interface TemplateGraph {
  readonly templates: readonly GraphTemplate[];
  readonly resources: readonly GraphResource[];
  readonly repositories: readonly RepositoryNode[];
  /** Repositories of Amazon ECR Public. */
  readonly publicRepositories: readonly RepositoryNode[];
  /** Templates for repositories that ECR creates later. The name is the prefix, and the ARN a pattern. */
  readonly creationTemplates: readonly RepositoryNode[];
  readonly identities: readonly IdentityNode[];
  /** Managed policies that no identity of the templates has. Each is an unknown principal that has it. */
  readonly unattached: readonly IdentityNode[];
  readonly providers: readonly ProviderNode[];
  readonly registries: readonly RegistryNode[];
  readonly outputs: readonly StackOutput[];
  readonly hiddenParameters: readonly HiddenParameter[];
  readonly unreviewed: readonly UnreviewedPart[];
  readonly assumptions: readonly ReviewAssumption[];
}

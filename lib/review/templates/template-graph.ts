/** Where something stands in a template. */
export interface TemplateSource {
  /** The name of the stack, or of the file. */
  readonly template: string;
  readonly logicalId: string;
  /** The construct's path, from the template's metadata; empty where there is none. */
  readonly path: string;
}

/** Where a stack goes. A part that the assembly leaves open is a hole, `${AWS::AccountId}` and the like. */
export interface DeployEnvironment {
  readonly partition: string;
  readonly account: string;
  readonly region: string;
}

/** A resource with its intrinsic functions worked out, as far as the templates tell; texts may have holes. */
export interface GraphResource {
  readonly type: string;
  readonly source: TemplateSource;
  readonly env: DeployEnvironment;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Conditions of the template that have to hold, as `IsProd` or `not IsProd`, where the template does not decide them. */
  readonly when: readonly string[];
  /** The resources of its template that it is made after, by its own word. */
  readonly dependsOn: readonly string[];
}

/** One condition of a statement, with all of its values. */
export interface StatementCondition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** Whom a statement names: `AWS`, `Service`, `Federated`, `CanonicalUser`, or `*` for everybody. */
export interface NamedPrincipal {
  readonly type: string;
  readonly value: string;
}

/** One statement of a policy; what it leaves out is undefined. */
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
  /** Conditions of the template, as those of a resource. */
  readonly when: readonly string[];
  /** What of it could not be read, in words: whatever it would decide is unknown then. */
  readonly unreadable?: string;
}

export interface RepositoryNode {
  readonly resource: GraphResource;
  readonly name: string;
  readonly arn: string;
  /** `undefined` where it has no policy. */
  readonly policy?: readonly Statement[];
}

/**
 * A role, a user or a group that a template makes, or an imported one that a template gives policies; or a permission
 * set of IAM Identity Center in one of the accounts that it is assigned in.
 */
export interface IdentityNode {
  readonly kind: 'role' | 'user' | 'group' | 'permission set' | 'policy';
  readonly resource: GraphResource;
  readonly name: string;
  readonly arn: string;
  readonly account: string;
  /** The name that rows call it by, if that is not its ARN. */
  readonly shownAs?: string;
  /** What has to hold for it to be in its account, in words, besides the conditions of its resource. */
  readonly onlyIf?: readonly string[];
  /** Who may assume it; for roles that a template makes. */
  readonly trust?: readonly Statement[];
  /** All that it is allowed or denied: inline, attached, and by its groups. */
  readonly policies: readonly Statement[];
  /** Attached policies whose statements no template holds, by ARN. What they allow is unknown. */
  readonly unknownPolicies: readonly string[];
  /** Whether no template creates it, and only a policy or a membership names it. */
  readonly isImported?: boolean;
  /** For groups: whether a user of the templates is a member. */
  readonly hasMembers?: boolean;
  /** What it can't go beyond; `unknown` where its boundary stands in no template. */
  readonly boundary?: readonly Statement[] | 'unknown';
}

export interface ProviderNode {
  readonly resource: GraphResource;
  readonly arn: string;
  /** Without its scheme. */
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

/** Something that no template says and the review took for granted, such as the account of a template. */
export interface ReviewAssumption {
  /** The assumption: "account 123456789012". */
  readonly what: string;
  /** What in the template suggests it. */
  readonly why: string;
  readonly source: TemplateSource;
}

/** All that matters for access in some templates. */
export interface TemplateGraph {
  readonly resources: readonly GraphResource[];
  readonly repositories: readonly RepositoryNode[];
  readonly identities: readonly IdentityNode[];
  /** Managed policies that no identity of the templates has, as the unknown principals that have them. */
  readonly unattached: readonly IdentityNode[];
  readonly providers: readonly ProviderNode[];
  readonly registries: readonly RegistryNode[];
  readonly unreviewed: readonly UnreviewedPart[];
  readonly assumptions: readonly ReviewAssumption[];
}

import { allows, onlyPushers, type Statement, statementsOf, textsIn, type Use } from './statement';
import { type SynthesizedStack, readStacks, resourcesOf } from './synthesized-stack';
import { principalsOf } from './who';

/** What an assembly makes, a row each, in words. */
export interface Summary {
  readonly repositories: readonly RepositorySummary[];
  readonly roles: readonly RoleSummary[];
  readonly builds: readonly BuildSummary[];
}

export interface RepositorySummary {
  readonly name: string;
  readonly region: string;
  readonly tags: string;
  readonly retention: readonly string[];
  readonly pulledBy: readonly string[];
  readonly pushedBy: readonly string[];
  /** Who may look at it, of those who do not pull. */
  readonly readBy: readonly string[];
}

export interface RoleSummary {
  readonly name: string;
  readonly trusts: readonly string[];
  readonly may: readonly string[];
}

export interface BuildSummary {
  readonly name: string;
  readonly source: string;
  readonly startsOn: readonly string[];
  readonly pushesTo: string;
}

/** Summarizes a cloud assembly from its templates: what is said is what will be deployed. */
export function summarize(directory: string): Summary {
  const stacks = readStacks(directory);
  const roles = stacks.flatMap(rolesOf);
  return {
    repositories: stacks.flatMap((stack) => repositoriesOf(stack, roles)),
    roles: roles.filter(({ trusts }) => trusts.length > 0),
    builds: stacks.flatMap(buildsOf),
  };
}

interface Role extends RoleSummary {
  readonly statements: readonly Statement[];
}

function repositoriesOf(stack: SynthesizedStack, roles: readonly Role[]): RepositorySummary[] {
  return resourcesOf(stack, 'AWS::ECR::Repository').map((properties) => {
    const name = shown(properties.RepositoryName);
    const arn = `:ecr:${stack.region}:${stack.account}:repository/${name}`;
    const statements = statementsOf(properties.RepositoryPolicyText);
    const who = (use: Use, some: readonly Role[] = roles) => [
      ...statements
        .filter((statement) => allows(statement, use))
        .flatMap((statement) => principalsOf(statement, stack.account)),
      ...some.filter((role) => reaches(role, use, arn)).map((role) => `role ${role.name}`),
    ];
    const pulledBy = distinct(who('pull'));
    const only = onlyPushers(statements);
    const pushedBy = who('push', only ? roles.filter(({ name: role }) => isAmong(only, role)) : roles);
    return {
      name,
      region: stack.region,
      tags: tagsText(properties),
      retention: retentionOf(properties),
      pulledBy,
      pushedBy: distinct(only ? [...pushedBy, 'nobody else'] : pushedBy),
      readBy: distinct(who('read').filter((name) => !pulledBy.includes(name))),
    };
  });
}

/** A role keeps its name in the ARN, whatever path stands before it. */
function isAmong(arns: readonly string[], role: string): boolean {
  return arns.some((arn) => arn.includes(':role/') && arn.endsWith(`/${role}`));
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)];
}

function reaches({ statements }: Role, use: Use, arn: string): boolean {
  return statements.some(
    (statement) => allows(statement, use) && textsIn(statement.Resource).some((resource) => resource.endsWith(arn)),
  );
}

function tagsText(properties: Record<string, unknown>): string {
  const { ImageTagMutability: mutability = 'MUTABLE', ImageTagMutabilityExclusionFilters: filters } = properties;
  const patterns = (filters as { ImageTagMutabilityExclusionFilterValue: string }[] | undefined) ?? [];
  const others = patterns.map(({ ImageTagMutabilityExclusionFilterValue: value }) => value);
  const words = shown(mutability).startsWith('IMMUTABLE') ? 'immutable' : 'mutable';
  return others.length === 0 ? words : `${words} but ${others.join(', ')}`;
}

function retentionOf({ LifecyclePolicy: policy }: Record<string, unknown>): string[] {
  const { LifecyclePolicyText: text } = (policy ?? {}) as { LifecyclePolicyText?: unknown };
  if (text === undefined) return [];
  const { rules = [] } = documentIn(text);
  return rules.map(({ description = 'a rule without description' }) => description);
}

function documentIn(text: unknown): { rules?: { description?: string }[] } {
  const unknown = { rules: [{ description: 'rules that are known at deploy' }] };
  try {
    return typeof text === 'string' ? (JSON.parse(text) as { rules?: { description?: string }[] }) : unknown;
  } catch {
    return unknown;
  }
}

function rolesOf(stack: SynthesizedStack): Role[] {
  return Object.entries(stack.resources)
    .filter(([, { Type }]) => Type === 'AWS::IAM::Role')
    .map(([logicalId, { Properties: properties = {} }]) => {
      const statements = resourcesOf(stack, 'AWS::IAM::ManagedPolicy')
        .filter(({ Roles: roles }) => JSON.stringify(roles ?? []).includes(`"${logicalId}"`))
        .flatMap(({ PolicyDocument: document }) => statementsOf(document));
      const name = typeof properties.RoleName === 'string' ? properties.RoleName : buildRoleName(stack, logicalId);
      return { name, trusts: trustedBy(properties.AssumeRolePolicyDocument), may: rightsOf(statements), statements };
    });
}

/** A build's role has no name of its own: it is known by its project. */
function buildRoleName(stack: SynthesizedStack, logicalId: string): string {
  const project = resourcesOf(stack, 'AWS::CodeBuild::Project').find((properties) =>
    JSON.stringify(properties.ServiceRole).includes(`"${logicalId}"`),
  );
  return project ? `of build ${shown(project.Name)}` : logicalId;
}

/** The GitHub subjects of a trust policy; those who are no service. */
function trustedBy(document: unknown): string[] {
  return statementsOf(document).flatMap(({ Condition: condition }) =>
    Object.values(condition ?? {}).flatMap((keys) =>
      Object.entries(keys).flatMap(([key, value]) => (key.endsWith(':sub') ? textsIn(value) : [])),
    ),
  );
}

function rightsOf(statements: readonly Statement[]): string[] {
  return statements.flatMap((statement) => {
    const names = textsIn(statement.Resource).map((arn) => arn.replace(/^arn:[^:]*:[^:]*:[^:]*:[^:]*:[^/]*\//, ''));
    if (allows(statement, 'push')) return names.map((name) => `push to ${name}`);
    if (textsIn(statement.Action).includes('ecs:UpdateService')) return names.map((name) => `deploy to ${name}`);
    if (textsIn(statement.Action).includes('iam:PassRole')) return names.map((name) => `pass ${name} to ECS tasks`);
    return [];
  });
}

function buildsOf(stack: SynthesizedStack): BuildSummary[] {
  return resourcesOf(stack, 'AWS::CodeBuild::Project').map((properties) => {
    const { Location: location } = (properties.Source ?? {}) as { Location?: unknown };
    const { EnvironmentVariables: variables = [] } = (properties.Environment ?? {}) as {
      EnvironmentVariables?: { Name: string; Value: unknown }[];
    };
    const uri = variables.find(({ Name }) => Name === 'REPOSITORY_URI')?.Value;
    return {
      name: shown(properties.Name),
      source: shown(location),
      startsOn: startsOf(properties.Triggers),
      pushesTo: shown(uri),
    };
  });
}

function startsOf(triggers: unknown): string[] {
  const { FilterGroups: groups = [] } = (triggers ?? {}) as { FilterGroups?: { Type: string; Pattern: string }[][] };
  const refs = groups.flat().filter(({ Type }) => Type === 'HEAD_REF');
  return refs.length === 0 ? ['by hand'] : refs.map(({ Pattern: pattern }) => `push to ${refName(pattern)}`);
}

/** The ref that an anchored pattern matches; any other pattern is shown as it is. */
function refName(pattern: string): string {
  const [, name] = /^\^refs\/(?:heads|tags)\/(.*)\$$/.exec(pattern) ?? [];
  return name === undefined ? `what matches ${pattern}` : name.replace(/\\(.)/g, '$1');
}

/** A value that the template does not hold as text is shown as it is written. */
function shown(value: unknown): string {
  return typeof value === 'string' ? value : value === undefined ? 'unnamed' : JSON.stringify(value);
}

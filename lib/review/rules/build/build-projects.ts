import { hasUnresolved } from '../../texts/symbolic-text';
import { type GraphResource, type IdentityNode, type TemplateGraph } from '../../templates/template-graph';
import { oncePerGraph } from '../once-per-graph';
import { identitiesOf } from '../identities-by-arn';
import { roleChainsOf } from '../role-chains';
import { type Fields, fieldsOf, isTrue, listOf, textOf } from '../shape';

/** One filter of a webhook. */
export interface WebhookFilter {
  readonly type: string;
  readonly pattern: string;
  readonly excludes: boolean;
}

/** The parts of a CodeBuild project that the rules read. */
export interface BuildProject {
  readonly resource: GraphResource;
  readonly name: string;
  readonly source: Fields;
  readonly environment: Fields;
  readonly triggers: Fields;
  readonly hasWebhook: boolean;
  readonly filterGroups: readonly (readonly WebhookFilter[])[];
  /** The buildspec without comments, if the template contains it. */
  readonly buildspec: string | undefined;
  readonly role: IdentityNode | undefined;
  readonly pushes: boolean;
  /** The roles that its role assumes to be able to push. There are none if it pushes itself. */
  readonly pushesThrough: readonly IdentityNode[];
}

export const buildProjectsOf = oncePerGraph((graph: TemplateGraph): readonly BuildProject[] =>
  graph.resources
    .filter(({ type }) => type === 'AWS::CodeBuild::Project')
    .map((resource) => {
      const { properties, source: at } = resource;
      const triggers = fieldsOf(properties.Triggers);
      const source = fieldsOf(properties.Source);
      const role = identitiesOf(graph).byArn(textOf(properties.ServiceRole) ?? '');
      const buildspec = textOf(source.BuildSpec);
      const chain = role && roleChainsOf(graph).toPusher(role);
      return {
        resource,
        name: textOf(properties.Name) ?? at.logicalId,
        source,
        environment: fieldsOf(properties.Environment),
        triggers,
        hasWebhook: isTrue(triggers.Webhook),
        filterGroups: listOf(triggers.FilterGroups).map((group) => listOf(group).flatMap(filterOf)),
        buildspec: buildspec !== undefined && isInline(buildspec) ? withoutComments(buildspec) : undefined,
        role,
        pushes: chain !== undefined,
        pushesThrough: chain ?? [],
      };
    }),
);

function filterOf(value: unknown): WebhookFilter[] {
  const { Type: type, Pattern: pattern, ExcludeMatchedPattern: excludes } = fieldsOf(value);
  if (typeof type !== 'string' || typeof pattern !== 'string') return [];
  return [{ type, pattern, excludes: isTrue(excludes) }];
}

/** Comments of YAML, and of Bash in the commands. Code in them does not run. */
function withoutComments(buildspec: string): string {
  return buildspec.replace(/^[ \t]*#.*$/gm, '');
}

/** Whether a buildspec is the document itself. A path or an S3 object has one line and no mapping. */
function isInline(buildspec: string): boolean {
  return /\n|^\s*\{|^\s*version\s*:/.test(buildspec);
}

/** Whether the buildspec is in the code that is built. */
export function readsOwnBuildspec({ source, buildspec }: BuildProject): boolean {
  const path = source.BuildSpec;
  if (buildspec !== undefined || source.Type === 'NO_SOURCE') return false;
  return path === undefined || (typeof path === 'string' && !hasUnresolved(path) && !path.startsWith('arn:'));
}

/** Whether pull requests start it. A webhook without filters accepts them, too. */
export function buildsPullRequests({ hasWebhook, filterGroups }: BuildProject): boolean {
  if (!hasWebhook) return false;
  return (
    filterGroups.length === 0 || filterGroups.some((group) => eventsOf(group).some((event) => isOpenPullRequest(event)))
  );
}

/** Whether the code of an open pull request runs. After a merge or a close, the code of the base branch runs. */
function isOpenPullRequest(event: string): boolean {
  return ['PULL_REQUEST_CREATED', 'PULL_REQUEST_UPDATED', 'PULL_REQUEST_REOPENED'].includes(event);
}

export function eventsOf(group: readonly WebhookFilter[]): string[] {
  return group
    .filter(({ type, excludes }) => type === 'EVENT' && !excludes)
    .flatMap(({ pattern }) => pattern.split(',').map((event) => event.trim()));
}

/** Whether the source is on GitHub, so that anyone may open pull requests from forks. */
export function isFromGitHub({ source }: BuildProject): boolean {
  return source.Type === 'GITHUB' || source.Type === 'GITHUB_ENTERPRISE';
}

/** A variable whose value is plain text. */
export interface PlainVariable {
  readonly name: string;
  readonly value: string;
}

/** The environment variables whose values are in the project as plain text. */
export function plainVariables({ environment }: BuildProject): PlainVariable[] {
  return plainOnes(environment.EnvironmentVariables);
}

/** The plain variables of a list. CodePipeline writes the names of the fields in small letters. */
export function plainOnes(list: unknown): PlainVariable[] {
  return listOf(list).flatMap((variable) => {
    const { Name, Value, Type, name = Name, value = Value, type = Type ?? 'PLAINTEXT' } = fieldsOf(variable);
    if (type !== 'PLAINTEXT' || typeof name !== 'string' || typeof value !== 'string') return [];
    return [{ name, value }];
  });
}

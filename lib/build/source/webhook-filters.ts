import { Token } from 'aws-cdk-lib';
import { type CfnProject } from 'aws-cdk-lib/aws-codebuild';
import { actorIdRule } from '../../private/ci/actor-id';
import { changedPathRule } from '../../private/git/changed-path';
import { branchRule, gitTagRule } from '../../private/git/git-ref';
import { webhookTagPatternRule } from '../../private/git/git-ref-pattern';
import { escapeGlob, escapeRegExp } from '../../private/text/regular-expression';
import { InvalidInputError, refuseIf, type Rule, validateEach } from '../../private/validation/validation';
import { type WebhookOptions } from './source-options';

type FilterGroup = CfnProject.WebhookFilterProperty[];

/** Validates all options of a webhook, whatever it is for. */
export function validateWebhook(options: WebhookOptions): void {
  validateNames('branches', options.branches, branchRule);
  validateNames('tags', options.tags, gitTagRule);
  validateNames('tagPatterns', options.tagPatterns, webhookTagPatternRule);
  validateNames('actorIds', options.actorIds, actorIdRule);
  validateNames('paths', options.paths, changedPathRule);
  const { branches, tags, tagPatterns, actorIds, paths } = options;
  const starts = branches ?? tags ?? tagPatterns;
  refuseIf(
    'actorIds',
    actorIds && !starts ? 'goes with branches or tags; without them nothing starts a build' : undefined,
  );
  refuseIf('paths', paths && !branches ? 'goes with branches; pushes of tags change no file' : undefined);
}

/** One group for each ref that starts a build; CDK's own filter for `main` would match `main-evil`, too. */
export function pushFilters({ branches = [], tags = [], tagPatterns = [], ...bounds }: WebhookOptions): FilterGroup[] {
  const actors = actorFilter(bounds);
  return [
    ...branches.map((name) => [...push(`refs/heads/${escapeRegExp(name)}`), ...actors, ...pathFilter(bounds)]),
    ...tags.map((name) => [...push(`refs/tags/${escapeRegExp(name)}`), ...actors]),
    ...tagPatterns.map((pattern) => [...push(`refs/tags/${escapeGlob(pattern)}`), ...actors]),
  ];
}

/** One group for each branch that pull requests go into. What happens after a merge is a push. */
export function pullRequestFilters({ branches = [], ...bounds }: WebhookOptions): FilterGroup[] {
  return branches.map((name) => [
    { type: 'EVENT', pattern: 'PULL_REQUEST_CREATED, PULL_REQUEST_UPDATED, PULL_REQUEST_REOPENED' },
    { type: 'BASE_REF', pattern: `^refs/heads/${escapeRegExp(name)}$` },
    ...actorFilter(bounds),
    ...pathFilter(bounds),
  ]);
}

function push(ref: string): FilterGroup {
  return [
    { type: 'EVENT', pattern: 'PUSH' },
    { type: 'HEAD_REF', pattern: `^${ref}$` },
  ];
}

/** Each id with anchors of its own: CodeBuild searches the pattern within the actor's id. */
function actorFilter({ actorIds }: WebhookOptions): FilterGroup {
  return actorIds ? [{ type: 'ACTOR_ACCOUNT_ID', pattern: actorIds.map((id) => `^${id}$`).join('|') }] : [];
}

function pathFilter({ paths }: WebhookOptions): FilterGroup {
  return paths ? [{ type: 'FILE_PATH', pattern: paths.map(pathPattern).join('|') }] : [];
}

/** A path is a file or a folder; with a slash at its end, a folder. */
function pathPattern(path: string): string {
  return path.endsWith('/') ? `^${escapeRegExp(path)}` : `^${escapeRegExp(path)}(/|$)`;
}

/** Names that become part of a regular expression, so that none of them may be a token. */
export function validateNames(path: string, names: readonly string[] | undefined, rule: Rule): void {
  if (names === undefined) return;
  refuseToken(path, names);
  validateEach(path, names, rule);
  names.forEach((name, index) => {
    refuseToken(`${path}[${index}]`, name);
    const again = names.indexOf(name) < index;
    refuseIf(`${path}[${index}]`, again ? `must be named once, got '${name}' again` : undefined);
  });
}

export function refuseToken(path: string, value: unknown): void {
  if (!Token.isUnresolved(value)) return;
  throw new InvalidInputError(
    `\`${path}\` must be known at synth, got a token; it becomes part of an address or a regular expression`,
  );
}

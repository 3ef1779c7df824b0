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

/** Validates all options of a webhook, for pushes and for pull requests. */
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
    actorIds && !starts ? 'requires branches or tags. Without them no push starts a build.' : undefined,
  );
  refuseIf('paths', paths && !branches ? 'requires branches. The push of a tag changes no file.' : undefined);
}

/**
 * Renders one group for each ref that starts a build. The filter of CDK for `main` would match `main-evil` as well. Tags and their
 * patterns come after the prefix.
 */
export function pushFilters(
  { branches = [], tags = [], tagPatterns = [], ...bounds }: WebhookOptions,
  tagPrefix = '',
): FilterGroup[] {
  const actors = actorFilter(bounds);
  return [
    ...branches.map((name) => [...push(`refs/heads/${escapeRegExp(name)}`), ...actors, ...pathFilter(bounds)]),
    ...tags.map((name) => [...push(`refs/tags/${escapeRegExp(tagPrefix + name)}`), ...actors]),
    ...tagPatterns.map((pattern) => [...push(`refs/tags/${escapeRegExp(tagPrefix)}${escapeGlob(pattern)}`), ...actors]),
  ];
}

/** Renders one group for each target branch of pull requests. A merge is a push. */
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

/** Each id is anchored, because CodeBuild searches for the pattern anywhere in the id of the actor. */
function actorFilter({ actorIds }: WebhookOptions): FilterGroup {
  return actorIds ? [{ type: 'ACTOR_ACCOUNT_ID', pattern: actorIds.map((id) => `^${id}$`).join('|') }] : [];
}

function pathFilter({ paths }: WebhookOptions): FilterGroup {
  return paths ? [{ type: 'FILE_PATH', pattern: paths.map(pathPattern).join('|') }] : [];
}

/** A path is a file or a folder. A path with a slash at its end is a folder. */
function pathPattern(path: string): string {
  return path.endsWith('/') ? `^${escapeRegExp(path)}` : `^${escapeRegExp(path)}(/|$)`;
}

/** Validates names that become part of a regular expression, so that none of them may be a token. */
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
    `\`${path}\` must be known at synth, got a token. It becomes part of an address or a regular expression.`,
  );
}

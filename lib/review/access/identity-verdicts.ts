import { type Policies, type Verdict } from '../evaluation/access-evaluator';
import { filledResource } from '../evaluation/policy-variables';
import {
  type IdentityNode,
  type RepositoryNode,
  type Statement,
  type TemplateSource,
} from '../templates/template-graph';
import { isExcluded } from '../templates/excluded-statement';
import { isSameText } from '../texts/wildcard-match';
import { callerOf } from './identity-caller';
import { mayAllowImages } from './image-statements';
import { identityVerdict, withoutImplied } from './operation-verdict';
import { type OperationNeeds } from './operations';
import { PolicyIndex } from './policy-index';
import { type RepositoryGroup } from './repository-groups';
import { type RepositoryIndex } from './repository-index';
import { type Context, identityContext, repositoryContext } from './request-context';
import { withUnknown } from './unknown-policies';

/** Repositories that all policies treat the same for an identity, with one verdict for each operation. */
export interface AlikeRepositories {
  readonly repositories: readonly RepositoryNode[];
  readonly verdicts: readonly Verdict[];
}

/**
 * Evaluates what an identity may do with the repositories of the templates. Repositories that differ only in their names
 * are evaluated once if the patterns of the identity match their names in the same way. They are not evaluated at all if no
 * statement can be about them. A role that may push to all repositories costs no more with a thousand of them.
 */
export function identityVerdicts(
  identity: IdentityNode,
  needs: readonly OperationNeeds[],
  index: RepositoryIndex,
): AlikeRepositories[] {
  const policies = withUnknown(identity);
  const boundary = identity.boundary === 'unknown' ? [] : (identity.boundary ?? []);
  const context = identityContext(identity);
  const matched = matchesOf([...policies, ...boundary], context, index);
  const isAboutAll = policies.some((statement) => isAboutEveryName(statement, context, index));
  return index.groups
    .filter(({ first }) => mayUse(identity, first))
    .flatMap((group) => {
      const { statements, grants } = PolicyIndex.of(group.first).concerning(identity);
      // The principals with an unattached policy are not known, so a repository's policy is not evaluated for them.
      const isAsked = isAboutAll || (grants && identity.kind !== 'policy');
      const alike = alikeIn(group, matched.get(group), isAsked);
      return alike.map((repositories) => ({
        repositories,
        verdicts: judge(identity, repositories[0] ?? group.first, needs, policies, statements),
      }));
    });
}

/** Whether to check an identity: not in another account, and not if template conditions exclude it and the repository together. */
function mayUse(identity: IdentityNode, { resource }: RepositoryNode): boolean {
  return isSameText(identity.account, resource.env.account) !== 'no' && !isExcluded(identity.resource, resource);
}

/** The repositories of a group by how patterns match their names. Those that no pattern matches are included only on request. */
function alikeIn(
  { repositories }: RepositoryGroup,
  matched: ReadonlyMap<RepositoryNode, string> | undefined,
  withOthers: boolean,
): (readonly RepositoryNode[])[] {
  if (!matched) return withOthers ? [repositories] : [];
  const byMatches = new Map<string, RepositoryNode[]>();
  for (const repository of repositories) {
    const text = matched.get(repository);
    if (text === undefined && !withOthers) continue;
    const same = byMatches.get(text ?? '');
    if (same) same.push(repository);
    else byMatches.set(text ?? '', [repository]);
  }
  return [...byMatches.values()];
}

/** Evaluates the policies of an identity and the statements of a repository's policy, one verdict for each operation. */
export function judge(
  identity: IdentityNode,
  { arn, resource, policy = [], ...repository }: RepositoryNode,
  needs: readonly OperationNeeds[],
  identityPolicies: readonly Statement[] = withUnknown(identity),
  statements: readonly Statement[] = policy,
): readonly Verdict[] {
  const asker = {
    principal: callerOf(identity),
    resource: { arn, account: resource.env.account },
    context: { ...identityContext(identity), ...repositoryContext({ arn, resource, ...repository }) },
  };
  const policies: Policies = {
    identity: identityPolicies.filter((statement) => !isExcluded(statement, resource)),
    ...(identity.boundary && { boundary: identity.boundary }),
    ...(statements.length > 0 && { resource: statements }),
  };
  const verdicts = needs.map((one) => identityVerdict(one, asker, policies, identity.kind === 'policy'));
  return withoutImplied(needs, verdicts);
}

/** The source of the decisive statement, in the policy of one of the repositories with the same verdict. */
export function sourceOf(
  { statements: [decisive] }: Verdict,
  identity: IdentityNode,
  [first, repository]: readonly [judged: RepositoryNode, repository: RepositoryNode],
): TemplateSource {
  if (decisive === undefined) return identity.resource.source;
  const at = first === repository ? -1 : (first.policy ?? []).indexOf(decisive);
  return (repository.policy?.[at] ?? decisive).source;
}

/**
 * A text for each repository that says how the patterns of an identity match it. Patterns that match all repositories in
 * the same way are left out, because they make no difference.
 */
function matchesOf(
  statements: readonly Statement[],
  context: Context,
  index: RepositoryIndex,
): ReadonlyMap<RepositoryGroup, ReadonlyMap<RepositoryNode, string>> {
  const patterns = new Set(
    statements.flatMap(({ resources = [], notResources = [] }) => [...resources, ...notResources]),
  );
  const texts = new Map<RepositoryGroup, Map<RepositoryNode, string>>();
  [...patterns].forEach((pattern, number) => {
    const values = filledByGroup(pattern, context, index);
    if (isAlikeForAll(values, index)) return;
    for (const [value, groups] of values) {
      for (const [repository, answer] of index.matching(value)) {
        const group = index.groupOf(repository);
        if (!groups.has(group)) continue;
        const some = texts.get(group) ?? new Map<RepositoryNode, string>();
        texts.set(group, some);
        some.set(repository, `${some.get(repository) ?? ''}${number}${answer === 'yes' ? '+' : '?'}`);
      }
    }
  });
  return texts;
}

/** A pattern with its variables filled in, for each group of repositories: a variable may name a tag of the repository. */
function filledByGroup(
  pattern: string,
  context: Context,
  index: RepositoryIndex,
): ReadonlyMap<string, ReadonlySet<RepositoryGroup>> {
  const ofIdentity = filledResource(pattern, context);
  if (ofIdentity.void) return new Map();
  if (!ofIdentity.open) return new Map([[ofIdentity.pattern, index.groupSet]]);
  const values = new Map<string, Set<RepositoryGroup>>();
  for (const group of index.groups) {
    const value = filledResource(pattern, { ...context, ...repositoryContext(group.first) }).pattern;
    const some = values.get(value) ?? new Set<RepositoryGroup>();
    values.set(value, some.add(group));
  }
  return values;
}

/** Whether a pattern surely matches all repositories, or perhaps matches all of them. */
function isAlikeForAll(values: ReadonlyMap<string, ReadonlySet<RepositoryGroup>>, index: RepositoryIndex): boolean {
  const [only, ...others] = values.keys();
  return only !== undefined && others.length === 0 && index.matchesAllAlike(only);
}

/** Whether a statement may allow something for repositories of any name. */
function isAboutEveryName(statement: Statement, context: Context, index: RepositoryIndex): boolean {
  if (!mayAllowImages(statement)) return false;
  const { resources, unreadable } = statement;
  if (resources === undefined || unreadable !== undefined) return true;
  return resources.some((resource) => isAlikeForAll(filledByGroup(resource, context, index), index));
}

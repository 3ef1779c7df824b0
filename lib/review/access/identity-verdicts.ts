import { type Policies, type Verdict } from '../access-evaluator';
import { filled } from '../evaluation/policy-variables';
import { type IdentityNode, type RepositoryNode, type Statement, type TemplateSource } from '../template-graph';
import { isExcluded } from '../templates/excluded-statement';
import { identityVerdict } from './operation-verdict';
import { type OperationNeeds } from './operations';
import { asksForTags, type ConcerningStatements, PolicyIndex } from './policy-index';
import { type RepositoryIndex } from './repository-index';
import { identityContext, repositoryContext } from './request-context';
import { withUnknown } from './unknown-policies';

/** The answers for repositories that all policies of an identity treat alike, one for each of the operations. */
export interface AlikeRepositories {
  readonly repositories: readonly RepositoryNode[];
  readonly verdicts: readonly Verdict[];
}

/**
 * What an identity may do with repositories. Repositories that all of its patterns match alike, and whose policies say
 * the same of it, are answered once: a role that may push everywhere costs no more with a thousand repositories.
 */
export class IdentityVerdicts {
  private readonly identityPolicies: readonly Statement[];
  private readonly matches: ReadonlyMap<RepositoryNode, string>;
  private readonly asksForTags: boolean;
  private readonly numbers = new Map<ConcerningStatements, number>();

  public constructor(
    private readonly identity: IdentityNode,
    private readonly needs: readonly OperationNeeds[],
    private readonly index: RepositoryIndex,
  ) {
    this.identityPolicies = withUnknown(identity);
    const boundary = identity.boundary === 'unknown' ? [] : (identity.boundary ?? []);
    const all = [...this.identityPolicies, ...boundary];
    this.matches = matchesOf(all, identityContext(identity), index);
    this.asksForTags = all.some(asksForTags);
  }

  /** The verdicts on all of some repositories, once for those that are alike. */
  public on(repositories: Iterable<RepositoryNode>): AlikeRepositories[] {
    const classes = new Map<string, RepositoryNode[]>();
    for (const repository of repositories) {
      if (isExcluded(this.identity.resource, repository.resource)) continue;
      const key = this.classOf(repository);
      const some = classes.get(key);
      if (some) some.push(repository);
      else classes.set(key, [repository]);
    }
    return Array.from(classes.values(), (alike) => {
      const [first] = alike;
      return { repositories: alike, verdicts: first ? this.verdictsOn(first) : [] };
    });
  }

  private classOf(repository: RepositoryNode): string {
    const { place, when, source, properties } = repository.resource;
    const concerning = PolicyIndex.of(repository).concerning(this.identity);
    const number = this.numbers.get(concerning) ?? this.index.numberOf(concerning.key);
    this.numbers.set(concerning, number);
    const here = `${place.account} ${place.region} ${number} ${this.matches.get(repository) ?? ''}`;
    const isByTags = this.asksForTags || concerning.asksForTags;
    if (when.length === 0 && !isByTags) return here;
    return JSON.stringify([here, when.length > 0 && [source.template, when], isByTags && properties.Tags]);
  }

  private verdictsOn(repository: RepositoryNode): readonly Verdict[] {
    const { statements } = PolicyIndex.of(repository).concerning(this.identity);
    return judge(this.identity, repository, this.needs, statements, this.identityPolicies);
  }
}

/** What an identity may do with a repository by all of its policies, and by some statements of the repository's. */
export function judge(
  identity: IdentityNode,
  repository: RepositoryNode,
  needs: readonly OperationNeeds[],
  policy: readonly Statement[] = repository.policy ?? [],
  identityPolicies: readonly Statement[] = withUnknown(identity),
): readonly Verdict[] {
  const { arn, resource } = repository;
  const asker = {
    principal: { type: 'AWS' as const, value: identity.arn, account: identity.account },
    resource: { arn, account: resource.place.account },
    context: { ...identityContext(identity), ...repositoryContext(repository) },
  };
  const policies: Policies = {
    identity: identityPolicies.filter((statement) => !isExcluded(statement, resource)),
    ...(identity.boundary && { boundary: identity.boundary }),
    ...(policy.length > 0 && { resource: policy }),
  };
  return needs.map((one) => identityVerdict(one, asker, policies));
}

/** The statement that decides, as it stands in the policy of one of the repositories that are alike. */
export function sourceOf(
  { statements: [decisive] }: Verdict,
  identity: IdentityNode,
  [first, repository]: readonly [judged: RepositoryNode, repository: RepositoryNode],
): TemplateSource {
  if (decisive === undefined) return identity.resource.source;
  const at = first === repository ? -1 : PolicyIndex.of(first).concerning(identity).statements.indexOf(decisive);
  const same = at < 0 ? undefined : PolicyIndex.of(repository).concerning(identity).statements[at];
  return (same ?? decisive).source;
}

/** How the patterns of an identity match each repository, as a text; repositories that none matches have none. */
function matchesOf(
  statements: readonly Statement[],
  context: Readonly<Record<string, readonly string[]>>,
  index: RepositoryIndex,
): ReadonlyMap<RepositoryNode, string> {
  const patterns = new Set(
    statements.flatMap(({ resources = [], notResources = [] }) => [...resources, ...notResources]),
  );
  patterns.delete('*');
  const texts = new Map<RepositoryNode, string>();
  [...patterns].forEach((pattern, number) => {
    const value = filled(pattern, context);
    if (value.void) return;
    for (const [repository, answer] of index.matching(value.pattern)) {
      texts.set(repository, `${texts.get(repository) ?? ''}${number}${answer === 'yes' ? '+' : '?'}`);
    }
  });
  return texts;
}

import { type AccessRequest, type Policies, type Verdict } from '../access-evaluator';
import { hasHoles } from '../texts/symbolic-text';
import { type IdentityNode, type RepositoryNode, type Statement } from '../template-graph';
import { isExcluded } from '../templates/excluded-statement';
import { matchesPattern } from '../texts/wildcard-match';
import { operationVerdict } from './operation-verdict';
import { type OperationNeeds } from './operations';
import { accountOf } from './principal-arn';
import { withUnknown } from './unknown-policies';

/**
 * What an identity may do with repositories, an answer for each of the operations. Repositories that all of its patterns
 * match alike, and whose policies say the same of it, are answered once: a role that may push everywhere costs no more
 * with a thousand repositories than with one.
 */
export class IdentityVerdicts {
  private readonly known = new Map<string, readonly Verdict[]>();
  private readonly identityPolicies: readonly Statement[];
  private readonly patterns: readonly string[];

  public constructor(
    private readonly identity: IdentityNode,
    public readonly needs: readonly OperationNeeds[],
  ) {
    this.identityPolicies = withUnknown(identity);
    const boundary = identity.boundary === 'unknown' ? [] : (identity.boundary ?? []);
    const resources = [...this.identityPolicies, ...boundary].flatMap((statement) => [
      ...(statement.resources ?? []),
      ...(statement.notResources ?? []),
    ]);
    this.patterns = [...new Set(resources)];
  }

  /** The verdicts in the order of the needs. */
  public of(repository: RepositoryNode): readonly Verdict[] {
    if (isExcluded(this.identity.resource, repository.resource)) return [];
    const policy = (repository.policy ?? []).filter((statement) => this.mayConcern(statement));
    const key = JSON.stringify([
      repository.resource.place.account,
      this.patterns.map((pattern) => matchesPattern(pattern, repository.arn)),
      policy,
      repository.resource.when.length > 0 && [repository.resource.source.template, repository.resource.when],
    ]);
    const verdicts = this.known.get(key) ?? this.judge(repository, policy);
    this.known.set(key, verdicts);
    return verdicts;
  }

  private judge({ arn, resource }: RepositoryNode, policy: readonly Statement[]): readonly Verdict[] {
    const { identity } = this;
    const asker: Omit<AccessRequest, 'action'> = {
      principal: { type: 'AWS', value: identity.arn, account: identity.account },
      resource: { arn, account: resource.place.account },
      context: {
        'aws:principalaccount': [identity.account],
        'aws:principalarn': [identity.arn],
        'aws:resourceaccount': [resource.place.account],
      },
    };
    const policies: Policies = {
      identity: this.identityPolicies.filter((statement) => !isExcluded(statement, resource)),
      ...(identity.boundary && { boundary: identity.boundary }),
      ...(policy.length > 0 && { resource: policy }),
    };
    return this.needs.map((needs) => operationVerdict(needs, asker, policies, true));
  }

  /** Whether a statement of a repository's policy can be about the identity: not one that names only others. */
  private mayConcern({ principals, unreadable }: Statement): boolean {
    if (!principals || unreadable !== undefined) return true;
    return principals.some(({ type, value }) => {
      if (type !== 'AWS') return type === '*';
      if (value === '*' || value === this.identity.arn || hasHoles(value) || hasHoles(this.identity.arn)) return true;
      return /:(root|assumed-role\/)/.test(value) || !value.startsWith('arn:')
        ? accountOf(value) === '' || accountOf(value) === this.identity.account
        : false;
    });
  }
}

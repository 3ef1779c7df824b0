import { type IdentityNode, type RepositoryNode, type Statement } from '../templates/template-graph';
import { hasHoles } from '../texts/symbolic-text';
import { partsOf } from '../texts/text-parts';
import { accountOf } from './principal-arn';

/** The statements of a repository's policy that may be about an identity. */
export interface ConcerningStatements {
  readonly statements: readonly Statement[];
  /** Whether one of them may let the identity in without a policy of the identity's own. */
  readonly grants: boolean;
}

/** The statements of a repository's policy by the principals that they may be about. */
export class PolicyIndex {
  /** Denies, but for those of single principals. */
  public readonly denies: readonly Statement[];

  /** Denies that name only single roles and users: exceptions to whole classes. */
  public readonly exceptions: readonly Statement[];

  private readonly shared: Statement[] = [];
  private readonly byAccount = new Map<string, Statement[]>();
  private readonly singles: ReadonlySet<string>;
  /** The names of principals whose accounts only the deploy knows. */
  private readonly openNames: ReadonlySet<string>;
  private readonly order: ReadonlyMap<Statement, number>;
  private readonly aboutKnown = new Map<string, readonly Statement[]>();
  private readonly concerningKnown = new Map<string, ConcerningStatements>();

  private constructor(
    private readonly policy: readonly Statement[],
    private readonly account: string,
  ) {
    const denies = policy.filter(({ effect }) => effect === 'Deny');
    this.exceptions = denies.filter(namesSingle);
    this.denies = denies.filter((statement) => !namesSingle(statement));
    const values = policy.flatMap(({ principals = [] }) => principals.map(({ value }) => value));
    this.singles = new Set(values);
    this.openNames = new Set(values.filter(hasHoles).map(lastPart));
    this.order = new Map(policy.map((statement, index) => [statement, index]));
    for (const statement of policy) this.enter(statement);
  }

  private static readonly indexes = new WeakMap<RepositoryNode, PolicyIndex>();

  public static of(repository: RepositoryNode): PolicyIndex {
    const known = PolicyIndex.indexes.get(repository);
    if (known) return known;
    const index = new PolicyIndex(repository.policy ?? [], repository.resource.place.account);
    PolicyIndex.indexes.set(repository, index);
    return index;
  }

  /** What may be about principals of an account, in the order of the policy. */
  public about(account: string): readonly Statement[] {
    const known =
      this.aboutKnown.get(account) ?? this.inOrder([...this.shared, ...(this.byAccount.get(account) ?? [])]);
    this.aboutKnown.set(account, known);
    return known;
  }

  private inOrder(statements: Statement[]): readonly Statement[] {
    const placeOf = (statement: Statement): number => this.order.get(statement) ?? 0;
    return statements.sort((one, other) => placeOf(one) - placeOf(other));
  }

  /** What may be about an identity; identities of one account that the policy doesn't name are alike to it. */
  public concerning(identity: IdentityNode): ConcerningStatements {
    const { arn, account } = identity;
    const isNamed = hasHoles(arn) || this.singles.has(arn) || this.openNames.has(lastPart(arn));
    const profile = isNamed ? arn : account;
    const known = this.concerningKnown.get(profile) ?? this.find(identity);
    this.concerningKnown.set(profile, known);
    return known;
  }

  private find(identity: IdentityNode): ConcerningStatements {
    const statements = this.policy.filter((statement) => mayConcern(statement, identity));
    return {
      statements,
      grants: statements.some((statement) => statement.effect === 'Allow' && this.mayLetIn(statement)),
    };
  }

  /** An account that allows its own root leaves the decision to the policies of its identities. */
  private mayLetIn({ principals, unreadable }: Statement): boolean {
    if (!principals) return unreadable === undefined; // else a row of its own says so of all principals
    return principals.some(({ type, value }) => {
      const isOwnRoot = value === this.account || (value.endsWith(':root') && accountOf(value) === this.account);
      return (type === 'AWS' || type === '*') && !isOwnRoot;
    });
  }

  private enter(statement: Statement): void {
    const accounts = accountsOf(statement);
    if (!accounts) this.shared.push(statement);
    for (const account of accounts ?? []) {
      const entered = this.byAccount.get(account);
      if (entered) entered.push(statement);
      else this.byAccount.set(account, [statement]);
    }
  }
}

/** Whether a statement can be about an identity: not one that names only others. */
function mayConcern({ principals, unreadable }: Statement, { arn, account }: IdentityNode): boolean {
  if (!principals || unreadable !== undefined) return true;
  return principals.some(({ type, value }) => {
    if (type !== 'AWS') return type === '*';
    if (value === '*' || value === arn) return true;
    if (hasHoles(value) || hasHoles(arn)) return !haveOtherNames(value, arn);
    return /:(root|assumed-role\/)/.test(value) || !value.startsWith('arn:')
      ? accountOf(value) === '' || accountOf(value) === account
      : false;
  });
}

/** Whether two ARNs, of roles or of users, end with different names: what a deploy fills in makes them no equals. */
function haveOtherNames(one: string, other: string): boolean {
  const [first, second] = [lastPart(one), lastPart(other)];
  if (hasHoles(first) || hasHoles(second)) return false;
  return /:(role|user)\//.test(one) && /:(role|user)\//.test(other) && first !== second;
}

function lastPart(arn: string): string {
  return partsOf(arn, '/').at(-1) ?? '';
}

/** The accounts that a statement is about; `undefined` if it may be about any. */
function accountsOf({ principals, unreadable }: Statement): Set<string> | undefined {
  if (!principals || unreadable !== undefined) return undefined;
  const accounts = principals
    .filter(({ type }) => type === 'AWS' || type === '*')
    .map(({ value }) => (hasHoles(value) ? '' : /^\d{12}$/.test(value) ? value : accountOf(value)));
  return accounts.includes('') ? undefined : new Set(accounts);
}

function namesSingle({ principals }: Statement): boolean {
  return principals?.every(({ type, value }) => type === 'AWS' && /:(role|user|assumed-role)\//.test(value)) ?? false;
}

const contents = new WeakMap<Statement, string>();

/** What a statement says, wherever it stands; its template tells apart conditions of one name. */
export function contentOf(statement: Statement): string {
  const { source, ...says } = statement;
  const known = contents.get(statement) ?? JSON.stringify([says, says.when.length > 0 && source.template]);
  contents.set(statement, known);
  return known;
}

import { type IdentityNode, type RepositoryNode, type Statement } from '../templates/template-graph';
import { hasUnresolved } from '../texts/symbolic-text';
import { partsOf } from '../texts/text-parts';
import { accountOf } from './principal-arn';

/** The statements of a repository's policy that may be about an identity. */
export interface ConcerningStatements {
  readonly statements: readonly Statement[];
  /** Whether one of them may grant access to an identity without policies. */
  readonly grants: boolean;
}

/** Finds the statements of a repository's policy that may be about a principal. */
export class PolicyIndex {
  /** The denies, except those that name only single principals. */
  public readonly denies: readonly Statement[];

  /** The denies that name only single roles and users, which are exceptions to a class. */
  public readonly exceptions: readonly Statement[];

  private readonly shared: Statement[] = [];
  private readonly byAccount = new Map<string, Statement[]>();
  private readonly singles: ReadonlySet<string>;
  /** The names of principals whose accounts are known only at deploy. */
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
    this.openNames = new Set(values.filter(hasUnresolved).map(lastPart));
    this.order = new Map(policy.map((statement, index) => [statement, index]));
    for (const statement of policy) this.enter(statement);
  }

  private static readonly indexes = new WeakMap<RepositoryNode, PolicyIndex>();

  public static of(repository: RepositoryNode): PolicyIndex {
    const known = PolicyIndex.indexes.get(repository);
    if (known) return known;
    const index = new PolicyIndex(repository.policy ?? [], repository.resource.env.account);
    PolicyIndex.indexes.set(repository, index);
    return index;
  }

  /** The statements that may be about principals of an account, in the order of the policy. */
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

  /** The statements that may be about an identity. They are the same for all identities of an account that the policy does not name. */
  public concerning(identity: IdentityNode): ConcerningStatements {
    const { arn, account } = identity;
    const isNamed = hasUnresolved(arn) || this.singles.has(arn) || this.openNames.has(lastPart(arn));
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

  /** A statement for the root of the repository's account grants nothing itself: the policies of the account decide. */
  private mayLetIn({ principals, unreadable }: Statement): boolean {
    if (!principals) return unreadable === undefined; // an unreadable statement has its own row, for all principals
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

/** Whether a statement can be about an identity. It cannot if it names only others. */
function mayConcern({ principals, unreadable }: Statement, { arn, account }: IdentityNode): boolean {
  if (!principals || unreadable !== undefined) return true;
  return principals.some(({ type, value }) => {
    if (type !== 'AWS') return type === '*';
    if (value === '*' || value === arn) return true;
    if (hasUnresolved(value) || hasUnresolved(arn)) return !haveOtherNames(value, arn);
    return /:(root|assumed-role\/)/.test(value) || !value.startsWith('arn:')
      ? accountOf(value) === '' || accountOf(value) === account
      : false;
  });
}

/** Whether two ARNs of roles or users end with different names, so that no unresolved value makes them equal. */
function haveOtherNames(one: string, other: string): boolean {
  const [first, second] = [lastPart(one), lastPart(other)];
  if (hasUnresolved(first) || hasUnresolved(second)) return false;
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
    .map(({ value }) => (hasUnresolved(value) ? '' : /^\d{12}$/.test(value) ? value : accountOf(value)));
  return accounts.includes('') ? undefined : new Set(accounts);
}

function namesSingle({ principals }: Statement): boolean {
  return principals?.every(({ type, value }) => type === 'AWS' && /:(role|user|assumed-role)\//.test(value)) ?? false;
}

const contents = new WeakMap<Statement, string>();

/** The content of a statement without its source. Conditions of different templates differ, even if their names are equal. */
export function contentOf(statement: Statement): string {
  const { source, ...says } = statement;
  const known = contents.get(statement) ?? JSON.stringify([says, says.when.length > 0 && source.template]);
  contents.set(statement, known);
  return known;
}

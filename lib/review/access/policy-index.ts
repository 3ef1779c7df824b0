import { type Statement } from '../template-graph';
import { hasHoles } from '../texts/symbolic-text';
import { accountOf } from './principal-arn';

/** The statements of a repository's policy by whom they may be about, so that nobody is held against all of them. */
export class PolicyIndex {
  /** Denies, but for those of single principals. */
  public readonly denies: readonly Statement[];

  /** Denies that name nobody but single roles and users: exceptions to whole classes. */
  public readonly exceptions: readonly Statement[];

  private readonly shared: Statement[] = [];
  private readonly byAccount = new Map<string, Statement[]>();

  public constructor(policy: readonly Statement[]) {
    const denies = policy.filter(({ effect }) => effect === 'Deny');
    this.exceptions = denies.filter(namesSingle);
    this.denies = denies.filter((statement) => !namesSingle(statement));
    for (const statement of policy) this.enter(statement);
  }

  /** What may be about principals of an account. */
  public about(account: string): readonly Statement[] {
    return [...this.shared, ...(this.byAccount.get(account) ?? [])];
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

/** The accounts that a statement is about; `undefined` where it may be about any. */
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

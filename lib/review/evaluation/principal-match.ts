import { open } from './formula';
import { isChosenName, isRole, isSession, isSessionOf, otherArn } from './role-session';
import { parseArn } from '../texts/arn';
import { hasUnresolved, isUnresolved, isUnresolvedEnvironment, piecesOf, shownText } from '../texts/symbolic-text';
import { type NamedPrincipal } from '../templates/template-graph';
import { anyOf, holdsWhen, ofAnswer, surely, surelyNot, type VerdictRange } from './verdict-range';
import { type Answer, isSameText } from '../texts/wildcard-match';

/** The caller of a request. */
export interface Caller {
  readonly type: 'AWS' | 'Service' | 'Federated';
  readonly value: string;
  readonly account: string;
  /** Whether CloudFormation generates the name at the end of its ARN. */
  readonly hasGeneratedName?: boolean;
}

/**
 * The ways in which a resource policy names its caller, from the weakest. An `account` only delegates to its own
 * policies. The ARN of a role (`bound`) grants access by itself, but a permission boundary that does not allow the
 * action still denies it. The ARN of a user or a session, a service and `*` (`free`) grant access even if the boundary
 * does not allow it.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html
 */
export type Naming = 'free' | 'bound' | 'account';

/** The range in which each way applies. */
export type Namings = Readonly<Record<Naming, VerdictRange>>;

export function namingsOf(principals: readonly NamedPrincipal[], caller: Caller): Namings {
  const found: Record<Naming, VerdictRange[]> = { free: [], bound: [], account: [] };
  for (const principal of principals) {
    for (const [naming, range] of namesBy(principal, caller)) found[naming].push(range);
  }
  return { free: anyOf(found.free), bound: anyOf(found.bound), account: anyOf(found.account) };
}

/** Whether a statement names the caller in any way. */
export function isNamed({ free, bound, account }: Namings): VerdictRange {
  return anyOf([free, bound, account]);
}

type NamedBy = readonly [Naming, VerdictRange];

function namesBy({ type, value }: NamedPrincipal, caller: Caller): NamedBy[] {
  if (type === '*' || (type === 'AWS' && value === '*')) return [['free', surely]];
  const answered = (naming: Naming, answer: Answer): NamedBy[] =>
    answer === 'no' ? [] : [[naming, ofAnswer(answer, () => `whether the principal is ${shownText(value)}`)]];
  // The value of a reference may be `*`.
  if (type !== caller.type) return type === 'AWS' && isReference(value) ? answered('free', 'maybe') : [];
  if (type !== 'AWS') return answered('free', isSameText(value, caller.value));
  const account = accountOf(value);
  if (account !== undefined) {
    const answer = isSameText(account, caller.account);
    // A reference without other text may also be an ARN.
    return answer === 'maybe' && isReference(value) ? answered('free', 'maybe') : answered('account', answer);
  }
  // No template shows the id of a role or a user.
  if (/^A[A-Z0-9]{15,}$/.test(value)) return answered('free', 'maybe');
  return namesByArn(value, caller, answered);
}

function namesByArn(
  named: string,
  { value, hasGeneratedName = false }: Caller,
  answered: (naming: Naming, answer: Answer) => NamedBy[],
): NamedBy[] {
  if (hasGeneratedName && isChosenName(named)) return [];
  if (isRole(named)) return answered('bound', isSession(value) ? isSessionOf(value, named) : isSameText(named, value));
  if (isSession(named) && isRole(value)) {
    const session = holdsWhen(open(`the session is ${shownText(named)}`));
    return answered('free', isSessionOf(named, value)).map(([naming, range]) => [
      naming,
      range === surely ? session : range,
    ]);
  }
  const same = isSameText(named, value);
  const other = hasUnresolved(named) ? otherArn(value) : undefined;
  return answered('free', same === 'no' && other !== undefined ? isSameText(named, other) : same);
}

/** Returns the account of `111111111111`, of `arn:aws:iam::111111111111:root` or of a reference without other text. */
function accountOf(principal: string): string | undefined {
  if (/^\d{12}$/.test(principal)) return principal;
  if (isOneUnresolved(principal)) return principal;
  const arn = parseArn(principal);
  return arn?.service === 'iam' && arn.resource === 'root' ? arn.account : undefined;
}

/** Whether an unresolved text may be any principal. The account of a template can only be an account. */
function isReference(text: string): boolean {
  return isOneUnresolved(text) && !isUnresolvedEnvironment(text);
}

function isOneUnresolved(text: string): boolean {
  return isUnresolved(text) && piecesOf(text).length === 1;
}

/**
 * Whether a list of `NotPrincipal` exempts the caller: `no` if the list matches none of its names, `yes` if it matches
 * all.
 */
export function isExempt(listed: readonly NamedPrincipal[], caller: Caller): VerdictRange {
  const { free, bound, account } = namingsOf(listed, caller);
  if (caller.type !== 'AWS' || listed.some(({ type, value }) => type === '*' || value === '*')) return free;
  const named = isSession(caller.value) ? [free, bound, account] : [anyOf([free, bound]), account];
  if (named.every(({ most }) => most.kind === 'never')) return surelyNot;
  if (named.every(({ least }) => least.kind === 'always')) return surely;
  return ofAnswer('maybe', () => 'whether NotPrincipal exempts it, which requires its account, role and session');
}

import { type AccessRequest, anotherAccount, type Policies } from './access-request';
import { all, always, any } from './formula';
import { deniesCaller, grantsOf, type Grants } from './resource-policy';
import { isRole } from './role-session';
import { matchesStatement } from './statement-match';
import { hasUnresolved, shownText } from '../texts/symbolic-text';
import { type Statement } from '../templates/template-graph';
import { allOf, anyOf, mayHold, negated, surely, type VerdictRange } from './verdict-range';
import { isSameText } from '../texts/wildcard-match';

/**
 * When IAM allows a request. The note says what the caller's own account must allow, if no template shows its policies.
 */
export interface EvaluatedRange {
  readonly range: VerdictRange;
  readonly note?: string;
}

export function policyRange(request: AccessRequest, policies: Policies): EvaluatedRange {
  const { type, account } = request.principal;
  const sides = sidesOf(request, policies);
  if (isAssumption(request) && policies.resource === undefined) {
    return {
      range: allOf([unseen(`what the trust policy of ${shownText(request.resource.arn)} allows`), sides.undenied]),
    };
  }
  if (type !== 'AWS') return { range: allOf([anyOf(Object.values(sides.grants)), sides.undenied]) };
  const isOneAccount = account === anotherAccount ? 'no' : isSameText(account, request.resource.account);
  if (isOneAccount === 'yes') return { range: inOneAccount(sides, request) };
  // An account from a parameter is another account if the templates have none of its policies.
  if (policies.identity === undefined) {
    return { range: acrossAccounts({ ...sides, identity: surely }), note: ownPolicyOf(account) };
  }
  if (isOneAccount === 'no') return { range: acrossAccounts(sides) };
  const doubt = `whether ${shownText(account)} is the account of the resource`;
  return { range: eitherOf(inOneAccount(sides, request), acrossAccounts(sides), doubt) };
}

/** The result of each policy. */
interface Sides {
  readonly grants: Grants;
  readonly identity: VerdictRange;
  readonly boundary: VerdictRange;
  /** When no statement denies the request. */
  readonly undenied: VerdictRange;
}

function sidesOf(request: AccessRequest, { identity, resource, boundary }: Policies): Sides {
  const who = shownText(request.principal.value);
  const denials = [
    ...denialsOf(identity, request),
    ...denialsOf(boundary, request),
    ...(resource ?? []).map((statement) => deniesCaller(statement, request, boundary !== undefined)),
  ];
  return {
    grants: grantsOf(resource ?? [], request),
    identity: identity === 'unknown' ? unseen(`what the policies of ${who} allow`) : allowedBy(identity ?? [], request),
    boundary:
      boundary === undefined
        ? surely
        : boundary === 'unknown'
          ? unseen(`what the permission boundary of ${who} allows`)
          : allowedBy(boundary, request),
    undenied: allOf(denials.map(negated)),
  };
}

function unseen(doubt: string): VerdictRange {
  return mayHold(always, doubt);
}

function allowedBy(statements: readonly Statement[], request: AccessRequest): VerdictRange {
  return anyOf(
    statements.filter(({ effect }) => effect === 'Allow').map((statement) => matchesStatement(statement, request)),
  );
}

function denialsOf(statements: readonly Statement[] | 'unknown' | undefined, request: AccessRequest): VerdictRange[] {
  if (statements === undefined || statements === 'unknown') return [];
  return statements.filter(({ effect }) => effect === 'Deny').map((statement) => matchesStatement(statement, request));
}

/**
 * One of the two policies is enough. A role is assumed only if its trust policy allows it, directly or by the account.
 */
function inOneAccount({ grants, identity, boundary, undenied }: Sides, request: AccessRequest): VerdictRange {
  const byIdentity = isAssumption(request) ? allOf([grants.account, identity]) : identity;
  const limited = allOf([anyOf([byIdentity, grants.bound]), boundary]);
  return allOf([anyOf([limited, grants.free]), undenied]);
}

/** The trust policy must also allow related actions, such as tagging the session. */
function isAssumption({ action, resource }: AccessRequest): boolean {
  return action.toLowerCase().startsWith('sts:') && isRole(resource.arn);
}

/** The policies of both accounts must allow the request. */
function acrossAccounts({ grants, identity, boundary, undenied }: Sides): VerdictRange {
  return allOf([identity, anyOf(Object.values(grants)), boundary, undenied]);
}

/** The result if either of two ranges may apply. */
function eitherOf(one: VerdictRange, other: VerdictRange, doubt: string): VerdictRange {
  return {
    least: all([one.least, other.least]),
    most: any([one.most, other.most]),
    doubts: [...one.doubts, ...other.doubts, doubt],
    statements: [...one.statements, ...other.statements],
  };
}

function ownPolicyOf(account: string): string {
  const isKnown = /^\d{12}$/.test(account) || hasUnresolved(account);
  if (isKnown) return `account ${shownText(account)} allows it by its own policy`;
  return "the caller's account allows it by its own policy, if it is another account";
}

import { type AccessRequest } from './access-request';
import { isNamed, isExempt, type Naming, type Namings, namingsOf } from './principal-match';
import { matchesStatement } from './statement-match';
import { type Statement } from '../templates/template-graph';
import { allOf, anyOf, negated, ofAnswer, surely, surelyNot, type VerdictRange } from './verdict-range';

/** When a resource policy grants its caller access, by the way in which it names the caller. */
export type Grants = Namings;

export function grantsOf(statements: readonly Statement[], request: AccessRequest): Grants {
  const found: Record<Naming, VerdictRange[]> = { free: [], bound: [], account: [] };
  for (const statement of statements) {
    if (statement.effect !== 'Allow') continue;
    const applies = matchesStatement(statement, request);
    if (applies === surelyNot) continue;
    const named = namedBy(statement, request);
    for (const naming of ['free', 'bound', 'account'] as const) found[naming].push(allOf([applies, named[naming]]));
  }
  return { free: anyOf(found.free), bound: anyOf(found.bound), account: anyOf(found.account) };
}

function namedBy(statement: Statement, { principal }: AccessRequest): Namings {
  const { principals, notPrincipals } = statement;
  if (principals !== undefined) return namingsOf(principals, principal);
  if (notPrincipals === undefined) return { free: unnamedPrincipal(statement), bound: surelyNot, account: surelyNot };
  // IAM does not document whether a boundary limits access that `NotPrincipal` grants.
  const named = negated(isExempt(notPrincipals, principal));
  return {
    free: allOf([named, ofAnswer('maybe', () => 'which principals NotPrincipal allows')]),
    bound: named,
    account: surelyNot,
  };
}

/**
 * When a statement of a resource policy denies the caller's request. A deny with `NotPrincipal` applies to every
 * principal that has a permission boundary, even to the named ones.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
export function deniesCaller(statement: Statement, request: AccessRequest, hasBoundary: boolean): VerdictRange {
  if (statement.effect !== 'Deny') return surelyNot;
  const applies = matchesStatement(statement, request);
  if (applies === surelyNot) return surelyNot;
  const { principals, notPrincipals } = statement;
  if (principals !== undefined) return allOf([applies, isNamed(namingsOf(principals, request.principal))]);
  if (notPrincipals === undefined) return allOf([applies, unnamedPrincipal(statement)]);
  return allOf([applies, hasBoundary ? surely : negated(isExempt(notPrincipals, request.principal))]);
}

/** IAM refuses a statement of a resource policy without a principal. An unreadable statement may name any principal. */
function unnamedPrincipal({ unreadable }: Statement): VerdictRange {
  return unreadable === undefined
    ? ofAnswer('maybe', () => 'which principals a statement without a principal is for')
    : surely;
}

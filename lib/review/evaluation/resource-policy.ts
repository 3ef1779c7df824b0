import { type AccessRequest } from './access-request';
import { isNamed, isExempt, type Naming, type Namings, namingsOf } from './principal-match';
import { matchesStatement } from './statement-match';
import { type Statement } from '../templates/template-graph';
import { allOf, anyOf, negated, ofAnswer, surely, surelyNot, type VerdictRange } from './verdict-range';

/** When a resource policy allows its caller, by how it names it. */
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
  if (notPrincipals === undefined) return { free: somebody(statement), bound: surelyNot, account: surelyNot };
  // Whether a boundary limits what `NotPrincipal` allows is not documented.
  const named = negated(isExempt(notPrincipals, principal));
  return {
    free: allOf([named, ofAnswer('maybe', () => 'whom NotPrincipal allows')]),
    bound: named,
    account: surelyNot,
  };
}

/**
 * When a statement of a resource policy denies a request to its caller. With `NotPrincipal` it denies whoever has a
 * permission boundary, named or not.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
export function deniesCaller(statement: Statement, request: AccessRequest, hasBoundary: boolean): VerdictRange {
  if (statement.effect !== 'Deny') return surelyNot;
  const applies = matchesStatement(statement, request);
  if (applies === surelyNot) return surelyNot;
  const { principals, notPrincipals } = statement;
  if (principals !== undefined) return allOf([applies, isNamed(namingsOf(principals, request.principal))]);
  if (notPrincipals === undefined) return allOf([applies, somebody(statement)]);
  return allOf([applies, hasBoundary ? surely : negated(isExempt(notPrincipals, request.principal))]);
}

/** IAM refuses a statement of a resource policy that names nobody; what could not be read may name anybody. */
function somebody({ unreadable }: Statement): VerdictRange {
  return unreadable === undefined ? ofAnswer('maybe', () => 'whom a statement without a principal is for') : surely;
}

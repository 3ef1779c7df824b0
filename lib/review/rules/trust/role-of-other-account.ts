import { allowedTo, anyRolesOf } from '../policy-answers';
import { accountOfPrincipal, isOfAnotherAccount, isWholeAccount, unlessOwn } from '../principals';
import { readableAllows, resourcePoliciesOf, type ResourcePolicy } from '../resource-policies';
import { type Statement } from '../../templates/template-graph';
import { reviewRule, type FoundProblem } from '../review-rule';
import { quoted, shown } from '../shown';
import { allows } from '../statement-actions';

/** Condition keys that limit the principals of the account that may assume the role. */
const narrowing =
  /^(sts:externalid|aws:principalarn|aws:principaltag\/.*|aws:multifactorauthpresent|aws:userid|aws:principalorgid)$/;
const assumeRole = 'sts:AssumeRole';

export const roleOfOtherAccount = reviewRule({
  id: 'role-trusts-other-account',
  severity: 'warning',
  title: 'A role that a whole other account can assume',
  findProblems: (graph) =>
    resourcePoliciesOf(graph)
      .filter(({ of }) => of === 'role')
      .flatMap((policy) => readableAllows(policy.statements).flatMap((statement) => problemsOf(policy, statement))),
});

function problemsOf(policy: ResourcePolicy, statement: Statement): FoundProblem[] {
  if (!allows(statement, assumeRole)) return [];
  if (statement.conditions.some(({ key }) => narrowing.test(key.toLowerCase()))) return [];
  const owner = policy.resource.env.account;
  const other = statement.principals?.find((one) => isWholeAccount(one) && isOfAnotherAccount(one, owner));
  if (!other) return [];
  const anyRole = anyRolesOf([accountOfPrincipal(other) ?? ''], policy);
  if (allowedTo(anyRole, [assumeRole], statement, policy).length === 0) return [];
  return [
    {
      source: statement.source,
      message: `The ${shown(policy.name)} trusts all principals of the account ${quoted(other.value)}${unlessOwn(owner)}. Any of them that may use sts:AssumeRole can become it, and so can a service that they trick into it.`,
      fix: 'Name the role that needs it, or require an sts:ExternalId that only the two of you know.',
    },
  ];
}

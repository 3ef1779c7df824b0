import { allowedTo, anyRolesOf } from '../policy-answers';
import { accountOfPrincipal, isOfAnotherAccount, isWholeAccount, unlessOwn } from '../principals';
import { readableAllows, resourcePoliciesOf, type ResourcePolicy } from '../resource-policies';
import { type Statement } from '../../templates/template-graph';
import { reviewRule, type Sighting } from '../review-rule';
import { quoted, shown } from '../shown';
import { allows } from '../statement-actions';

/** Keys that limit who of the account may assume the role. */
const narrowing =
  /^(sts:externalid|aws:principalarn|aws:principaltag\/.*|aws:multifactorauthpresent|aws:userid|aws:principalorgid)$/;
const becoming = 'sts:AssumeRole';

export const roleOfOtherAccount = reviewRule({
  id: 'role-trusts-other-account',
  severity: 'warning',
  title: 'A role that a whole other account can assume',
  look: (graph) =>
    resourcePoliciesOf(graph)
      .filter(({ of }) => of === 'role')
      .flatMap((policy) => readableAllows(policy.statements).flatMap((statement) => lookAt(policy, statement))),
});

function lookAt(policy: ResourcePolicy, statement: Statement): Sighting[] {
  if (!allows(statement, becoming)) return [];
  if (statement.conditions.some(({ key }) => narrowing.test(key.toLowerCase()))) return [];
  const owner = policy.resource.place.account;
  const other = statement.principals?.find((one) => isWholeAccount(one) && isOfAnotherAccount(one, owner));
  if (!other) return [];
  const anyRole = anyRolesOf([accountOfPrincipal(other) ?? ''], policy);
  if (allowedTo(anyRole, [becoming], statement, policy).length === 0) return [];
  return [
    {
      source: statement.source,
      message: `The ${shown(policy.name)} trusts all principals of the account ${quoted(other.value)}${unlessOwn(owner)}. Any of them that may use sts:AssumeRole can become it, and so can a service that they trick into it.`,
      fix: 'Name the role that needs it, or require an sts:ExternalId that only the two of you know.',
    },
  ];
}

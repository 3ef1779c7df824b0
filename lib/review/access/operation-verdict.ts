import { type AccessRequest, evaluate, type Policies, type Verdict } from '../access-evaluator';
import { loginAction, type OperationNeeds } from './operations';
import { allOf, anyOf } from './verdicts';

/** What the policies say of a whole operation, with the login where it takes one. */
export function operationVerdict(
  needs: OperationNeeds,
  asker: Omit<AccessRequest, 'action'>,
  policies: Policies,
  logsInHere: boolean,
): Verdict {
  const verdicts = needs.actions.map((action) => evaluate({ ...asker, action }, policies));
  const verdict = needs.any ? anyOf(verdicts) : allOf(verdicts);
  if (verdict.decision === 'denied' || !logsInHere || !needs.login) return verdict;
  return allOf([verdict, loginVerdict(asker, policies)]);
}

/** The login takes no resource, so a repository's policy says nothing of it. */
function loginVerdict({ principal, context, resource }: Omit<AccessRequest, 'action'>, policies: Policies): Verdict {
  const request = { principal, context, action: loginAction, resource: { arn: '*', account: resource.account } };
  const { identity, boundary } = policies;
  return evaluate(request, { ...(identity && { identity }), ...(boundary && { boundary }) });
}

import { type AccessRequest, type Policies, type Verdict } from './evaluation/access-request';
import { policyRange } from './evaluation/policy-range';
import { verdictOf } from './evaluation/verdict-of-range';

export { type AccessRequest, anotherAccount, type Policies, type Verdict } from './evaluation/access-request';

/** What IAM says to a request, as far as the policies tell. */
export function evaluate(request: AccessRequest, policies: Policies): Verdict {
  const { range, note } = policyRange(request, policies);
  return verdictOf(range, note);
}

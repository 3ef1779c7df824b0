import { type AccessRequest, type Policies, type Verdict } from './access-request';
import { policyRange } from './policy-range';
import { verdictOf } from './verdict-of-range';

export { type AccessRequest, anotherAccount, type Policies, type Verdict } from './access-request';

/** Returns the decision of IAM on a request, as far as the policies show it. */
export function evaluate(request: AccessRequest, policies: Policies): Verdict {
  const { range, note } = policyRange(request, policies);
  return verdictOf(range, note);
}

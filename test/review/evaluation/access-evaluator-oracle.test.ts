import * as fc from 'fast-check';
import { type AccessRequest, evaluate, type Policies } from '../../../lib/review/evaluation/access-evaluator';
import { policies, request } from './evaluator-arbitraries';
import { allow, aws } from './evaluator-requests';
import { isAllowedBySimulator } from './evaluator-simulation';

/** A scenario of pushes, turned into one of assuming a role; it always has a trust policy. */
function ofAssuming(asked: AccessRequest, given: Policies): { asked: AccessRequest; given: Policies } {
  const words = { ecr: 'sts', PutImage: 'AssumeRole', putimage: 'assumerole', 'Put*': 'Assume*' };
  const others = { '?utImage': '?ssumeRole', BatchGetImage: 'TagSession', 'repository/': 'role/' };
  const json = JSON.stringify({ asked, given: { resource: [allow(aws('333333333333'))], ...given } }).replace(
    /arn:aws:ecr:[^:]*:/g,
    'arn:aws:iam::',
  );
  const text = Object.entries({ ...others, ...words }).reduce((all, [one, other]) => all.replaceAll(one, other), json);
  return JSON.parse(text) as { asked: AccessRequest; given: Policies };
}

test.each([
  ['pushes and pulls', 3000, (asked: AccessRequest, given: Policies) => ({ asked, given })],
  ['assuming a role', 1500, ofAssuming],
] as const)(
  'agrees with the IAM simulator on random policies and requests: %s',
  async (_, numRuns, turned) => {
    const seen = { allowed: 0, denied: 0, conditional: 0, unknown: 0 };
    await fc.assert(
      fc.asyncProperty(request, policies, async (anyRequest, anyPolicies) => {
        const { asked, given } = turned(anyRequest, anyPolicies);
        const { decision, conditions } = evaluate(asked, given);
        seen[decision] += 1;
        const present = Object.entries(asked.context).filter(([, values]) => values.length > 0);
        const isAllowed = await isAllowedBySimulator({ ...asked, context: Object.fromEntries(present) }, given);
        if (decision === 'conditional') {
          // A role's ARN stands for all of its sessions; to the simulator it has none.
          expect(conditions.join()).toMatch(/the session is arn:/);
        } else if (decision === 'unknown') {
          // IAM "might deny" a principal that is listed without its account or role (the user guide on NotPrincipal).
          expect(conditions).toEqual([expect.stringMatching(/^whether NotPrincipal/)]);
        } else {
          expect(decision === 'allowed').toBe(isAllowed);
        }
      }),
      { numRuns },
    );
    // Most of the runs decide something, both ways.
    expect(seen.allowed).toBeGreaterThan(numRuns / 40);
    expect(seen.denied).toBeGreaterThan(numRuns / 40);
    expect(seen.unknown + seen.conditional).toBeLessThan(numRuns / 20);
  },
  60_000,
);

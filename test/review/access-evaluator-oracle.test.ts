import * as fc from 'fast-check';
import { evaluate } from '../../lib/review/access-evaluator';
import { policies, request } from './evaluator-arbitraries';
import { isAllowedBySimulator } from './evaluator-simulation';

test('agrees with the IAM simulator on random policies and requests', async () => {
  const seen = { allowed: 0, denied: 0, conditional: 0, unknown: 0 };
  await fc.assert(
    fc.asyncProperty(request, policies, async (asked, given) => {
      const { decision, conditions } = evaluate(asked, given);
      seen[decision] += 1;
      const present = Object.entries(asked.context).filter(([, values]) => values.length > 0);
      const isAllowed = await isAllowedBySimulator({ ...asked, context: Object.fromEntries(present) }, given);
      if (decision === 'conditional') {
        // A role's ARN stands for all of its sessions; to the simulator it has none.
        expect(conditions.join()).toMatch(/the session is arn:/);
      } else if (decision === 'unknown') {
        // Whoever is listed without its account or its role IAM "might deny" (the user guide on NotPrincipal).
        expect(conditions).toEqual([expect.stringMatching(/^whether NotPrincipal/)]);
      } else {
        expect(decision === 'allowed').toBe(isAllowed);
      }
    }),
    { numRuns: 3000 },
  );
  // Most of the runs decide something, both ways.
  expect(seen.allowed).toBeGreaterThan(300);
  expect(seen.denied).toBeGreaterThan(300);
  expect(seen.unknown + seen.conditional).toBeLessThan(150);
}, 60_000);

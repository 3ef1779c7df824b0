import * as fc from 'fast-check';
import {
  type AccessRequest,
  evaluate,
  type Policies,
  type Verdict,
} from '../../../lib/review/evaluation/access-evaluator';
import { unresolved } from '../../../lib/review/texts/symbolic-text';
import { type Statement } from '../../../lib/review/templates/template-graph';
import { identityStatement, policies, request, resourceStatement } from './evaluator-arbitraries';

const order = { denied: 0, conditional: 1, unknown: 1, allowed: 2 };

function width({ decision }: Verdict): number {
  return order[decision];
}

/** With one more statement in a policy that is there. */
const addition = fc.oneof(
  fc.record({ kind: fc.constantFrom('identity' as const, 'boundary' as const), statement: identityStatement }),
  fc.record({ kind: fc.constant('resource' as const), statement: resourceStatement }),
);

function added(given: Policies, kind: keyof Policies, statement: Statement): Policies {
  const there = given[kind];
  return there === undefined || there === 'unknown' ? given : { ...given, [kind]: [...there, statement] };
}

/** Some keys are open, as they are in a review. */
const openRequest = fc
  .tuple(request, fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }))
  .map(([asked, isOpen]): AccessRequest => ({
    ...asked,
    context: Object.fromEntries(Object.entries(asked.context).filter((_, index) => !isOpen[index])),
  }));

test('a Deny never widens', () => {
  fc.assert(
    fc.property(openRequest, policies, addition, (asked, given, { kind, statement }) => {
      const more = added(given, kind, { ...statement, effect: 'Deny' });
      expect(width(evaluate(asked, more))).toBeLessThanOrEqual(width(evaluate(asked, given)));
    }),
    { numRuns: 2000 },
  );
});

test('an Allow never narrows', () => {
  fc.assert(
    fc.property(openRequest, policies, addition, (asked, given, { kind, statement }) => {
      const more = added(given, kind, { ...statement, effect: 'Allow' });
      expect(width(evaluate(asked, more))).toBeGreaterThanOrEqual(width(evaluate(asked, given)));
    }),
    { numRuns: 2000 },
  );
});

test('a permission boundary never widens', () => {
  fc.assert(
    fc.property(openRequest, policies, ({ ...asked }, { identity, resource, boundary }) => {
      const without = { ...(identity && { identity }), ...(resource && { resource }) };
      for (const limit of [boundary ?? [], 'unknown' as const]) {
        const limited = evaluate(asked, { ...without, boundary: limit });
        expect(width(limited)).toBeLessThanOrEqual(width(evaluate(asked, without)));
      }
    }),
    { numRuns: 1000 },
  );
});

test('a decision with open keys is the same with any of their values', () => {
  const seen = { allowed: 0, denied: 0, conditional: 0, unknown: 0 };
  fc.assert(
    fc.property(request, openRequest, policies, ({ context }, open, given) => {
      const { decision } = evaluate(open, given);
      seen[decision] += 1;
      if (decision === 'conditional' || decision === 'unknown') return;
      expect(evaluate({ ...open, context: { ...context, ...open.context } }, given).decision).not.toBe(
        decision === 'allowed' ? 'denied' : 'allowed',
      );
    }),
    { numRuns: 3000 },
  );
  expect(Math.min(seen.allowed, seen.denied, seen.conditional)).toBeGreaterThan(100);
});

/** Texts that a template may leave to the deploy, and what it may fill in. */
const tokens: readonly (readonly [text: string, name: string, fillings: readonly string[]])[] = [
  ['111111111111', 'Account', ['111111111111', '222222222222']],
  ['us-east-1', 'Region', ['us-east-1', '*']],
  ['service', 'Name', ['service', 'serv?ce', '']],
  ['/ci', 'Role', ['/ci', '/team/ci', '/other']],
  ['run-1', 'Session', ['run-1', 'run-2']],
  ['"*"', 'Everything', ['*', 'arn:aws:iam::111111111111:role/ci']],
];

const scenario = fc.record({
  asked: openRequest,
  given: policies,
  isHole: fc.array(fc.boolean(), { minLength: 7, maxLength: 23 }),
  fillings: fc.tuple(...tokens.map(([, , fillings]) => fc.constantFrom(...fillings))),
});

/** With an unresolved value for some occurrences of each token. */
function withHoles<T>(value: T, isHole: readonly boolean[]): T {
  let count = 0;
  const text = tokens.reduce(
    (json, [token, name]) =>
      json.replaceAll(token, () => {
        const put = token.startsWith('"') ? `"${unresolved(name)}"` : unresolved(name);
        return isHole[count++ % isHole.length] === true ? put : token;
      }),
    JSON.stringify(value),
  );
  return JSON.parse(text) as T;
}

function filledIn<T>(value: T, fillings: readonly string[]): T {
  const text = tokens.reduce(
    (json, [, name], index) => json.replaceAll(unresolved(name), fillings[index] ?? ''),
    JSON.stringify(value),
  );
  return JSON.parse(text) as T;
}

test('a decision in spite of unresolved values is the same with any text in their place', () => {
  const seen = { allowed: 0, denied: 0, conditional: 0, unknown: 0 };
  fc.assert(
    fc.property(scenario, ({ asked, given, isHole, fillings }) => {
      const scene = withHoles({ asked, given }, isHole);
      const { decision } = evaluate(scene.asked, scene.given);
      seen[decision] += 1;
      if (decision === 'unknown') return;
      const filled = filledIn(scene, fillings);
      const after = evaluate(filled.asked, filled.given).decision;
      if (decision === 'conditional') expect(['conditional', 'unknown']).toContain(after);
      else expect(after).toBe(decision);
    }),
    { numRuns: 6000 },
  );
  expect(Math.min(seen.allowed, seen.denied, seen.conditional, seen.unknown)).toBeGreaterThan(10);
});

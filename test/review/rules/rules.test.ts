import { allRules } from '../../../lib/review/rules/all-rules';
import { buildCases } from './build-cases';
import { consumerCases } from './consumer-cases';
import { federationCases, subjectsOfIssuers } from './federation-cases';
import { findingsOf, graphOf, isTemplate, type RuleCases } from './fixtures';
import { identityCases } from './identity-cases';
import { lifecycleCases } from './lifecycle-cases';
import { registryCases } from './registry-cases';
import { spellings } from './spellings';
import { repositoryCases } from './repository-cases';
import { trustCases } from './trust-cases';

const cases: Readonly<Record<string, RuleCases>> = {
  ...withFurther(trustCases, subjectsOfIssuers),
  ...federationCases,
  ...repositoryCases,
  ...registryCases,
  ...lifecycleCases,
  ...buildCases,
  ...identityCases,
  ...consumerCases,
};

/** The cases of rules, with further ones for some of them. */
function withFurther(
  cases: Readonly<Record<string, RuleCases>>,
  further: Readonly<Record<string, RuleCases>>,
): Readonly<Record<string, RuleCases>> {
  return Object.fromEntries(
    Object.entries(cases).map(([id, { wrong, right }]) => [
      id,
      { wrong: [...wrong, ...(further[id]?.wrong ?? [])], right: [...right, ...(further[id]?.right ?? [])] },
    ]),
  );
}

test('every rule has four wrong templates and right ones', () => {
  expect(Object.keys(cases).sort()).toEqual(allRules.map(({ id }) => id).sort());
  const few = Object.entries(cases).filter(
    ([, { wrong, wrongByPlace = [], right }]) => wrong.length + wrongByPlace.length < 4 || right.length < 2,
  );
  expect(few.map(([id]) => id)).toEqual([]);
});

describe.each(spellings.map((spelling) => [spelling.name, spelling] as const))('%s', (_, { of, env }) => {
  describe.each(Object.entries(cases))('%s', (id, { wrong, wrongByPlace = [], right }) => {
    const all = env.account === undefined ? wrong : [...wrong, ...wrongByPlace];

    for (const resources of all) {
      test(`finds ${JSON.stringify(resources)}`, () => {
        const findings = findingsOf(id, graphOf(of(resources), env));
        expect(findings).not.toEqual([]);
        expect(findings.filter((finding) => finding.id !== id || finding.message === '' || finding.fix === '')).toEqual(
          [],
        );
        const named = isTemplate(resources) ? { ...resources.Resources, ...resources.Outputs } : resources;
        expect(findings.filter(({ source }) => !(source.logicalId in named))).toEqual([]);
      });
    }

    test.each(right.map((resources) => [JSON.stringify(resources), resources] as const))(
      'lets pass %s',
      (_name, resources) => {
        expect(findingsOf(id, graphOf(of(resources), env))).toEqual([]);
      },
    );
  });
});

const literal = (value: unknown): string => JSON.stringify(value);

test('a template without a place, with literal ARNs, has all findings that it has with its place', () => {
  const missed = Object.entries(cases).flatMap(([id, { wrong }]) =>
    wrong
      .filter((resources) => findingsOf(id, graphOf(resources, {})).length === 0)
      .map((one) => `${id} ${literal(one)}`),
  );
  expect(missed).toEqual([]);
});

test('the severity of a finding does not depend on how the place is written', () => {
  const differing = Object.entries(cases).flatMap(([id, { wrong }]) =>
    wrong
      .filter((resources) => {
        const severities = spellings.map(({ of, env }) =>
          findingsOf(id, graphOf(of(resources), env)).map(({ severity }) => severity),
        );
        return new Set(severities.map((one) => literal(one))).size > 1;
      })
      .map((one) => `${id} ${literal(one)}`),
  );
  expect(differing).toEqual([]);
});

import { allRules } from '../../../lib/review/rules/all-rules';
import { buildCases } from './build-cases';
import { findingsOf, graphOf, type RuleCases } from './fixtures';
import { identityCases } from './identity-cases';
import { lifecycleCases } from './lifecycle-cases';
import { repositoryCases } from './repository-cases';
import { trustCases } from './trust-cases';

const cases: Readonly<Record<string, RuleCases>> = {
  ...trustCases,
  ...repositoryCases,
  ...lifecycleCases,
  ...buildCases,
  ...identityCases,
};

test('every rule has four wrong templates and right ones', () => {
  expect(Object.keys(cases).sort()).toEqual(allRules.map(({ id }) => id).sort());
  const few = Object.entries(cases).filter(([, { wrong, right }]) => wrong.length < 4 || right.length < 2);
  expect(few.map(([id]) => id)).toEqual([]);
});

describe.each(Object.entries(cases))('%s', (id, { wrong, right }) => {
  test.each(wrong.map((resources) => [JSON.stringify(resources), resources] as const))('finds %s', (_, resources) => {
    const findings = findingsOf(id, graphOf(resources));
    expect(findings).not.toEqual([]);
    expect(findings.filter((finding) => finding.id !== id || finding.message === '' || finding.fix === '')).toEqual([]);
    expect(findings.filter(({ source }) => !(source.logicalId in resources))).toEqual([]);
  });

  test.each(right.map((resources) => [JSON.stringify(resources), resources] as const))(
    'lets pass %s',
    (_, resources) => {
      expect(findingsOf(id, graphOf(resources))).toEqual([]);
    },
  );
});

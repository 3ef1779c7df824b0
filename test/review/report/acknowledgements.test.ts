import { isReason } from '../../../lib/private/constructs/acknowledgement-reason';
import {
  type Acknowledgements,
  noAcknowledgements,
  withAcknowledgements,
} from '../../../lib/review/report/acknowledgements';
import { type Finding } from '../../../lib/review/rules/finding';
import { reviewRule } from '../../../lib/review/rules/review-rule';
import { allRules } from '../../../lib/review/rules/all-rules';
import { buildGraph } from '../../../lib/review/templates/build-graph';

const reason = 'The tags of this mirror follow those of its source.';
const other = 'The tags of this cache are never deployed.';

const finding: Finding = {
  id: 'repository-mutable-tags',
  severity: 'warning',
  message: 'Tags move.',
  fix: 'Fix them.',
  source: { template: 'Stack', logicalId: 'App', path: 'Stack/App/Resource' },
};

/** The finding after an app has acknowledged it with these reasons at these paths. */
function acknowledgedBy(ofApp: Readonly<Record<string, Readonly<Record<string, string>>>>, one = finding) {
  const all: Acknowledgements = { ...noAcknowledgements, ofApp: new Map(Object.entries(ofApp)) };
  return withAcknowledgements([one], all)[0];
}

test.each(['Stack/App/Resource', 'Stack/App', 'Stack', ''])('a finding is acknowledged at %j', (path) => {
  expect(acknowledgedBy({ [path]: { 'EcrPublishingChecks::repository-mutable-tags': reason } })).toEqual({
    ...finding,
    acknowledged: reason,
  });
});

test('the nearest acknowledgement counts', () => {
  const near = { 'Stack/App': { 'repository-mutable-tags': reason }, Stack: { 'repository-mutable-tags': other } };
  expect(acknowledgedBy(near)?.acknowledged).toBe(reason);
});

test.each(['Stack/Ap', 'App', 'Stack/App/Resource/Deeper', 'Other'])('a finding is not acknowledged at %j', (path) => {
  expect(acknowledgedBy({ [path]: { 'repository-mutable-tags': reason } })).toEqual(finding);
});

test('another finding is not acknowledged', () => {
  expect(acknowledgedBy({ Stack: { 'repository-without-lifecycle': reason } })).toEqual(finding);
});

test('a reason of the app that is too short is reported', () => {
  expect(acknowledgedBy({ '': { 'repository-mutable-tags': 'x' } })).toEqual({
    ...finding,
    fix: 'Fix them. Its acknowledgement at the app does not count: the reason is too short, so give one of at least 20 characters.',
  });
});

test.each([
  [reason, true],
  ['exactly twenty chars', true],
  ['only nineteen chars', false],
  ['oneverylongwordwithoutanyblank', false],
  ['                     x', false],
  ['x                     ', false],
])('%j is a reason: %s', (text, expected) => {
  expect(isReason(text)).toBe(expected);
});

test('the rules about access for anyone need a reviewer', () => {
  expect(
    allRules
      .filter(({ needsReviewer }) => needsReviewer)
      .map(({ id }) => id)
      .sort(),
  ).toEqual([
    'allow-not-principal',
    'build-open-artifacts',
    'cognito-trust-of-any-pool',
    'ecr-policy-open-to-everybody',
    'ecr-policy-weakly-bounded',
    'github-subject-of-attacker',
    'google-trust-of-any-account',
    'oidc-lookalike-issuer',
    'oidc-subject-of-anyone',
    'oidc-trust-without-subject',
    'oidc-weak-condition',
    'role-trusts-everybody',
  ]);
});

test.each([
  ['error', true],
  ['warning', undefined],
] as const)('of a rule that needs a reviewer, a finding of severity %s does: %s', (severity, needs) => {
  const { source, message, fix } = finding;
  const rule = reviewRule({
    id: 'a-rule',
    severity: 'error',
    title: 'A rule',
    needsReviewer: true,
    findProblems: () => [{ source, message, fix, severity }],
  });
  expect(rule.find(buildGraph([])).map(({ needsReviewer }) => needsReviewer)).toEqual([needs]);
});

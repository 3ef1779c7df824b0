import fc from 'fast-check';
import { plainTerminal } from '../../lib/private/text/terminal';
import { compareReports } from '../../lib/review/changes/compare-reports';
import { renderHtml } from '../../lib/review/render/html';
import { renderTable } from '../../lib/review/render/table';
import { reviewTemplates } from '../../lib/review/review-templates';
import { type ReviewReport } from '../../lib/review/report/review-report';
import { allow, login, env, pull, repository, role } from './reviewed';

const review = (body: unknown): ReviewReport => reviewTemplates([{ name: 'app', file: 'app', body, env }]);

const types = ['AWS::ECR::Repository', 'AWS::IAM::Role', 'AWS::IAM::ManagedPolicy', 'AWS::CodeBuild::Project', 'x'];
const keys = [
  'RepositoryName',
  'RepositoryPolicyText',
  'AssumeRolePolicyDocument',
  'Policies',
  'PolicyDocument',
  'Roles',
];
const words = fc.constantFrom(
  '*',
  'Allow',
  'Deny',
  'App',
  'ecr:PutImage',
  'arn:aws:iam::1:root',
  '__proto__',
  '\u{E000}',
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    words,
    fc.integer(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(
      fc.oneof(
        words,
        fc.constantFrom('Ref', 'Fn::If', 'Fn::Join', 'Fn::Sub', 'Statement', 'Principal', 'AWS', 'Action'),
      ),
      tie('value'),
      { maxKeys: 4 },
    ),
  ),
}));

test('no template crashes the review, its pages or a comparison', () => {
  const resource = fc.record({
    Type: fc.constantFrom(...types),
    Properties: fc.dictionary(fc.constantFrom(...keys), value),
  });
  const template = fc.oneof(
    value,
    fc.record({ Resources: fc.dictionary(fc.constantFrom('App', 'Ci', 'B'), resource) }),
  );
  fc.assert(
    fc.property(template, template, (before, after) => {
      const [old, now] = [review(before), review(after)];
      expect(Object.keys(compareReports(old, now))).toHaveLength(9);
      expect([renderTable(now, plainTerminal), renderHtml(now)].every((text) => text.length > 0)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('a review of roles that all assume each other ends', () => {
  const names = Array.from({ length: 60 }, (_, index) => `role-${index}`);
  const trust = names.map((name) => allow('sts:AssumeRole', { AWS: `arn:aws:iam::${env.account}:role/${name}` }));
  const push = { Effect: 'Allow', Action: 'ecr:*', Resource: '*' };
  const resources = Object.fromEntries(names.map((name) => [name.replace('-', ''), role(name, trust, login, push)]));
  const { access } = review({ Resources: { App: repository('app'), ...resources } });
  // Each role can assume each other role, for the repository and for all that no template creates.
  expect(access.filter(({ operation, via }) => operation === 'push' && via !== '')).toHaveLength(2 * 60 * 59);
});

test('fails if a review would take hours', () => {
  const trust = [allow('sts:AssumeRole', { AWS: env.account })];
  const all = { Effect: 'Allow', Action: '*', Resource: '*' };
  const resources = Object.fromEntries(
    Array.from({ length: 650 }, (_, index) => [`R${index}`, role(`role-${index}`, trust, all)]),
  );
  expect(() => review({ Resources: resources })).toThrow(
    new Error(
      'the templates must hold at most 400,000 pairs of roles and identities that may assume them, got 422,500. Review ' +
        'fewer templates at a time.',
    ),
  );
});

test('a thousand statements of one policy are a thousand rows', () => {
  const statements = Array.from({ length: 1000 }, (_, index) =>
    allow(pull, { AWS: `arn:aws:iam::${String(index).padStart(12, '0')}:root` }),
  );
  expect(review({ Resources: { App: repository('app', ...statements) } }).access).toHaveLength(1000);
});

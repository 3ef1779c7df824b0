import { compareReports, widens } from '../../../lib/review/changes/compare-reports';
import { account, allow, byService, document, lineOf, linesOf, env, repository, reviewOf, role } from '../reviewed';
import { reviewTemplates } from '../../../lib/review/review-templates';

const other = 'arn:aws:iam::222222222222:root';
const arn = (name: string) => `arn:aws:ecr:eu-west-1:${account}:repository/${name}`;
const ofAccount = 'account 222222222222 allows it by its own policy';
const scope = "the registry policy's scope is V2";

function registry(...statements: object[]) {
  return { Type: 'AWS::ECR::RegistryPolicy', Properties: { PolicyText: document(statements) } };
}

const on = (statement: object, resource: string) => ({ ...statement, Resource: resource });

test.each<[string, object, string[]]>([
  [
    'a replication',
    on(allow('ecr:ReplicateImage', { AWS: other }), arn('app')),
    [`${other} push app: conditional if by replication and ${ofAccount}`],
  ],
  [
    'a replication into any repository',
    on(allow('ecr:ReplicateImage', { AWS: '222222222222' }), '*'),
    [
      `${other} push app: conditional if by replication and ${ofAccount}`,
      `${other} push *: conditional if by replication and ${ofAccount}`,
    ],
  ],
  [
    'imports through a pull-through cache',
    on(allow('ecr:BatchImportUpstreamImage', { AWS: `arn:aws:iam::${account}:role/ci` }), arn('public/*')),
    [`role/ci push ${arn('public/*')}: conditional if by an import through a pull-through cache`],
  ],
  [
    'the creation of repositories',
    on(allow('ecr:CreateRepository', { AWS: other }), arn('team/*')),
    [`${other} configure ${arn('team/*')}: conditional if by creating repositories and ${ofAccount}`],
  ],
  [
    'a look, if the registry has the newer policies',
    on(allow('ecr:ListImages', { AWS: other }), arn('app')),
    [`${other} list app: conditional if ${scope} and ${ofAccount}`],
  ],
  [
    'an organization, with its condition',
    on(allow('ecr:ReplicateImage', '*', { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }), arn('app')),
    [
      "* push app: conditional if by replication and aws:PrincipalOrgID is o-1 and the caller's account allows it by its own policy, if it is another account",
    ],
  ],
  ['a pattern of another service', on(allow('ecr:*', { AWS: other }), 'arn:aws:s3:::bucket'), []],
  ['its own account, whose policies decide', on(allow('ecr:*', { AWS: account }), '*'), []],
])('a registry policy allows %s', (_, statement, lines) => {
  expect(linesOf(reviewOf({ App: repository('app'), Registry: registry(statement) }))).toEqual(lines);
});

test('everything for another account is a row for each operation and for each way to push', () => {
  const review = reviewOf({ App: repository('app'), Registry: registry(on(allow('ecr:*', { AWS: other }), '*')) });
  const lines = (name: string) => [
    `${other} push ${name}: conditional if ${ofAccount} and either by replication, or by an import through a pull-through cache, or ${scope}`,
    `${other} configure ${name}: conditional if ${ofAccount} and either by creating repositories, or ${scope}`,
    `${other} pull ${name}: conditional if ${scope} and ${ofAccount}`,
    `${other} delete ${name}: conditional if ${scope} and ${ofAccount}`,
    `${other} list ${name}: conditional if ${scope} and ${ofAccount}`,
  ];
  expect(linesOf(review)).toEqual([...lines('app'), ...lines('*')]);
});

test('a deny excludes it', () => {
  const statements = [
    on(allow('ecr:ReplicateImage', { AWS: other }), '*'),
    { Effect: 'Deny', Principal: '*', Action: 'ecr:ReplicateImage', Resource: arn('app') },
  ];
  expect(linesOf(reviewOf({ App: repository('app'), Registry: registry(...statements) }))).toEqual([
    `${other} push *: conditional if by replication and unless the resource is ${arn('app')} and ${ofAccount}`,
  ]);
});

test('it is about the repositories of its Region', () => {
  const templates = ['eu-west-1', 'us-east-1'].map((region) => ({
    name: region,
    file: region,
    body: {
      Resources: {
        App: repository('app'),
        ...(region === 'eu-west-1' && {
          Registry: registry(on(allow('ecr:ReplicateImage', { AWS: other }), 'arn:aws:ecr:*:*:repository/app')),
        }),
      },
    },
    env: { ...env, region },
  }));
  expect(
    reviewTemplates(templates).access.map(({ arn: of, principal, operation }) => [principal, operation, of]),
  ).toEqual([
    [other, 'push', arn('app')],
    [other, 'push', 'arn:aws:ecr:*:*:repository/app'],
  ]);
});

test('a role that may assume one that the policy names has rows through it', () => {
  const ci = role('ci', byService('lambda.amazonaws.com'));
  const statement = on(allow('ecr:CreateRepository', { AWS: { 'Fn::GetAtt': ['Ci', 'Arn'] } }), arn('team/*'));
  expect(linesOf(reviewOf({ Ci: ci, Registry: registry(statement) }))).toEqual([
    `role/ci configure ${arn('team/*')}: conditional if by creating repositories`,
    `lambda.amazonaws.com as ci configure ${arn('team/*')}: conditional if by creating repositories`,
    'lambda.amazonaws.com assume role/ci: allowed',
  ]);
});

test('a new grant of a registry policy widens access', () => {
  const before = reviewOf({ App: repository('app') });
  const after = reviewOf({
    App: repository('app'),
    Registry: registry(on(allow('ecr:ReplicateImage', { AWS: other }), arn('app'))),
  });
  const change = compareReports(before, after);
  expect(change.added.map(lineOf)).toEqual([`${other} push app: conditional if by replication and ${ofAccount}`]);
  expect(widens(change)).toBe(true);
  expect(widens(compareReports(after, before))).toBe(false);
});

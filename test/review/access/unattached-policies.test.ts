import {
  account,
  allowOn,
  byService,
  document,
  linesOf,
  login,
  pull,
  push,
  repository,
  reviewOf,
  role,
} from '../reviewed';

function managedPolicy(properties: object, ...statements: object[]) {
  return {
    Type: 'AWS::IAM::ManagedPolicy',
    Properties: { ManagedPolicyName: 'images', PolicyDocument: document(statements), ...properties },
  };
}

const App = repository('app');
const condition =
  'conditional if a principal has managed policy images and its own policies allow ecr:GetAuthorizationToken';

test('a managed policy that no identity of the templates has gives access to the principals that have it', () => {
  const report = reviewOf({ App, Images: managedPolicy({}, allowOn(push, 'app')) });
  expect(linesOf(report)).toEqual([`principals with policy images push app: ${condition}`]);
  expect(report.principals).toEqual([{ principal: 'principals with policy images', kind: 'policy', account: '' }]);
});

test('its login counts, and it has rows for repositories that no template creates', () => {
  expect(linesOf(reviewOf({ App, Images: managedPolicy({}, login, allowOn(pull, 'other')) }))).toEqual([
    `principals with policy images pull arn:aws:ecr:eu-west-1:${account}:repository/other: conditional if a principal has managed policy images`,
  ]);
});

test.each([
  ['a role of its own list', { Roles: ['ci'] }, {}],
  ['a role that attaches it', {}, { ManagedPolicyArns: [{ Ref: 'Images' }] }],
  ['a role that it bounds', {}, { PermissionsBoundary: { Ref: 'Images' } }],
])('it has no separate row together with %s', (_, ofPolicy, ofRole) => {
  const ci = role('ci', byService('ec2.amazonaws.com'));
  const Ci = { ...ci, Properties: { ...(ci.Properties as object), ...ofRole } };
  const lines = linesOf(reviewOf({ App, Ci, Images: managedPolicy(ofPolicy, login, allowOn(push, 'app')) }));
  expect(lines.filter((line) => line.startsWith('principals with policy'))).toEqual([]);
});

test('a policy without image actions has no row, even if a repository grants an organization access', () => {
  const organization = { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } };
  const statement = { Effect: 'Allow', Principal: '*', Action: pull, Condition: organization };
  const Images = managedPolicy({}, { Effect: 'Allow', Action: 's3:*', Resource: '*' });
  const lines = linesOf(reviewOf({ App: repository('app', statement), Images }));
  expect(lines.filter((line) => line.startsWith('principals with policy'))).toEqual([]);
});

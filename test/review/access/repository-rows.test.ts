import {
  account,
  allow,
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

const other = 'arn:aws:iam::222222222222:root';

test.each<[string, object, string[]]>([
  [
    'another account, whose own side is not judged',
    allow(pull, { AWS: other }),
    [`${other} pull app: allowed if account 222222222222 allows it by its own policy`],
  ],
  [
    'another account by its digits',
    allow(pull, { AWS: '222222222222' }),
    [`${other} pull app: allowed if account 222222222222 allows it by its own policy`],
  ],
  [
    'a role of another account',
    allow(push, { AWS: 'arn:aws:iam::222222222222:role/ci' }),
    ['arn:aws:iam::222222222222:role/ci push app: allowed if account 222222222222 allows it by its own policy'],
  ],
  [
    'a user of the own account, who has to log in too',
    allow(pull, { AWS: `arn:aws:iam::${account}:user/bob` }),
    ['user/bob pull app: conditional if its own policies allow ecr:GetAuthorizationToken'],
  ],
  ['the own account, which only defers to its policies', allow(pull, { AWS: `arn:aws:iam::${account}:root` }), []],
  [
    'an organization',
    allow(pull, '*', { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }),
    [
      "* pull app: conditional if aws:PrincipalOrgID is o-a1b2c3d4e5 and the caller's account allows it by its own policy, if it is another account",
    ],
  ],
  [
    'a service for an account',
    allow(pull, { Service: 'lambda.amazonaws.com' }, { StringEquals: { 'aws:SourceAccount': '222222222222' } }),
    ['lambda.amazonaws.com pull app: conditional if aws:SourceAccount is 222222222222'],
  ],
  ['a principal with half of the actions of a pull', allow('ecr:BatchGetImage', { AWS: other }), []],
  [
    'one who may delete',
    allow('ecr:BatchDeleteImage', { AWS: other }),
    [`${other} delete app: allowed if account 222222222222 allows it by its own policy`],
  ],
  [
    'one who may change the policy and look',
    allow(['ecr:SetRepositoryPolicy', 'ecr:ListImages'], { AWS: other }),
    [
      `${other} configure app: allowed if account 222222222222 allows it by its own policy`,
      `${other} list app: allowed if account 222222222222 allows it by its own policy`,
    ],
  ],
])('a repository policy that names %s', (_, statement, lines) => {
  expect(linesOf(reviewOf({ App: repository('app', statement) }))).toEqual(lines);
});

test('a deny of the policy excludes it, for all principals or as an exception to an account', () => {
  const everybody = { Effect: 'Deny', Principal: '*', Action: push };
  const bob = { Effect: 'Deny', Principal: { AWS: 'arn:aws:iam::222222222222:user/bob' }, Action: pull };
  const statements = [allow([...pull, ...push], { AWS: other }), everybody, bob];
  expect(linesOf(reviewOf({ App: repository('app', ...statements) }))).toEqual([
    `${other} pull app: allowed if account 222222222222 allows it by its own policy and ` +
      "unless a statement of the repository's policy denies it to arn:aws:iam::222222222222:user/bob",
  ]);
});

describe('a role of the account of the repository', () => {
  const ci = (...statements: object[]) => role('ci', byService('codebuild.amazonaws.com'), ...statements);
  const through = (line: string) => [line, `codebuild.amazonaws.com as ci${line.slice('role/ci'.length)}`];
  const trusted = ['codebuild.amazonaws.com assume role/ci: allowed'];
  const rows = (...statements: object[]) => linesOf(reviewOf({ App: repository('app'), Ci: ci(...statements) }));

  test('pushes by its policies and a login', () => {
    expect(rows(login, allowOn(push, 'app'))).toEqual([...through('role/ci push app: allowed'), ...trusted]);
  });

  test('does not push without the login, without one of the actions, or to another repository', () => {
    expect(rows(allowOn(push, 'app'))).toEqual(trusted);
    expect(rows(login, allowOn(push.slice(1), 'app'))).toEqual(trusted);
    expect(rows(login, allowOn(push, 'apple')).filter((line) => line.includes(' app:'))).toEqual([]);
  });

  test('pushes to all that a wildcard matches, in the templates and outside them', () => {
    const [inTemplate, asService] = through('role/ci push app: allowed');
    const [outside, outsideAsService] = through(`role/ci push arn:aws:ecr:eu-west-1:${account}:repository/a*: allowed`);
    expect(rows(login, allowOn('ecr:*Layer*', 'a*'), allowOn('ecr:PutImage', '*'))).toEqual([
      inTemplate,
      outside,
      asService,
      outsideAsService,
      ...trusted,
    ]);
  });

  test('is unknown if an attached policy is in no template', () => {
    const attached = ci();
    (attached.Properties as { ManagedPolicyArns?: string[] }).ManagedPolicyArns = [
      `arn:aws:iam::${account}:policy/elsewhere`,
    ];
    const report = reviewOf({ App: repository('app'), Ci: attached });
    expect(report.access.filter(({ operation }) => operation === 'push').map(({ decision }) => decision)).toEqual([
      'unknown',
      'unknown',
    ]);
  });
});

test('access to a resource that a template creates under a condition has that condition', () => {
  const resources = {
    App: { ...repository('app', allow(pull, { AWS: other })), Condition: 'IsProd' },
    Ci: { ...role('ci', byService('codebuild.amazonaws.com'), login, allowOn(push, 'app')), Condition: 'HasCi' },
  };
  const conditions = {
    IsProd: { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] },
    HasCi: { 'Fn::Equals': [{ Ref: 'Ci' }, 'y'] },
  };
  const parameters = { Env: { Type: 'String' }, Ci: { Type: 'String' } };
  expect(linesOf(reviewOf(resources, { Conditions: conditions, Parameters: parameters }))).toEqual([
    'role/ci push app: conditional if template condition HasCi and template condition IsProd',
    `${other} pull app: conditional if template condition IsProd and account 222222222222 allows it by its own policy`,
    'codebuild.amazonaws.com as ci push app: conditional if template condition HasCi and template condition IsProd',
    'codebuild.amazonaws.com assume role/ci: conditional if template condition HasCi',
  ]);
});

test('a statement that never exists together with a repository does not apply to it', () => {
  const unlessProd = { 'Fn::If': ['IsProd', { Ref: 'AWS::NoValue' }, allowOn(push, 'app')] };
  const resources = {
    App: { ...repository('app'), Condition: 'IsProd' },
    Ci: role('ci', byService('codebuild.amazonaws.com'), login, unlessProd),
  };
  const more = {
    Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] } },
    Parameters: { Env: { Type: 'String' } },
  };
  expect(linesOf(reviewOf(resources, more)).filter((line) => line.includes('push'))).toEqual([]);
});

describe('principals that belong to no account, by several statements', () => {
  const service = { Service: 'batch.amazonaws.com' };
  const organization = { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } };
  const network = { StringEquals: { 'aws:SourceVpc': 'vpc-1' } };
  const byOwn = "the caller's account allows it by its own policy, if it is another account";
  const [image, layer] = pull as [string, string];

  test.each<[string, object[], string[]]>([
    [
      'one operation each',
      [allow(pull, '*'), allow('ecr:BatchDeleteImage', '*')],
      [`* pull app: allowed if ${byOwn}`, `* delete app: allowed if ${byOwn}`],
    ],
    ['halves of one operation', [allow(image, '*'), allow(layer, '*')], [`* pull app: allowed if ${byOwn}`]],
    [
      'halves with two spellings of the principal',
      [allow(image, '*'), allow(layer, { AWS: '*' })],
      [`* pull app: allowed if ${byOwn}`],
    ],
    [
      'halves with conditions of their own',
      [allow(image, '*', organization), allow(layer, '*', network)],
      [`* pull app: conditional if aws:PrincipalOrgID is o-a1b2c3d4e5 and ${byOwn} and aws:SourceVpc is vpc-1`],
    ],
    [
      'a half for a service and a half for anyone',
      [allow(image, service), allow(layer, '*')],
      ['batch.amazonaws.com pull app: allowed'],
    ],
    [
      'a whole and a half',
      [allow(pull, '*', organization), allow(image, '*')],
      [`* pull app: conditional if aws:PrincipalOrgID is o-a1b2c3d4e5 and ${byOwn}`],
    ],
    ['halves, and a Deny', [allow(image, '*'), allow(layer, '*'), { ...allow(layer, '*'), Effect: 'Deny' }], []],
  ])('%s', (_, statements, lines) => {
    expect(linesOf(reviewOf({ App: repository('app', ...statements) }))).toEqual(lines);
  });

  test('a registry grants them what each of its statements allows', () => {
    const on = (action: string, name: string) => ({
      ...allow(action, service),
      Resource: `arn:aws:ecr:eu-west-1:${account}:repository/${name}/*`,
    });
    const policy = document([on('ecr:ReplicateImage', 'a'), on('ecr:CreateRepository', 'b')]);
    const registry = { Type: 'AWS::ECR::RegistryPolicy', Properties: { PolicyText: policy } };
    expect(linesOf(reviewOf({ Registry: registry }))).toEqual([
      `batch.amazonaws.com push arn:aws:ecr:eu-west-1:${account}:repository/a/*: conditional if by replication`,
      `batch.amazonaws.com configure arn:aws:ecr:eu-west-1:${account}:repository/b/*: conditional if by creating repositories`,
    ]);
  });
});

test.each([
  ['arn:aws:ecr:eu-west-1:${aws:PrincipalAccount}:repository/web', 'allowed'],
  [
    'arn:aws:ecr:eu-west-1:${aws:PrincipalTag/account}:repository/web',
    "conditional if the repository's policy in ${aws:PrincipalTag/account} allows it, if that is another account",
  ],
])('the account of a repository by a policy variable: %s', (arn, decision) => {
  const lists = { Effect: 'Allow', Action: 'ecr:ListImages', Resource: arn };
  expect(linesOf(reviewOf({ Ci: role('ci', byService('ec2.amazonaws.com'), lists) }))).toContain(
    `role/ci list ${arn}: ${decision}`,
  );
});

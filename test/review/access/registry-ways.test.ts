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

const arn = (name: string) => `arn:aws:ecr:eu-west-1:${account}:repository/${name}`;
const publicArn = `arn:aws:ecr-public::${account}:repository/app`;
const publicPush = push.map((action) => action.replace('ecr:', 'ecr-public:'));
const publicLogin = {
  Effect: 'Allow',
  Action: ['ecr-public:GetAuthorizationToken', 'sts:GetServiceBearerToken'],
  Resource: '*',
};

const ci = (...statements: object[]) => role('ci', byService('ec2.amazonaws.com'), ...statements);

/** The rows of the role itself. */
const ofRole = (resources: Parameters<typeof reviewOf>[0]): string[] =>
  linesOf(reviewOf(resources)).filter((line) => /^role\/ci (?!as )/.test(line));

test.each<[string, object[], string[]]>([
  [
    'pull through a cache',
    [allowOn([...pull, 'ecr:BatchImportUpstreamImage', 'ecr:CreateRepository'], 'docker-hub/*'), login],
    [
      `role/ci pull ${arn('docker-hub/*')}: allowed`,
      `role/ci push ${arn('docker-hub/*')}: conditional if by an import through a pull-through cache`,
      `role/ci configure ${arn('docker-hub/*')}: conditional if by creating repositories`,
    ],
  ],
  [
    'create by a push',
    [allowOn([...push, 'ecr:CreateRepository'], 'team-a/*'), login],
    [
      `role/ci push ${arn('team-a/*')}: allowed`,
      `role/ci configure ${arn('team-a/*')}: conditional if by creating repositories`,
    ],
  ],
  [
    'replicate into a repository of the templates, which it cannot create again',
    [allowOn(['ecr:ReplicateImage', 'ecr:CreateRepository'], 'app')],
    ['role/ci push app: conditional if by replication'],
  ],
  [
    'do everything, which is a row for each operation',
    [allowOn('ecr:*', 'app'), login],
    ['pull', 'push', 'delete', 'configure', 'list'].map((operation) => `role/ci ${operation} app: allowed`),
  ],
])('a role may %s', (_, statements, lines) => {
  expect(ofRole({ App: repository('app'), Ci: ci(...statements) })).toEqual(lines);
});

test('an import reaches repositories of the templates only below a pull-through rule', () => {
  const rule = {
    Type: 'AWS::ECR::PullThroughCacheRule',
    Properties: { EcrRepositoryPrefix: 'quay', UpstreamRegistryUrl: 'quay.io' },
  };
  const repositories = { Cached: repository('quay/app'), Other: repository('quay2/app') };
  const Ci = ci(allowOn('ecr:BatchImportUpstreamImage', '*'));
  const outside = `role/ci push ${arn('*')}: conditional if by an import through a pull-through cache`;
  expect(ofRole({ ...repositories, Ci })).toEqual([outside]);
  expect(ofRole({ ...repositories, Ci, Rule: rule })).toEqual([
    'role/ci push quay/app: conditional if by an import through a pull-through cache',
    outside,
  ]);
});

test('a denied import is no row', () => {
  const deny = { Effect: 'Deny', Action: 'ecr:BatchImportUpstreamImage', Resource: '*' };
  expect(ofRole({ Ci: ci(allowOn('ecr:BatchImportUpstreamImage', 'docker-hub/*')) })).toHaveLength(1);
  expect(ofRole({ Ci: ci(allowOn('ecr:BatchImportUpstreamImage', 'docker-hub/*'), deny) })).toEqual([]);
});

test('the policy of a creation template is about the repositories below its prefix', () => {
  const of = (prefix: string) => ({
    Type: 'AWS::ECR::RepositoryCreationTemplate',
    Properties: {
      Prefix: prefix,
      AppliedFor: ['CREATE_ON_PUSH'],
      RepositoryPolicy: JSON.stringify(document([allow(pull, { AWS: '222222222222' })])),
    },
  });
  const report = reviewOf({ One: of('team-a'), Two: of('ROOT') });
  const line = (name: string) =>
    `arn:aws:iam::222222222222:root pull ${arn(name)}: conditional if ECR creates the repository with this template and account 222222222222 allows it by its own policy`;
  expect(linesOf(report)).toEqual([line('team-a/*'), line('*')]);
  expect(report.unreviewed).toEqual([]);
});

describe('a public repository', () => {
  const app = (...statements: object[]) => ({
    Type: 'AWS::ECR::PublicRepository',
    Properties: {
      RepositoryName: 'app',
      ...(statements.length > 0 && { RepositoryPolicyText: document(statements) }),
    },
  });

  test('is in the report, and anyone can pull it', () => {
    const report = reviewOf({ App: app() });
    expect(report.repositories.map((one) => one.arn)).toEqual([publicArn]);
    expect(linesOf(report)).toEqual(['* pull app: allowed']);
    expect(report.findings).toEqual([]);
  });

  test('is pushed by a role with the actions of ECR Public and their login', () => {
    const pushes = { Effect: 'Allow', Action: publicPush, Resource: publicArn };
    const rows = (...statements: object[]) => ofRole({ App: app(), Ci: ci(...statements) });
    expect(rows(pushes, publicLogin)).toEqual(['role/ci push app: allowed']);
    expect(rows(pushes, login)).toEqual([]);
    expect(rows({ ...pushes, Action: push }, publicLogin)).toEqual([]);
    expect(rows({ ...pushes, Resource: `${publicArn}2` }, publicLogin)).toEqual([]);
  });

  test('that another account may push to has its row and a finding', () => {
    const report = reviewOf({ App: app(allow(publicPush, { AWS: '222222222222' })) });
    expect(linesOf(report)).toEqual([
      'arn:aws:iam::222222222222:root push app: allowed if account 222222222222 allows it by its own policy',
      '* pull app: allowed',
    ]);
    expect(report.findings.map(({ id }) => id)).toEqual(['repository-wide-push']);
  });

  test('that anyone may push to is an error', () => {
    const report = reviewOf({ App: app(allow('ecr-public:*', '*')) });
    expect(report.findings.map(({ severity, id, message }) => `${severity} ${id}: ${message}`)).toEqual([
      "error ecr-policy-open-to-everybody: A statement lets '*' change public repository 'app', and no condition limits who that is. Every AWS account can do it.",
      "error ecr-policy-others-administer: A statement lets '*' do 'ecr-public:BatchDeleteImage' on public repository 'app'. Principals of another account can change its images, its settings or who has access.",
    ]);
    const only = reviewOf({ App: app(allow('ecr-public:PutImage', '*')) });
    expect(only.findings.map(({ message }) => message)).toEqual([
      "A statement lets '*' push to public repository 'app', and no condition limits who that is. Every AWS account can do it.",
    ]);
    expect(reviewOf({ App: app(allow('ecr-public:DescribeImages', '*')) }).findings).toEqual([]);
  });
});

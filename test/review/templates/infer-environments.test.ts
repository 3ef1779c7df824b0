import { type LoadedTemplate } from '../../../lib/review/read/loaded-template';
import { reviewTemplates } from '../../../lib/review/review-templates';
import { type DeployEnvironment } from '../../../lib/review/templates/template-graph';
import { inferEnvironments } from '../../../lib/review/templates/infer-environments';
import { document, linesOf, login, push, repository, role } from '../reviewed';
import { loaded } from './graphs';

const account = '123456789012';
const service = [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }];
const app = `arn:aws:ecr:eu-west-1:${account}:repository/app`;
const onApp = (Resource: unknown) => ({ Effect: 'Allow', Action: push, Resource });

function open(Resources: object, more: object = {}, env: Partial<DeployEnvironment> = {}): LoadedTemplate {
  return loaded({ Resources, ...more }, env);
}

function envOf(template: LoadedTemplate): Partial<DeployEnvironment> {
  return inferEnvironments([template]).templates[0]?.env ?? {};
}

const named = { App: repository('app'), Ci: role('ci', service, login, onApp(app)) };
const source = { template: 'Stack', logicalId: 'Ci', path: '' };

test('ARNs of repositories of the template show the account and the Region', () => {
  const { templates, assumptions } = inferEnvironments([open(named)]);
  expect(templates[0]?.env).toEqual({ account, region: 'eu-west-1' });
  expect(assumptions).toEqual([
    { what: `account ${account}`, why: "'Ci' names repository 'app' of this template in that account", source },
    { what: 'Region eu-west-1', why: "'Ci' names repository 'app' of this template in that Region", source },
  ]);
});

const providers = (...accounts: string[]) =>
  accounts.map((id, index): [string, object] => [
    `Ci${index}`,
    role(`ci-${index}`, [
      {
        Effect: 'Allow',
        Principal: { Federated: `arn:aws:iam::${id}:oidc-provider/token.actions.githubusercontent.com` },
        Action: 'sts:AssumeRoleWithWebIdentity',
      },
    ]),
  ]);

test('a trust in an identity provider shows the account, since a role can only trust one in its account', () => {
  const { templates, assumptions } = inferEnvironments([open(Object.fromEntries(providers(account)))]);
  expect(templates[0]?.env).toEqual({ account, partition: 'aws' });
  expect(assumptions).toEqual([
    {
      what: `account ${account}`,
      why: "'Ci0' trusts an identity provider of that account",
      source: { template: 'Stack', logicalId: 'Ci0', path: '' },
    },
  ]);
  expect(envOf(open(Object.fromEntries(providers(account, '210987654321'))))).toEqual({ partition: 'aws' });
});

const key = (...statements: object[]) => ({
  Type: 'AWS::KMS::Key',
  Properties: { KeyPolicy: document(statements) },
});
const mayChange = (AWS: unknown, Action: unknown = 'kms:*') => ({ Effect: 'Allow', Principal: { AWS }, Action });
const rootOf = (id: string) => ({ 'Fn::Sub': `arn:\${AWS::Partition}:iam::${id}:root` });

test('a key shows its account if only that account may change its policy, since KMS refuses others', () => {
  const other = '210987654321';
  const reads = mayChange(rootOf(other), ['kms:Decrypt', 'kms:DescribeKey']);
  const inferred = inferEnvironments([open({ Key: key(mayChange(rootOf(account)), reads) })]);
  expect(inferred.templates[0]?.env).toEqual({ account });
  expect(inferred.assumptions).toEqual([
    {
      what: `account ${account}`,
      why: "only that account may change the policy of key 'Key'",
      source: { template: 'Stack', logicalId: 'Key', path: '' },
    },
  ]);
});

test.each([
  ['two accounts may change it', [mayChange([rootOf(account), rootOf('210987654321')])]],
  ['the account of the template may change it', [mayChange(rootOf(account)), mayChange(rootOf('${AWS::AccountId}'))]],
  ['anyone may change it', [mayChange(rootOf(account)), { Effect: 'Allow', Principal: '*', Action: 'kms:Put*' }]],
  ['a principal is known at deploy', [mayChange([rootOf(account), { Ref: 'Admin' }])]],
  ['the account may only use it', [mayChange(rootOf(account), 'kms:Decrypt')]],
])('a key does not show its account if %s', (_, statements) => {
  expect(
    envOf(open({ Key: key(...statements) }, { Parameters: { Admin: { Type: 'String' } } })).account,
  ).toBeUndefined();
});

test.each([
  [
    'a role',
    {
      Ci: role('ci', service),
      App: repository('app', { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:role/ci` }, Action: push }),
    },
  ],
  [
    'a function of a text',
    {
      ...named,
      Ci: role(
        'ci',
        service,
        onApp({ 'Fn::Sub': `arn:\${AWS::Partition}:ecr:\${AWS::Region}:${account}:repository/app` }),
      ),
    },
  ],
  [
    'a list of parts',
    {
      ...named,
      Ci: role(
        'ci',
        service,
        onApp({ 'Fn::Join': [':', ['arn:aws:ecr', { Ref: 'AWS::Region' }, account, 'repository/app']] }),
      ),
    },
  ],
  [
    'a document that is a text',
    {
      App: repository('app'),
      Ci: { Type: 'AWS::SSM::Parameter', Properties: { Value: JSON.stringify(document([onApp(app)])) } },
    },
  ],
])('an account may be inferred from %s', (_, resources) => {
  expect(envOf(open(resources)).account).toBe(account);
});

test('a role that another role of the template trusts shows the account', () => {
  const trust = [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:role/ci` }, Action: 'sts:AssumeRole' }];
  expect(envOf(open({ Ci: role('ci', service), Deploy: role('deploy', trust) })).account).toBe(account);
});

test('names of the roles of the CDK show the account and the Region', () => {
  const Deploy = role(`cdk-hnb659fds-deploy-role-${account}-eu-west-1`, service);
  const { templates, assumptions } = inferEnvironments([open({ Deploy })]);
  expect(templates[0]?.env).toEqual({ account, region: 'eu-west-1' });
  expect(assumptions[0]).toEqual({
    what: `account ${account}`,
    why: `the name of role 'cdk-hnb659fds-deploy-role-${account}-eu-west-1' ends in that account and Region`,
    source: { template: 'Stack', logicalId: 'Deploy', path: '' },
  });
});

test.each([
  ["another account's repository", { App: repository('other'), Ci: named.Ci }],
  ['a pattern', { App: repository('app'), Ci: role('ci', service, onApp(app.replace('app', '*'))) }],
  [
    'a trust policy',
    {
      Ci: role('ci', [
        { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:role/ci` }, Action: 'sts:AssumeRole' },
      ]),
    },
  ],
  [
    'a role beside another account',
    {
      Ci: role('ci', service),
      App: repository(
        'app',
        { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:role/ci` }, Action: push },
        { Effect: 'Allow', Principal: { AWS: '210987654321' }, Action: push },
      ),
    },
  ],
  [
    'a repository that a pattern of another account may be',
    {
      App: repository('app'),
      Ci: role('ci', service, onApp([app, 'arn:aws:ecr:*:210987654321:repository/*'])),
    },
  ],
  ['a Deny', { App: repository('app'), Ci: role('ci', service, { ...onApp(app), Effect: 'Deny' }) }],
  [
    'a statement for all but one repository',
    { App: repository('app'), Ci: role('ci', service, { Effect: 'Allow', Action: push, NotResource: app }) },
  ],
  [
    'a condition',
    {
      App: repository('app'),
      Ci: role('ci', service, { ...onApp('*'), Condition: { ArnLike: { 'aws:SourceArn': app } } }),
    },
  ],
  [
    'a Deny for another account beside an Allow',
    {
      App: repository('app'),
      Ci: role('ci', service, onApp(app), { ...onApp(app.replace(account, '210987654321')), Effect: 'Deny' }),
    },
  ],
  [
    'a condition that names another account',
    {
      App: repository('app'),
      Ci: role('ci', service, {
        ...onApp(app),
        Condition: { StringNotEquals: { 'aws:ResourceAccount': '210987654321' } },
      }),
    },
  ],
  ['the name of a role that is no role of the CDK', { Ci: role(`push-to-${account}-eu-west-1`, service) }],
  [
    'two accounts',
    { App: repository('app'), Ci: role('ci', service, onApp([app, app.replace(account, '210987654321')])) },
  ],
])('%s shows no account', (_, resources) => {
  const env = envOf(open(resources));
  expect(env.account).toBeUndefined();
});

test('one repository in two Regions shows the account only', () => {
  const Ci = role('ci', service, onApp([app, app.replace('eu-west-1', 'us-east-1')]));
  expect(envOf(open({ App: repository('app'), Ci }))).toEqual({ account, partition: 'aws' });
});

test.each([
  ['a condition', { Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'AWS::AccountId' }, account] } } }],
  [
    'a map',
    {
      Mappings: { Stages: { [account]: { name: 'prod' }, '210987654321': { name: 'test' } } },
      Outputs: { Stage: { Value: { 'Fn::FindInMap': ['Stages', { Ref: 'AWS::AccountId' }, 'name'] } } },
    },
  ],
])('a template that asks %s for its account is for several', (_, more) => {
  expect(envOf(open(named, more))).toEqual({ region: 'eu-west-1' });
});

test("the CDK's condition for its metadata does not make a template one for several Regions", () => {
  const CDKMetadataAvailable = { 'Fn::Or': [{ 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] }] };
  expect(envOf(open(named, { Conditions: { CDKMetadataAvailable } })).region).toBe('eu-west-1');
  const IsIreland = CDKMetadataAvailable;
  expect(envOf(open(named, { Conditions: { CDKMetadataAvailable, IsIreland } })).region).toBeUndefined();
});

test('a given account is not inferred, and an ARN that contradicts it shows nothing', () => {
  const { templates, assumptions } = inferEnvironments([
    open(named, {}, { account: '210987654321', partition: 'aws' }),
  ]);
  expect(templates[0]?.env).toEqual({ account: '210987654321', partition: 'aws' });
  expect(assumptions).toEqual([]);
});

test('templates that show no account and Region use those of the others, if these agree', () => {
  const silent = { ...open({ Other: repository('other') }), name: 'Other' };
  const { templates, assumptions } = inferEnvironments([open(named), silent]);
  expect(templates.map(({ env }) => env)).toEqual([
    { account, region: 'eu-west-1' },
    { account, region: 'eu-west-1' },
  ]);
  expect(assumptions.map(({ why }) => why)).toEqual([
    "'Ci' names repository 'app' of this template in that account; 1 other template names no account",
    "'Ci' names repository 'app' of this template in that Region; 1 other template names no Region",
  ]);
  const elsewhere = JSON.parse(JSON.stringify(open(named)).replaceAll(account, '210987654321')) as LoadedTemplate;
  const both = inferEnvironments([open(named), { ...elsewhere, name: 'Elsewhere' }, silent]);
  expect(both.templates.map(({ env }) => env.account)).toEqual([account, '210987654321', undefined]);
});

test('a template that contradicts the others does not use their account', () => {
  const condition = { StringEquals: { 'aws:PrincipalAccount': '210987654321' } };
  const Other = repository('other', { Effect: 'Deny', Principal: '*', Action: push, Condition: condition });
  const { templates } = inferEnvironments([open(named), { ...open({ Other }), name: 'Other' }]);
  expect(templates.map(({ env }) => env.account)).toEqual([account, undefined]);
});

test('other repositories of other accounts contradict nothing', () => {
  const Ci = role('ci', service, onApp([app, 'arn:aws:ecr:us-east-1:210987654321:repository/base']));
  expect(envOf(open({ App: repository('app'), Ci }))).toEqual({ account, region: 'eu-west-1' });
});

test('nested templates have the account and Region of their parent', () => {
  const nested = (name: string, template: string, resources: object): LoadedTemplate => ({
    ...open(resources),
    name,
    nestedIn: { template, logicalId: name },
  });
  const loadedAll = [open({}), nested('A', 'Stack', {}), nested('B', 'A', named)];
  expect(inferEnvironments(loadedAll).templates.map(({ env }) => env.account)).toEqual([account, account, account]);
  const circle = [nested('A', 'B', named), nested('B', 'A', {})];
  expect(inferEnvironments(circle).templates.map(({ env }) => env.account)).toEqual([account, account]);
});

const anyRepository = (partition: string) => role('ci', service, onApp(`arn:${partition}:ecr:*:*:repository/*`));

test.each([
  ['a literal ARN', 'aws', { Ci: anyRepository('aws') }],
  ['a literal ARN of China', 'aws-cn', { Ci: anyRepository('aws-cn') }],
  [
    'a trust policy',
    'aws',
    {
      Ci: role('ci', [
        { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 'sts:AssumeRole' },
      ]),
    },
  ],
  ['ARNs of two partitions', undefined, { Ci: anyRepository('aws'), Other: anyRepository('aws-cn') }],
  ['a pattern', undefined, { Ci: anyRepository('*') }],
])('%s shows the partition %s', (_, partition, resources) => {
  expect(envOf(open(resources))).toEqual(partition === undefined ? {} : { partition });
});

test('the partition is reported if the templates use it', () => {
  const Asking = {
    ...repository('b', {
      Effect: 'Allow',
      Principal: { AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::210987654321:root' } },
      Action: push,
    }),
  };
  expect(inferEnvironments([open({ Ci: anyRepository('aws') })]).assumptions).toEqual([]);
  expect(inferEnvironments([open({ Ci: anyRepository('aws'), Asking })]).assumptions).toEqual([
    { what: 'partition aws', why: "'Ci' has ARNs of that partition", source },
  ]);
  const IsChina = { 'Fn::Equals': [{ Ref: 'AWS::Partition' }, 'aws-cn'] };
  expect(envOf(open({ Ci: anyRepository('aws') }, { Conditions: { IsChina } }))).toEqual({});
});

test('the Region decides the partition, even if literal ARNs have another', () => {
  const template = open({ Ci: anyRepository('aws') }, {}, { account, region: 'cn-north-1' });
  expect(inferEnvironments([template])).toEqual({ templates: [template], assumptions: [] });
});

/** A repository and a role with all kinds of ARNs, as one spelling has them. */
function spelled(arn: (service: string, region: boolean, resource: string) => unknown, id: unknown): object {
  const ecr = (name: string) => arn('ecr', true, `repository/${name}`);
  return {
    App: repository(
      'app',
      {
        Effect: 'Allow',
        Principal: { AWS: arn('iam', false, 'role/reader') },
        Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
      },
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 'ecr:DeleteRepository',
        Condition: { StringNotEquals: { 'aws:PrincipalAccount': id } },
      },
    ),
    Team: repository('team/web'),
    Ci: role('ci', service, login, onApp(ecr('app'))),
    Wide: role('wide', service, login, onApp(ecr('team/*'))),
    Reader: role('reader', [
      { Effect: 'Allow', Principal: { AWS: arn('iam', false, 'role/ci') }, Action: 'sts:AssumeRole' },
    ]),
    Passer: role('passer', service, { Effect: 'Allow', Action: 'iam:PassRole', Resource: arn('iam', false, 'role/*') }),
    Open: repository('open', { Effect: 'Allow', Principal: { AWS: arn('iam', false, 'root') }, Action: 'ecr:*' }),
  };
}

const whole = { partition: 'aws', account, region: 'eu-west-1' };
const literalArn = (name: string, region: boolean, resource: string) =>
  `arn:aws:${name}:${region ? 'eu-west-1' : ''}:${account}:${resource}`;
const subArn = (name: string, region: boolean, resource: string) => ({
  'Fn::Sub': `arn:\${AWS::Partition}:${name}:${region ? '${AWS::Region}' : ''}:\${AWS::AccountId}:${resource}`,
});
const joinArn = (name: string, region: boolean, resource: string) => ({
  'Fn::Join': [
    ':',
    ['arn', { Ref: 'AWS::Partition' }, name, region ? { Ref: 'AWS::Region' } : '', { Ref: 'AWS::AccountId' }, resource],
  ],
});
const literalLog = { Log: { Type: 'AWS::SSM::Parameter', Properties: { Value: app } } };
const ref = { Ref: 'AWS::AccountId' };

test.each<[string, object, Partial<DeployEnvironment>]>([
  ['literal ARNs', spelled(literalArn, account), {}],
  ['Fn::Sub, with the place given', spelled(subArn, ref), whole],
  ['Fn::Sub, with the account and the Region given', spelled(subArn, ref), { account, region: 'eu-west-1' }],
  ['Fn::Join, with the place given', spelled(joinArn, ref), whole],
  ['Fn::Sub, with a literal ARN of a repository beside', { ...spelled(subArn, ref), ...literalLog }, {}],
  ['Fn::Join, with a literal ARN of a repository beside', { ...spelled(joinArn, ref), ...literalLog }, {}],
])('the review says the same of a template spelled with %s', (_, resources, env) => {
  const expected = reviewTemplates([loaded({ Resources: spelled(literalArn, account) }, whole)]);
  const report = reviewTemplates([open(resources, {}, env)]);
  expect(linesOf(report)).toEqual(linesOf(expected));
  expect(report.repositories).toEqual(expected.repositories);
  expect(report.findings).toEqual(expected.findings);
});

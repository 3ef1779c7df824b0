import { awsManagedPolicy } from '../../../lib/review/templates/aws-managed-policies';
import { allowOn, document, linesOf, login, pull, repository, reviewOf } from '../reviewed';
import { graphOf, loaded, shown } from './graphs';
import { buildGraph } from '../../../lib/review/templates/build-graph';

type Resources = Parameters<typeof reviewOf>[0];

const sam = 'AWS::Serverless-2016-10-31';

function functionWith(properties: object, more: object = {}): Resources[string] {
  return { Type: 'AWS::Serverless::Function', Properties: { Handler: 'index.handler', ...properties }, ...more };
}

/** The access to the repository `app` of what has these resources, without a service before the role. */
function linesWith(resources: Resources, more: object = {}): string[] {
  const report = reviewOf({ App: repository('app'), ...resources }, { Transform: sam, ...more });
  return linesOf(report).filter((line) => line.includes(' app: ') && !line.includes(' as '));
}

const puller = { Policies: [document([login, allowOn(pull, 'app')])] };
const pulls = 'role/${app.FnRole} pull app: allowed';

test.each([
  ['names', ['AmazonEC2ContainerRegistryPullOnly']],
  ['a name', 'AmazonEC2ContainerRegistryPullOnly'],
  ['ARNs', ['arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly']],
  ['functions', [{ 'Fn::Sub': 'arn:${AWS::Partition}:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly' }]],
  ['documents', [document([login, allowOn(pull, 'app')])]],
  ['a document', document([login, allowOn(pull, 'app')])],
  [
    'policy templates beside documents',
    [{ S3ReadPolicy: { BucketName: 'b' } }, document([login, allowOn(pull, 'app')])],
  ],
  ['names with paths', ['AWSLambdaBasicExecutionRole', 'AmazonEC2ContainerServiceforEC2Role']],
])('the role of a function has the policies that are %s', (_, Policies) => {
  expect(linesWith({ Fn: functionWith({ Policies }) })).toEqual([pulls]);
});

test('the role of a function is assumed by Lambda, and that of a state machine by Step Functions', () => {
  const Machine = { Type: 'AWS::Serverless::StateMachine', Properties: puller };
  const report = reviewOf({ App: repository('app'), Fn: functionWith(puller), Machine }, { Transform: sam });
  expect(linesOf(report)).toEqual(
    expect.arrayContaining([
      'lambda.amazonaws.com as ${app.FnRole} pull app: allowed',
      'states.amazonaws.com as ${app.MachineRole} pull app: allowed',
    ]),
  );
});

test('a policy that SAM does not know leaves open what the role may do', () => {
  for (const policy of ['NoSuchPolicy', { NoSuchTemplate: {} }]) {
    const lines = linesWith({ Fn: functionWith({ Policies: [policy] }) });
    expect(lines[0]).toMatch(/^role\/\$\{app\.FnRole\} pull app: unknown/);
  }
});

test('a function with its own role gets none', () => {
  const Role = 'arn:aws:iam::123456789012:role/own';
  const { identities } = graphOf({ Transform: sam, Resources: { Fn: functionWith({ ...puller, Role }) } });
  expect(identities).toEqual([]);
});

const isProd = {
  Parameters: { Stage: { Type: 'String' } },
  Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
};
const own = 'arn:aws:iam::123456789012:role/own';
const noValue = { Ref: 'AWS::NoValue' };

test.each([
  [['IsProd', noValue, own], ['IsProd']],
  [['IsProd', own, noValue], ['NOTIsProd']],
  [['IsProd', noValue, noValue], []],
])('a function whose role depends on a condition as %j gets one in the other case', (role, when) => {
  const Fn = functionWith({ ...puller, Role: { 'Fn::If': role } });
  const { identities } = graphOf({ Transform: sam, ...isProd, Resources: { Fn } });
  expect(identities.map(({ resource }) => resource.when)).toEqual([when]);
});

test('policies may depend on conditions', () => {
  const Policies = [{ 'Fn::If': ['IsProd', 'AmazonEC2ContainerRegistryPullOnly', noValue] }];
  expect(linesWith({ Fn: functionWith({ Policies }) }, isProd)).toEqual([
    'role/${app.FnRole} pull app: conditional if template condition IsProd',
  ]);
});

test('a role has the condition of its function', () => {
  expect(linesWith({ Fn: functionWith(puller, { Condition: 'IsProd' }) }, isProd)).toEqual([
    'role/${app.FnRole} pull app: conditional if template condition IsProd',
  ]);
});

test('other resources may refer to the role', () => {
  const Policy = {
    Type: 'AWS::IAM::Policy',
    Properties: {
      PolicyName: 'p',
      Roles: [{ Ref: 'FnRole' }],
      PolicyDocument: document([login, allowOn(pull, 'app')]),
    },
  };
  expect(linesWith({ Fn: functionWith({}), Policy })).toEqual([pulls]);
  const [only] = shown(
    buildGraph([
      loaded({
        Transform: sam,
        Resources: {
          Fn: functionWith({}),
          App: repository('app', {
            Effect: 'Allow',
            Principal: { AWS: { 'Fn::GetAtt': ['FnRole', 'Arn'] } },
            Action: pull,
          }),
        },
      }),
    ]),
  ).repositories;
  expect(only?.policy?.[0]?.principals).toEqual([
    { type: 'AWS', value: expect.stringMatching(/^arn:aws:iam::\d+:role\/\$\{Stack\.FnRole\}$/) as unknown },
  ]);
});

test('the role has the source of the function', () => {
  const Fn = functionWith({}, { Metadata: { 'aws:cdk:path': 'Stack/Fn/Resource' } });
  const [only] = graphOf({ Transform: ['AWS::LanguageExtensions', sam], Resources: { Fn } }).identities;
  expect(only?.resource.source).toEqual({ template: 'Stack', logicalId: 'Fn', path: 'Stack/Fn/Resource' });
});

test('a boundary, a path and a trust policy come from the function or from Globals', () => {
  const trust = document([
    { Effect: 'Allow', Principal: { Service: 'edgelambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
  ]);
  const Globals = {
    Function: {
      PermissionsBoundary: 'arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly',
      RolePath: '/sam/',
      AssumeRolePolicyDocument: trust,
      Policies: ['AdministratorAccess'], // SAM ignores them here
    },
  };
  const { identities } = graphOf({
    Transform: sam,
    Globals,
    Resources: {
      A: functionWith({ RolePath: '/own/' }),
      B: functionWith({ AssumeRolePolicyDocument: document([]) }, { IgnoreGlobals: ['PermissionsBoundary'] }),
      C: functionWith({}, { IgnoreGlobals: '*' }),
    },
  });
  expect(identities.map(({ arn }) => arn.replace(/^.*:role/, ''))).toEqual([
    '/own/${Stack.ARole}',
    '/sam/${Stack.BRole}',
    '/${Stack.CRole}',
  ]);
  expect(identities.map(({ boundary }) => boundary !== undefined)).toEqual([true, false, false]);
  expect(
    identities.map(({ trust: all }) => all?.flatMap(({ principals = [] }) => principals.map(({ value }) => value))),
  ).toEqual([['edgelambda.amazonaws.com'], ['edgelambda.amazonaws.com'], ['lambda.amazonaws.com']]);
  expect(identities.map(({ policies }) => policies)).toEqual([[], [], []]);
});

test('a function without the transform of SAM has no role', () => {
  expect(graphOf({ Resources: { Fn: functionWith(puller) } }).identities).toEqual([]);
});

test('a macro in a function may change its role', () => {
  const Fn = functionWith({ 'Fn::Transform': { Name: 'Company::Guard' } });
  const [only] = graphOf({ Transform: sam, Resources: { Fn } }).identities;
  expect(only?.policies.map(({ unreadable }) => unreadable)).toEqual(["macro 'Company::Guard' may change it"]);
});

test('the policies that SAM gives every role say nothing of ECR', () => {
  const paths = [
    'AWSLambdaBasicExecutionRole',
    'AWSLambdaVPCAccessExecutionRole',
    'AWSLambdaBasicDurableExecutionRolePolicy',
  ];
  for (const path of [
    ...paths.map((name) => `service-role/${name}`),
    'AWSXRayDaemonWriteAccess',
    'AWSXrayWriteOnlyAccess',
  ]) {
    const source = { template: 'Stack', logicalId: 'Fn', path: '' };
    expect(awsManagedPolicy(`arn:aws:iam::aws:policy/${path}`, source)).toEqual([]);
  }
});

test('a type that SAM has not had yet was not reviewed, and a connector gives no access to ECR', () => {
  const New = { Type: 'AWS::Serverless::Agent', Properties: {} };
  const Connector = { Type: 'AWS::Serverless::Connector', Properties: {} };
  expect(graphOf({ Transform: sam, Resources: { New, Connector } }).unreviewed).toEqual([
    {
      what: "resource 'New'",
      why: 'the review does not know type AWS::Serverless::Agent, for which SAM may create roles',
      source: { template: 'Stack', logicalId: 'New', path: '' },
    },
  ]);
});

test('an application whose template was read is reviewed with its parameters and outputs', () => {
  const parent = loaded({
    Transform: sam,
    Resources: {
      Nested: {
        Type: 'AWS::Serverless::Application',
        Properties: { Location: './nested.yaml', Parameters: { Name: 'app' } },
      },
      Probe: { Type: 'Probe', Properties: { value: { 'Fn::GetAtt': ['Nested', 'Outputs.Arn'] } } },
    },
  });
  const nested = {
    ...loaded(
      {
        Parameters: { Name: { Type: 'String' } },
        Resources: { App: { ...repository('x'), Properties: { RepositoryName: { Ref: 'Name' } } } },
        Outputs: { Arn: { Value: { 'Fn::GetAtt': ['App', 'Arn'] } } },
      },
      undefined,
      'Nested',
    ),
    nestedIn: { template: 'Stack', logicalId: 'Nested' },
  };
  const graph = shown(buildGraph([parent, nested]));
  expect(graph.unreviewed).toEqual([]);
  expect(graph.resources.find(({ type }) => type === 'Probe')?.properties.value).toBe(graph.repositories[0]?.arn);
  expect(graph.repositories[0]?.name).toBe('app');
});

import { buildGraph } from '../../../lib/review/templates/build-graph';
import { type TemplateGraph } from '../../../lib/review/templates/template-graph';
import { reviewOf } from '../reviewed';
import { loaded, shown } from './graphs';

const role = {
  Type: 'AWS::IAM::Role',
  Properties: {
    RoleName: { 'Fn::Sub': 'ci-${Stage}' },
    AssumeRolePolicyDocument: { Statement: { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' } },
    Policies: [{ PolicyName: 'p', PolicyDocument: { Statement: { Effect: 'Allow', Action: 'ecr:*', Resource: '*' } } }],
  },
};
const body = { Parameters: { Stage: { Type: 'String', Default: 'dev' } }, Resources: { Role: role } };

function stackSet(properties: object): { Set: { Type: string; Properties: object } } {
  return { Set: { Type: 'AWS::CloudFormation::StackSet', Properties: properties } };
}

function graphOf(properties: object, env = { region: 'eu-west-1' }): TemplateGraph {
  return shown(buildGraph([loaded({ Resources: stackSet(properties) }, env)]));
}

function arnsIn({ identities }: TemplateGraph): string[] {
  return identities.map(({ arn }) => arn);
}

const yaml = `Parameters: { Stage: { Type: String, Default: dev } }
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties: { RoleName: !Sub 'ci-\${Stage}' }
`;

test.each([
  ['JSON', JSON.stringify(body)],
  ['YAML', yaml],
  ['text of a function', { 'Fn::Join': ['\n', yaml.split('\n')] }],
])('a template that a stack set holds as %s is read, and its account is open', (_, text) => {
  const graph = graphOf({ TemplateBody: text });
  expect(graph.unreviewed).toEqual([]);
  expect(arnsIn(graph)).toEqual(['arn:aws:iam::${Stack.Set.AWS::AccountId}:role/ci-dev']);
  expect(graph.identities[0]?.resource.source).toEqual({ template: 'Stack.Set', logicalId: 'Role', path: '' });
});

test('the one account and the one Region of its instances are known', () => {
  const group = { DeploymentTargets: { Accounts: ['111111111111'] }, Regions: ['us-east-1'] };
  const [role1] = graphOf({ TemplateBody: JSON.stringify(body), StackInstancesGroup: [group] }).identities;
  expect(role1?.resource.env).toEqual({ partition: 'aws', account: '111111111111', region: 'us-east-1' });
});

test('several accounts are open', () => {
  const group = { DeploymentTargets: { Accounts: ['111111111111', '222222222222'] }, Regions: ['us-east-1'] };
  const graph = graphOf({ TemplateBody: JSON.stringify(body), StackInstancesGroup: [group] });
  expect(arnsIn(graph)).toEqual(['arn:aws:iam::${Stack.Set.AWS::AccountId}:role/ci-dev']);
});

test('its parameters are those of the stack set, and open if its instances have their own', () => {
  const given = { TemplateBody: JSON.stringify(body), Parameters: [{ ParameterKey: 'Stage', ParameterValue: 'prod' }] };
  expect(arnsIn(graphOf(given))[0]).toMatch(/role\/ci-prod$/);
  const own = [{ ParameterOverrides: [{ ParameterKey: 'Stage', ParameterValue: 'x' }] }];
  expect(arnsIn(graphOf({ ...given, StackInstancesGroup: own }))[0]).toMatch(/role\/ci-\$\{Stack\.Set\.Stage\}$/);
});

test.each([
  [{ TemplateBody: 'nonsense' }],
  [{ TemplateBody: { 'Fn::Sub': '{"Resources":{"${Open}":{}}}' } }],
  [{ TemplateBody: '{"Resources":' }],
])('a text that is no template is said: %j', (properties) => {
  expect(graphOf(properties).unreviewed.map(({ what, why }) => [what, why])).toEqual([
    ["stack set 'Set'", 'the review cannot read its TemplateBody'],
  ]);
});

test('a stack set in a stack set is read', () => {
  const inner = { Resources: stackSet({ TemplateBody: JSON.stringify(body) }) };
  expect(arnsIn(graphOf({ TemplateBody: JSON.stringify(inner) }))).toEqual([
    'arn:aws:iam::${Stack.Set.Set.AWS::AccountId}:role/ci-dev',
  ]);
});

test('a role of a stack set has its findings', () => {
  const { findings } = reviewOf(stackSet({ TemplateBody: JSON.stringify(body) }));
  expect(findings.filter(({ severity }) => severity === 'error').map(({ source }) => source.template)).toContain(
    'app.Set',
  );
});

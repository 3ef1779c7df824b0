import { buildGraph } from '../../../lib/review/templates/build-graph';
import { document, pull, repository, role } from '../reviewed';
import { graphOf, loaded, shown } from './graphs';

const parts = {
  Parameters: {
    Partner: { Type: 'String', Default: '111111111111' },
    Orgs: { Type: 'CommaDelimitedList', Default: 'o-1, o-2' },
    Open: { Type: 'String' },
    Stage: { Type: 'String', Default: 'dev' },
  },
  Mappings: { Stages: { dev: { id: '1' }, prod: { id: '2' } } },
};

function assumedOf(resources: object): string[] {
  return graphOf({ ...parts, Resources: resources }).assumptions.map(
    ({ what, why, source }) => `${source.logicalId}: ${what}: ${why}`,
  );
}

function opened(principal: unknown, condition: object = {}): object {
  return { Effect: 'Allow', Principal: { AWS: principal }, Action: pull, Condition: condition };
}

const partner = { Ref: 'Partner' };
const said = "parameter 'Partner' has its default '111111111111'";

test.each([
  ['a principal', { App: repository('app', opened(partner)) }, [`App: ${said}: 'App' depends on it`]],
  [
    'a condition',
    { App: repository('app', opened('*', { StringEquals: { 'aws:PrincipalOrgID': { Ref: 'Orgs' } } })) },
    ["App: parameter 'Orgs' has its default 'o-1,o-2': 'App' depends on it"],
  ],
  [
    'a trust',
    {
      Ci: role('ci', [
        {
          Effect: 'Allow',
          Action: 'sts:AssumeRole',
          Principal: { AWS: { 'Fn::Sub': 'arn:aws:iam::${Partner}:root' } },
        },
      ]),
    },
    [`Ci: ${said}: 'Ci' depends on it`],
  ],
  [
    'a name that a policy refers to, once',
    {
      App: { Type: 'AWS::ECR::Repository', Properties: { RepositoryName: partner } },
      P: {
        Type: 'AWS::IAM::Policy',
        Properties: {
          Roles: ['x'],
          PolicyDocument: document([{ Effect: 'Allow', Action: '*', Resource: { 'Fn::GetAtt': ['App', 'Arn'] } }]),
        },
      },
    },
    [`App: ${said}: 'App' depends on it`],
  ],
  [
    'the collection of a loop',
    { 'Fn::ForEach::Apps': ['Name', { Ref: 'Orgs' }, { 'Repo&{Name}': repository('x') }] },
    ["Fn::ForEach::Apps: parameter 'Orgs' has its default 'o-1,o-2': 'Fn::ForEach::Apps' depends on it"],
  ],
  ['a tag', { App: { Type: 'AWS::ECR::Repository', Properties: { Tags: [{ Key: 'a', Value: partner }] } } }, []],
  ['no default', { App: repository('app', opened({ Ref: 'Open' })) }, []],
  [
    'each key of a map',
    { App: repository('app', opened({ 'Fn::FindInMap': ['Stages', { Ref: 'Stage' }, 'id'] })) },
    [],
  ],
])('a default in %s is an assumption', (_, resources, expected) => {
  expect(assumedOf(resources)).toEqual(expected);
});

test('a parameter that a nested stack is given is none', () => {
  const outer = {
    Resources: { X: { Type: 'AWS::CloudFormation::Stack', Properties: { Parameters: { Partner: '222222222222' } } } },
  };
  const inner = { ...parts, Resources: { App: repository('app', opened(partner)) } };
  const nested = { ...loaded(inner, undefined, 'Inner'), nestedIn: { template: 'Outer', logicalId: 'X' } };
  expect(shown(buildGraph([loaded(outer, undefined, 'Outer'), nested])).assumptions).toEqual([]);
});

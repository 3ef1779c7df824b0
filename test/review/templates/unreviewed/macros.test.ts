import { document, pull, repository, reviewOf, role } from '../../reviewed';
import { graphOf } from '../graphs';
import { unreviewedIn, unreviewedOf } from './unreviewed';

const include = { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://b/k' } } };
const own = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } };
const resources = {
  App: repository('app', { Effect: 'Allow', Principal: { AWS: '111111111111' }, Action: pull }),
  Ci: role('ci', [own]),
};

test.each([
  ['a text', 'Company::Guard'],
  ['a list', ['AWS::LanguageExtensions', 'Company::Guard', 'AWS::Serverless-2016-10-31']],
  ['a mapping', { Name: 'Company::Guard', Parameters: { Level: 1 } }],
])('a macro over a template is not run: %s', (_, transform) => {
  expect(unreviewedIn({ Transform: transform, Resources: resources })).toEqual([
    "Transform: macro 'Company::Guard': the review does not run macros",
  ]);
});

test.each([
  ['the template', { ...include, Resources: resources }, 'Fn::Transform'],
  ['its resources', { Resources: { ...include, ...resources } }, 'Resources'],
])('AWS::Include in %s is not fetched', (_, body, section) => {
  expect(unreviewedIn(body)).toEqual([
    `${section}: AWS::Include of s3://b/k: the review does not fetch what it includes`,
  ]);
});

test.each([
  'AWS::LanguageExtensions',
  'AWS::Serverless-2016-10-31',
  'AWS::CodeDeployBlueGreen',
  'AWS::SecretsManager-2024-09-16',
])('%s is understood', (transform) => {
  expect(unreviewedIn({ Transform: transform, Resources: resources })).toEqual([]);
});

test('a macro may change every policy of its template', () => {
  const { repositories, identities } = graphOf({ Transform: 'Company::Guard', Resources: resources });
  const added = { effect: 'Allow', unreadable: "macro 'Company::Guard' may change it" };
  expect(repositories[0]?.policy).toMatchObject([{ actions: pull }, added]);
  expect(identities[0]?.trust).toMatchObject([{ actions: ['sts:AssumeRole'] }, added]);
  expect(identities[0]?.policies).toMatchObject([added]);
});

test('rows of what a macro may change are unknown', () => {
  const { access } = reviewOf({ App: repository('app') }, { Transform: 'Company::Guard' });
  expect(access.map(({ decision }) => decision)).toContain('unknown');
  expect(access.map(({ decision }) => decision)).not.toContain('allowed');
});

test.each([
  ['properties', { ...include, RoleName: 'ci' }],
  ['a policy', { RoleName: 'ci', Policies: [{ PolicyName: 'a', PolicyDocument: { ...include, Statement: [] } }] }],
  ['a statement', { RoleName: 'ci', Policies: [{ PolicyName: 'a', PolicyDocument: document([include]) }] }],
  ['a list of policies', { RoleName: 'ci', Policies: include }],
])('AWS::Include in %s of a role is not fetched, and the role is unknown', (_, properties) => {
  const { identities, unreviewed } = graphOf({ Resources: { Ci: { Type: 'AWS::IAM::Role', Properties: properties } } });
  expect(unreviewed).toEqual([
    {
      what: "AWS::Include of s3://b/k in 'Ci'",
      why: 'the review does not fetch what it includes',
      source: { template: 'Stack', logicalId: 'Ci', path: '' },
    },
  ]);
  expect(identities[0]?.policies.at(-1)).toMatchObject({
    effect: 'Allow',
    unreadable: 'AWS::Include of s3://b/k may change it',
  });
});

test('a macro in a resource that says nothing of access is none of the review', () => {
  const api = { Type: 'AWS::Serverless::Api', Properties: { DefinitionBody: include } };
  expect(unreviewedOf({ Api: api })).toEqual([]);
});

test('a managed policy and a policy with a macro are unknown for their roles', () => {
  const policy = { Roles: ['ci'], PolicyDocument: document([own]), ...include };
  const { identities } = graphOf({
    Resources: {
      ...resources,
      Managed: { Type: 'AWS::IAM::ManagedPolicy', Properties: policy },
      Inline: { Type: 'AWS::IAM::Policy', Properties: policy },
    },
  });
  expect(identities[0]?.policies.map(({ source, unreadable }) => [source.logicalId, unreadable !== undefined])).toEqual(
    [
      ['Inline', false],
      ['Inline', true],
      ['Managed', false],
      ['Managed', true],
    ],
  );
});

test('mappings that a macro makes are said', () => {
  expect(unreviewedIn({ Mappings: include, Resources: {} })).toEqual([
    'Mappings: AWS::Include of s3://b/k: the review does not fetch what it includes',
  ]);
});

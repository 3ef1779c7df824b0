import { buildGraph } from '../../../lib/review/templates/build-graph';
import { home, policy, repository, type Resources, role, statements } from './fixtures';

const other = 'arn:aws:iam::111111111111:root';
const template = (properties: object): Resources => ({
  Template: {
    Type: 'AWS::ECR::RepositoryCreationTemplate',
    Properties: { AppliedFor: ['CREATE_ON_PUSH'], Prefix: 'team-a', ...properties },
  },
});

const unread: readonly (readonly [string, Resources])[] = [
  ['a repository policy from a parameter', repository({ RepositoryPolicyText: { Ref: 'Policy' } })],
  ['an effect that IAM does not know', policy({ AWS: other }, { Effect: 'allow' })],
  ['a statement without actions', statements({ Effect: 'Allow', Principal: { AWS: other } })],
  ['a statement that a macro makes', role([{ 'Fn::Transform': { Name: 'Statement' } }])],
  ['a creation template whose policy is a parameter', template({ RepositoryPolicy: { Ref: 'Policy' } })],
];

function unreviewedIn(resources: Resources): string[] {
  const body = { Resources: resources };
  const { unreviewed } = buildGraph([{ name: 'Stack', file: 'Stack.json', body, env: home }]);
  return unreviewed.map(({ source }) => source.logicalId);
}

test.each(unread)('%s is a part that was not read', (_, resources) => {
  expect([...new Set(unreviewedIn(resources))]).toEqual(Object.keys(resources));
});

test('a principal from a parameter can be read, and a creation template needs no policy', () => {
  expect(unreviewedIn({ ...policy({ AWS: { Ref: 'Principal' } }), ...template({}) })).toEqual([]);
});

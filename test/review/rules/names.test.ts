import { findAll } from '../../../lib/review/rules/all-rules';
import { buildGraph } from '../../../lib/review/templates/build-graph';
import {
  allow,
  appArn,
  findingsOf,
  graphOf,
  home,
  identity,
  policy,
  pushes,
  uploads,
  webRole,
  gitHubHost,
} from './fixtures';

/** The findings of a template with a condition that a parameter decides. */
function messagesOf(id: string, resources: object): string[] {
  const body = {
    Parameters: { Stage: { Type: 'String' } },
    Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
    Resources: resources,
  };
  const graph = buildGraph([{ name: 'Stack', file: 'Stack.json', body, env: home }]);
  return findAll(graph)
    .filter((finding) => finding.id === id)
    .map(({ message }) => message);
}

const named = (property: string, resource: unknown) => {
  const { Type, Properties } = resource as { Type: string; Properties: object };
  return { Type, Properties: { ...Properties, [property]: { 'Fn::If': ['IsProd', 'ci-prod', 'ci-test'] } } };
};

test('a role that a condition names is reported once, with both names', () => {
  const { Role } = webRole(gitHubHost, { StringEquals: { [`${gitHubHost}:aud`]: 'sts.amazonaws.com' } }, pushes);
  expect(messagesOf('oidc-trust-without-subject', { Role: named('RoleName', Role) })).toEqual([
    "Role 'ci-prod' or 'ci-test' trusts GitHub but no condition limits the token's 'sub'. Any project there can become this role.",
  ]);
});

test('a separate policy of a role that a condition names is reported once, too', () => {
  const { Role } = identity();
  const policyOfRole = {
    Type: 'AWS::IAM::Policy',
    Properties: { PolicyName: 'all', Roles: [{ Ref: 'Role' }], PolicyDocument: { Statement: [allow('ecr:*', '*')] } },
  };
  expect(messagesOf('identity-every-ecr-action', { Role: named('RoleName', Role), Policy: policyOfRole })).toEqual([
    "A statement of role 'ci-prod' or 'ci-test' allows 'ecr:*'. That includes deleting images and repositories, and giving other accounts access.",
  ]);
});

test('two statements of such a role are two findings', () => {
  const { Role } = identity(allow('ecr:*', appArn, { Sid: 'One' }), allow('ecr:*', '*', { Sid: 'Two' }));
  expect(messagesOf('identity-every-ecr-action', { Role: named('RoleName', Role) })).toEqual([
    "Statement 'One' of role 'ci-prod' or 'ci-test' allows 'ecr:*'. That includes deleting images and repositories, and giving other accounts access.",
    "Statement 'Two' of role 'ci-prod' or 'ci-test' allows 'ecr:*'. That includes deleting images and repositories, and giving other accounts access.",
  ]);
});

test('a repository that a condition names is reported once', () => {
  const { Repository } = policy('*');
  expect(messagesOf('ecr-policy-open-to-everybody', { Repository: named('RepositoryName', Repository) })).toEqual([
    "Statement 'Pull' lets '*' pull from repository 'ci-prod' or 'ci-test', and no condition limits who that is. Every AWS account can do it.",
  ]);
});

test('names and ARNs are whole, however long', () => {
  const name = `${'team/'.repeat(40)}app`;
  const arn = `arn:aws:ecr:us-east-1:123456789012:repository/${name}`;
  const graph = graphOf(identity(allow(['ecr:GetAuthorizationToken', ...uploads], arn)));
  expect(findingsOf('identity-token-on-repository', graph).map(({ message }) => message)).toEqual([
    expect.stringContaining(`'${arn}'`),
  ]);
});

test('a list names its first values, each whole, and says how many more there are', () => {
  const { Role } = identity({
    Effect: 'Allow',
    Action: uploads,
    NotResource: [1, 2, 3, 4, 5].map((one) => `${appArn}${one}`),
  });
  expect(messagesOf('identity-push-everywhere', { Role })).toEqual([
    `A statement of role 'ci' lets it push to everything but '${appArn}1', '${appArn}2', '${appArn}3' and 2 more. One leaked credential can replace the images of every team.`,
  ]);
});

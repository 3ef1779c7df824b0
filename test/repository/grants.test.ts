import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ImageRepository } from '../../lib/repository/image-repository';
import { account, env, newApp, newStack, onlyProperties, type Properties, region, resourcesOf } from '../synthesis';

const pull = ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];
const push = [
  'ecr:BatchCheckLayerAvailability',
  'ecr:BatchGetImage',
  'ecr:CompleteLayerUpload',
  'ecr:InitiateLayerUpload',
  'ecr:PutImage',
  'ecr:UploadLayerPart',
];
const all = [...push, 'ecr:GetDownloadUrlForLayer'].sort();

const role = (stack: Stack) =>
  new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') });

function statementsOf(stack: Stack, type = 'AWS::IAM::Policy'): Properties[] {
  const { PolicyDocument } = onlyProperties(stack, type) as { PolicyDocument: { Statement: Properties[] } };
  return PolicyDocument.Statement;
}

test.each([
  ['grantPull', pull],
  ['grantPush', push],
  ['grantPullPush', all],
] as const)('%s holds every action that the use needs, and the login', (grant, actions) => {
  const stack = newStack();
  const result = new ImageRepository(stack, 'Service')[grant](role(stack));
  expect(result.success).toBe(true);
  expect(statementsOf(stack)).toEqual([
    { Effect: 'Allow', Action: [...actions], Resource: { 'Fn::GetAtt': ['Service', 'Arn'] } },
    { Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' },
  ]);
});

test('a role of the same account needs no statement in the repository policy', () => {
  const stack = newStack();
  new ImageRepository(stack, 'Service').grantPullPush(role(stack));
  expect(onlyProperties(stack, 'AWS::ECR::Repository').RepositoryPolicyText).toBeUndefined();
});

test('a grant for one repository gives no access to another one', () => {
  const stack = newStack();
  const [one] = ['One', 'Two'].map((id) => new ImageRepository(stack, id));
  one?.grantPush(role(stack));
  const resources = statementsOf(stack).flatMap(({ Resource }) => JSON.stringify(Resource));
  expect(resources).toEqual([expect.stringContaining('One'), '"*"']);
});

test('a grant of given actions contains only these actions', () => {
  const stack = newStack();
  new ImageRepository(stack, 'Service').grant(role(stack), 'ecr:DescribeImages');
  expect(statementsOf(stack)).toEqual([
    { Effect: 'Allow', Action: 'ecr:DescribeImages', Resource: { 'Fn::GetAtt': ['Service', 'Arn'] } },
  ]);
});

test('a grant to a role of another account adds statements to both policies', () => {
  const app = newApp();
  const theirs = new Stack(app, 'Theirs', { env: { account: '111122223333', region } });
  const ours = new Stack(app, 'Ours', { env });
  const repository = new ImageRepository(ours, 'Service', { repositoryName: 'service' });
  repository.grantPull(new iam.Role(theirs, 'Role', { roleName: 'puller', assumedBy: new iam.AccountRootPrincipal() }));
  const arn = `arn:aws:ecr:${region}:${account}:repository/service`;
  expect(statementsOf(theirs)).toMatchObject([
    { Action: pull, Resource: arn },
    { Action: 'ecr:GetAuthorizationToken' },
  ]);
  const { RepositoryPolicyText } = onlyProperties(ours, 'AWS::ECR::Repository') as {
    RepositoryPolicyText: { Statement: Properties[] };
  };
  expect(RepositoryPolicyText.Statement).toMatchObject([{ Effect: 'Allow', Action: pull }]);
  expect(JSON.stringify(RepositoryPolicyText.Statement[0]?.Principal)).toContain('111122223333');
});

test('a grant to an imported role of another account is added to the repository policy', () => {
  const stack = newStack();
  const arn = 'arn:aws:iam::111122223333:role/puller';
  new ImageRepository(stack, 'Service').grantPull(iam.Role.fromRoleArn(stack, 'Theirs', arn));
  expect(onlyProperties(stack, 'AWS::ECR::Repository').RepositoryPolicyText).toMatchObject({
    Statement: [{ Effect: 'Allow', Principal: { AWS: arn }, Action: pull }],
  });
  expect(resourcesOf(stack, 'AWS::IAM::Policy')).toEqual([]);
});

test.each<[string, iam.IGrantable, object]>([
  ['an account', new iam.AccountPrincipal('111122223333'), { AWS: 'arn:aws:iam::111122223333:root' }],
  ['an ARN', new iam.ArnPrincipal('arn:aws:iam::111122223333:user/bob'), { AWS: 'arn:aws:iam::111122223333:user/bob' }],
])(
  'a grant to %s goes to the repository policy, without the login, which ECR refuses there',
  (_, grantee, Principal) => {
    const stack = newStack();
    new ImageRepository(stack, 'Service').grantPull(grantee);
    expect(onlyProperties(stack, 'AWS::ECR::Repository').RepositoryPolicyText).toEqual({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal, Action: pull }],
    });
  },
);

test('fails when all principals are granted a pull', () => {
  const repository = new ImageRepository(newStack(), 'Service');
  expect(() => repository.grantPull(new iam.AnyPrincipal())).toThrow(
    new Error(
      "`Stack/Service policy` must not allow access to everyone, got the principal '*'. Name accounts or roles, or an " +
        'organization (ImageConsumer.organization).',
    ),
  );
});

test('fails when a grant names all actions', () => {
  const repository = new ImageRepository(newStack(), 'Service');
  expect(() => repository.grant(new iam.AccountPrincipal('111122223333'), 'ecr:*')).toThrow(
    new Error(
      "`Stack/Service policy` must name each action, got 'ecr:*'. A wildcard also allows to delete images and to " +
        'change the policy.',
    ),
  );
});

import { type Stack } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { EcsDeployment } from '../../lib/deployment/ecs-deployment';
import { newPublisher, policiesIn, repositoryArn } from '../github/publisher';
import { may } from '../github/simulation';
import { newStack, onlyProperties } from '../synthesis';

const pullSteps = ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];

describe('a role that pulls a base image and pushes another', () => {
  const stack = newStack();
  newPublisher({ pullRepositories: [Repository.fromRepositoryName(stack, 'Base', 'base')] }, stack);
  const policies = policiesIn(stack);

  test.each(pullSteps)('may %s of its base and of no other', async (action) => {
    expect(await may(policies, action, repositoryArn('base'))).toBe(true);
    expect(await may(policies, action, repositoryArn('base-evil'))).toBe(false);
  });

  test.each(['ecr:PutImage', 'ecr:InitiateLayerUpload', 'ecr:UploadLayerPart', 'ecr:CompleteLayerUpload'])(
    'may not %s to its base',
    async (action) => {
      expect(await may(policies, action, repositoryArn('base'))).toBe(false);
      expect(await may(policies, action, repositoryArn('app'))).toBe(true);
    },
  );

  test('may not download what it pushes', async () => {
    expect(await may(policies, 'ecr:GetDownloadUrlForLayer', repositoryArn('app'))).toBe(false);
    expect(await may(policies, 'ecr:GetDownloadUrlForLayer', repositoryArn('base'))).toBe(true);
  });
});

test('a role may only pull', async () => {
  const stack = newStack();
  const pullRepositories = [Repository.fromRepositoryName(stack, 'Base', 'base')];
  newPublisher({ repositories: undefined, pullRepositories }, stack);
  const policies = policiesIn(stack);
  expect(policies).toHaveLength(2);
  expect(await may(policies, 'ecr:GetAuthorizationToken', '*')).toBe(true);
  expect(await may(policies, 'ecr:GetDownloadUrlForLayer', repositoryArn('base'))).toBe(true);
  expect(await may(policies, 'ecr:PutImage', repositoryArn('base'))).toBe(false);
});

test('a role may only deploy', () => {
  const stack = newStack();
  newPublisher({ repositories: undefined, deploys: [EcsDeployment.named('web', 'api')] }, stack);
  expect(JSON.stringify(policiesIn(stack))).not.toContain('ecr:PutImage');
});

test('a role has a boundary', () => {
  const stack = newStack();
  const arn = 'arn:aws:iam::123456789012:policy/boundary';
  newPublisher({ permissionsBoundary: ManagedPolicy.fromManagedPolicyArn(stack, 'Boundary', arn) }, stack);
  expect(onlyProperties(stack, 'AWS::IAM::Role')).toMatchObject({ PermissionsBoundary: arn });
});

const nothing = '`repositories` must name at least one repository, got none';

test.each([
  ['nothing', { repositories: undefined }],
  ['empty lists', { repositories: [], pullRepositories: [], deploys: [] }],
])('fails when a role may do nothing: %s', (_, props) => {
  expect(() => newPublisher(props)).toThrow(new Error(nothing));
});

const named = (stack: Stack, count: number, start: string) =>
  Array.from({ length: count }, (_, index) => {
    const name = `team/${start}-${index + 1000}`;
    return Repository.fromRepositoryName(stack, name, name);
  });

test('fails when what it pulls leaves no policy to push by', () => {
  const stack = newStack();
  const [repositories, pullRepositories] = [named(stack, 400, 'push'), named(stack, 500, 'pull')];
  expect(() => newPublisher({ repositories, pullRepositories }, stack)).toThrow(
    new Error(
      '`repositories` must fit in 3 managed policies, got 400 repositories in 5; IAM takes 10 for a role: split the ' +
        'repositories over several roles, or give their common start as `repositoryPrefixes`',
    ),
  );
});

test('fails when it pulls from more than a role has policies for', () => {
  const stack = newStack();
  const pullRepositories = named(stack, 900, 'pull');
  expect(() => newPublisher({ repositories: undefined, pullRepositories }, stack)).toThrow(
    new Error(
      '`pullRepositories` must fit in 9 managed policies, got 900 repositories in 10; IAM takes 10 for a role: split ' +
        'the repositories over several roles',
    ),
  );
});

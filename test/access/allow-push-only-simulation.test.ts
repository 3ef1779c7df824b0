import { Repository } from 'aws-cdk-lib/aws-ecr';
import { ImageConsumer } from '../../lib/access/image-consumer';
import { RepositoryAccess } from '../../lib/access/repository-access';
import { type Caller, docker, look } from '../simulation';
import { account, newStack, onlyProperties } from '../synthesis';
import { codeBuild, repositoryArn, repositoryWith, role, service, session, them, unaided, user } from './callers';

const pushers = [
  ImageConsumer.role(`arn:aws:iam::${account}:role/promoter`),
  ImageConsumer.role(`arn:aws:iam::${them}:role/pipeline`),
  ImageConsumer.user(`arn:aws:iam::${account}:user/break-glass`),
];

const ours = repositoryWith((one) => {
  one.allowPushOnly(...pushers);
  one.allowPull(ImageConsumer.account(them));
});

/** The same on a repository of CDK's own. */
function theirs(): { arn: string; policy: object } {
  const stack = newStack();
  const access = RepositoryAccess.of(new Repository(stack, 'Service', { repositoryName: 'team/service' }));
  access.allowPushOnly(...pushers);
  access.allowPull(ImageConsumer.account(them));
  const { RepositoryPolicyText: policy } = onlyProperties(stack, 'AWS::ECR::Repository') as {
    RepositoryPolicyText: object;
  };
  return { arn: repositoryArn, policy };
}

const stuck = ['ecr:InitiateLayerUpload', 'ecr:UploadLayerPart', 'ecr:CompleteLayerUpload', 'ecr:PutImage'];

describe.each([
  ['an ImageRepository', ours],
  ['an ecr.Repository', theirs()],
])('on %s', (_, repository) => {
  test.each<[string, Caller]>([
    ['a role that is named', role(account, 'promoter')],
    ['a session of it', session(account, 'promoter')],
    ['a role without a policy of its own', unaided(role(account, 'promoter'))],
    ['a role of another account that is named', role(them, 'pipeline')],
    ['a session of that', session(them, 'pipeline')],
    ['a user that is named', user(account, 'break-glass')],
  ])('%s pushes', async (_who, caller) => {
    await expect(docker('push', caller, repository)).resolves.toBe('done');
  });

  test.each<[string, Caller]>([
    ['an administrator', role(account, 'admin')],
    ['the root user', { ...user(account, 'x'), principal: `arn:aws:iam::${account}:root` }],
    ['a session of an administrator', session(account, 'admin')],
    ['a session of the name of the promoter', session(account, 'admin', 'promoter')],
    ['a role that starts alike', role(account, 'promoter-evil')],
    ['a role of that name in a path', role(account, 'evil/promoter')],
    ['a user of that name', user(account, 'promoter')],
  ])('%s does not push, and still pulls and looks', async (_who, caller) => {
    await expect(docker('push', role(account, 'promoter'), repository)).resolves.toBe('done');
    await expect(docker('push', caller, repository)).resolves.toEqual(stuck);
    await expect(docker('pull', caller, repository)).resolves.toBe('done');
    await expect(look(caller, repository)).resolves.toBe('done');
  });

  test('an account that may pull still pulls, and does not push', async () => {
    await expect(docker('pull', role(them, 'any'), repository)).resolves.toBe('done');
    await expect(docker('push', role(them, 'any'), repository)).resolves.toEqual(stuck);
    await expect(docker('push', role(them, 'promoter'), repository)).resolves.toEqual(stuck);
  });

  test('a service, which has no ARN of a principal, does not push', async () => {
    await expect(docker('push', unaided(role(account, 'promoter')), repository)).resolves.toBe('done');
    await expect(docker('push', codeBuild(account), repository)).resolves.toBe('refused');
    await expect(docker('push', service('ecs.amazonaws.com'), repository)).resolves.toBe('refused');
  });
});

test('without it, an administrator pushes', async () => {
  const repository = repositoryWith((one) => {
    one.allowPush(...pushers);
  });
  await expect(docker('push', role(account, 'admin'), repository)).resolves.toBe('done');
});

import * as iam from 'aws-cdk-lib/aws-iam';
import { ImageConsumer } from '../../lib/access/image-consumer';
import { ImagePullAccess } from '../../lib/access/image-pull-access';
import { type Caller, docker, identityPoliciesOf, isAllowed, mayLogIn } from '../simulation';
import { onlyProperties, resourcesOf } from '../synthesis';
import { arnOf, them, TwoAccounts } from './pull-accounts';

const roleName = 'task-start';
const roleArn = `arn:aws:iam::${them}:role/${roleName}`;
const arn = arnOf('team/service');

/** Both halves, each read from the template of its account. */
interface Halves {
  readonly identityPolicies: readonly object[];
  readonly repository: { readonly arn: string; readonly policy?: object };
}

function deploy(...consumers: ImageConsumer[]): Halves {
  const accounts = new TwoAccounts();
  const repository = accounts.repository();
  repository.allowPull(...consumers);
  accounts.access({
    repositories: [repository],
    assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com'),
    roleName,
  });
  const { RepositoryPolicyText: policy } = onlyProperties(accounts.owner, 'AWS::ECR::Repository') as {
    RepositoryPolicyText?: object;
  };
  return {
    identityPolicies: identityPoliciesOf(accounts.consumer, {}),
    repository: { arn, ...(policy && { policy }) },
  };
}

/** A role that holds the policies of the consumer's template, as `roles` gives them to any. */
const holder = (principal: string, { identityPolicies }: Halves): Caller => ({ principal, identityPolicies });

const allowed: [string, ImageConsumer][] = [
  ['its role', ImageConsumer.role(roleArn)],
  ['its account', ImageConsumer.account(them)],
];

describe.each(allowed)('a role of another account, if the repository allows %s', (_, consumer) => {
  const halves = deploy(consumer);
  const caller = holder(roleArn, halves);

  test('logs in and pulls, by both halves', async () => {
    expect(await mayLogIn(caller)).toBe(true);
    expect(await docker('pull', caller, halves.repository)).toBe('done');
  });

  test('does not pull if only its account allows it', async () => {
    expect(await docker('pull', caller, { arn })).toBe('refused');
    expect(await docker('pull', caller, deploy().repository)).toBe('refused');
  });

  test('does not pull or log in if only the repository allows it', async () => {
    const bare = { principal: roleArn };
    expect(await docker('pull', bare, halves.repository)).toBe('refused');
    expect(await mayLogIn(bare)).toBe(false);
  });

  test('does not push', async () => {
    // What a push reads, a pull reads too; nothing that writes is allowed.
    expect(await docker('push', caller, halves.repository)).toEqual([
      'ecr:InitiateLayerUpload',
      'ecr:UploadLayerPart',
      'ecr:CompleteLayerUpload',
      'ecr:PutImage',
    ]);
  });

  test.each(['team/service2', 'team/service/x', 'team', 'other'])(
    'does not pull from %s with the same policy',
    async (name) => {
      expect(await docker('pull', caller, { ...halves.repository, arn: arnOf(name) })).toBe('refused');
    },
  );

  test('does not look at the repository, delete from it or change it', async () => {
    for (const action of [
      'ecr:ListImages',
      'ecr:BatchDeleteImage',
      'ecr:SetRepositoryPolicy',
      'ecr:DeleteRepository',
    ]) {
      const { arn: resource, policy = {} } = halves.repository;
      expect(await isAllowed(caller, { action, resource, account: '123456789012', resourcePolicy: policy })).toBe(
        false,
      );
    }
  });

  test('has no twin in another account', async () => {
    const twin = holder(`arn:aws:iam::333333333333:role/${roleName}`, halves);
    expect(await docker('pull', twin, halves.repository)).toBe('refused');
  });
});

describe('if one role is allowed', () => {
  const halves = deploy(ImageConsumer.role(roleArn));

  test.each([`${roleName}2`, 'Task-Start', `evil/${roleName}`])(
    'role/%s is not, with the same policies',
    async (name) => {
      expect(await docker('pull', holder(`arn:aws:iam::${them}:role/${name}`, halves), halves.repository)).toBe(
        'refused',
      );
      expect(await docker('pull', holder(roleArn, halves), halves.repository)).toBe('done');
    },
  );
});

test('if the account is allowed, a role without its own policies is denied', async () => {
  const halves = deploy(ImageConsumer.account(them));
  const other = `arn:aws:iam::${them}:role/other`;
  expect(await docker('pull', { principal: other }, halves.repository)).toBe('refused');
  expect(await docker('pull', holder(other, halves), halves.repository)).toBe('done');
});

test("in the repository's own account the one half is enough", async () => {
  const own = 'arn:aws:iam::123456789012:role/task-start';
  const caller = holder(own, deploy());
  expect(await docker('pull', caller, { arn })).toBe('done');
  expect(await docker('pull', { principal: own }, { arn })).toBe('refused');
});

test('the rendered policy grants the same as the construct', async () => {
  const accounts = new TwoAccounts();
  const policy = JSON.parse(ImagePullAccess.renderPolicy(accounts.repository())) as object;
  const caller = { principal: roleArn, identityPolicies: [policy] };
  const { repository } = deploy(ImageConsumer.role(roleArn));
  expect(await mayLogIn(caller)).toBe(true);
  expect(await docker('pull', caller, repository)).toBe('done');
  expect(await docker('pull', caller, { ...repository, arn: arnOf('other') })).toBe('refused');
});

describe('the role that is made', () => {
  const accounts = new TwoAccounts();
  accounts.access({ assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com'), roleName });
  const [role] = resourcesOf(accounts.consumer, 'AWS::IAM::Role');
  const assume = (account: string) =>
    isAllowed(
      { principal: 'ecs-tasks.amazonaws.com', context: { 'aws:SourceAccount': account } },
      {
        action: 'sts:AssumeRole',
        resource: roleArn,
        account: them,
        resourcePolicy: role?.Properties.AssumeRolePolicyDocument as object,
      },
    );

  test('is assumed by ECS for its own account, and for no other', async () => {
    expect(await assume(them)).toBe(true);
    expect(await assume('333333333333')).toBe(false);
  });
});

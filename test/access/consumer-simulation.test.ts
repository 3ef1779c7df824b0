import * as iam from 'aws-cdk-lib/aws-iam';
import { DockerImageCode, DockerImageFunction } from 'aws-cdk-lib/aws-lambda';
import { ImageConsumer } from '../../lib/access/image-consumer';
import { ImageRepository } from '../../lib/repository/image-repository';
import { anything, type Caller, docker, isAllowed, identityPoliciesOf, mayLogIn } from '../simulation';
import { account, newStack, onlyProperties, region } from '../synthesis';

const arn = `arn:aws:ecr:${region}:${account}:repository/team/service`;
const them = '111122223333';
const organization = 'o-a1b2c3d4e5';

/** A caller of an account that lets it do anything. */
const caller = (principal: string, context: Record<string, string> = {}): Caller => ({
  principal,
  identityPolicies: anything,
  context,
});
const role = (id: string, name: string) => caller(`arn:aws:iam::${id}:role/${name}`);
const user = (id: string, name: string) => caller(`arn:aws:iam::${id}:user/${name}`);
const member = (organizationId: string) =>
  caller('arn:aws:iam::444455556666:role/x', { 'aws:PrincipalOrgID': organizationId });
const service = (principal: string, context: Record<string, string>): Caller => ({ principal, context });
const lambda = (of: string, at = region) =>
  service('lambda.amazonaws.com', { 'aws:SourceArn': `arn:aws:lambda:${at}:${of}:function:app` });
const codeBuild = (of: string) => service('codebuild.amazonaws.com', { 'aws:SourceAccount': of });

function repositoryWith(allow: (repository: ImageRepository) => void): { arn: string; policy: object } {
  const stack = newStack();
  allow(new ImageRepository(stack, 'Service', { repositoryName: 'team/service' }));
  const { RepositoryPolicyText: policy } = onlyProperties(stack, 'AWS::ECR::Repository') as {
    RepositoryPolicyText: object;
  };
  return { arn, policy };
}

interface Case {
  readonly consumer: ImageConsumer;
  readonly named: readonly (readonly [string, Caller])[];
  readonly others: readonly (readonly [string, Caller])[];
}

const cases: Record<string, Case> = {
  account: {
    consumer: ImageConsumer.account(them),
    named: [
      ['a role of it', role(them, 'ci')],
      ['a user of it', user(them, 'bob')],
    ],
    others: [
      ['a role of another account', role('111122223334', 'ci')],
      ['the same role without a policy of its own', { principal: `arn:aws:iam::${them}:role/ci` }],
      ['Lambda for it', lambda(them)],
      ['CodeBuild for it', codeBuild(them)],
    ],
  },
  role: {
    consumer: ImageConsumer.role(`arn:aws:iam::${them}:role/ci`),
    named: [['it', role(them, 'ci')]],
    others: [
      ['a role that starts alike', role(them, 'ci-evil')],
      ['a role in another letter case', role(them, 'CI')],
      ['a role of that name in a path', role(them, 'evil/ci')],
      ['a role of that name in another account', role('444455556666', 'ci')],
      ['a user of that name', user(them, 'ci')],
    ],
  },
  user: {
    consumer: ImageConsumer.user(`arn:aws:iam::${them}:user/bob`),
    named: [['it', user(them, 'bob')]],
    others: [
      ['a user that starts alike', user(them, 'bobby')],
      ['a role of that name', role(them, 'bob')],
      ['a user of that name in another account', user('444455556666', 'bob')],
    ],
  },
  organization: {
    consumer: ImageConsumer.organization(organization),
    named: [['a member', member(organization)]],
    others: [
      ['a member of another', member('o-a1b2c3d4e6')],
      ['a member of one that starts alike', member(`${organization}x`)],
      ['one without an organization', role('444455556666', 'x')],
    ],
  },
  lambda: {
    consumer: ImageConsumer.lambda(them),
    named: [
      ['Lambda for its functions', lambda(them)],
      ['a role of it that makes the function', role(them, 'deployer')],
    ],
    others: [
      ['Lambda for functions of another account', lambda('444455556666')],
      ['Lambda for functions of another Region', lambda(them, 'us-east-1')],
      ['Lambda for nobody', service('lambda.amazonaws.com', {})],
      [
        'Lambda for something else',
        service('lambda.amazonaws.com', { 'aws:SourceArn': `arn:aws:lambda:${region}:${them}:layer:x` }),
      ],
      [
        'another service for its functions',
        service('ecs.amazonaws.com', { 'aws:SourceArn': `arn:aws:lambda:${region}:${them}:function:app` }),
      ],
    ],
  },
  codeBuild: {
    consumer: ImageConsumer.codeBuild(them),
    named: [['CodeBuild for its projects', codeBuild(them)]],
    others: [
      ['CodeBuild for projects of another account', codeBuild('444455556666')],
      ['CodeBuild for nobody', service('codebuild.amazonaws.com', {})],
      ['a role of it', role(them, 'ci')],
      ['another service for it', service('codepipeline.amazonaws.com', { 'aws:SourceAccount': them })],
    ],
  },
};

const rows = (kind: 'named' | 'others') =>
  Object.entries(cases).flatMap(([name, one]) =>
    one[kind].map(([who, asks]) => [name, who, one.consumer, asks] as const),
  );

test.each(rows('named'))('%s: %s pulls, and does not push', async (_, __, consumer, asks) => {
  const repository = repositoryWith((one) => {
    one.allowPull(consumer);
  });
  await expect(docker('pull', asks, repository)).resolves.toBe('done');
  await expect(docker('push', asks, repository)).resolves.toContain('ecr:PutImage');
});

test.each(rows('others'))('%s: %s neither pulls nor pushes', async (_, __, consumer, asks) => {
  const repository = repositoryWith((one) => {
    one.allowPull(consumer);
  });
  await expect(docker('pull', asks, repository)).resolves.toBe('refused');
  await expect(docker('push', asks, repository)).resolves.toBe('refused');
});

const pushes = (kind: 'named' | 'others') => rows(kind).filter(([name]) => ['account', 'role', 'user'].includes(name));

test.each(pushes('named'))('%s: %s pushes where it is allowed to', async (_, __, consumer, asks) => {
  const repository = repositoryWith((one) => {
    one.allowPush(consumer);
  });
  await expect(docker('push', asks, repository)).resolves.toBe('done');
  await expect(docker('pull', asks, repository)).resolves.toEqual(['ecr:GetDownloadUrlForLayer']);
});

test.each(pushes('others'))('%s: %s does not push', async (_, __, consumer, asks) => {
  const repository = repositoryWith((one) => {
    one.allowPush(consumer);
  });
  await expect(docker('push', asks, repository)).resolves.toBe('refused');
});

test('nobody who pulls or pushes may change or delete', async () => {
  const { policy } = repositoryWith((one) => {
    one.allowPull(ImageConsumer.account(them), ImageConsumer.organization(organization));
    one.allowPush(ImageConsumer.account(them));
  });
  const asks = { ...role(them, 'ci'), context: { 'aws:PrincipalOrgID': organization } };
  const request = (action: string) => ({ action, resource: arn, account, resourcePolicy: policy });
  await expect(isAllowed(asks, request('ecr:PutImage'))).resolves.toBe(true);
  for (const action of [
    'BatchDeleteImage',
    'DeleteRepository',
    'SetRepositoryPolicy',
    'PutLifecyclePolicy',
    'ListImages',
  ]) {
    await expect(isAllowed(asks, request(`ecr:${action}`))).resolves.toBe(false);
  }
});

test('an admission among many opens nothing to the others', async () => {
  const repository = repositoryWith((one) => {
    one.allowPull(...Object.values(cases).map(({ consumer }) => consumer));
    one.allowPush(ImageConsumer.role('arn:aws:iam::777788889999:role/pusher'));
  });
  await expect(docker('push', role('777788889999', 'pusher'), repository)).resolves.toBe('done');
  await expect(docker('push', role(them, 'pusher'), repository)).resolves.toContain('ecr:PutImage');
  await expect(docker('pull', role('777788889999', 'other'), repository)).resolves.toBe('refused');
  await expect(docker('pull', codeBuild('444455556666'), repository)).resolves.toBe('refused');
  await expect(docker('pull', lambda('777788889999'), repository)).resolves.toBe('refused');
});

describe('within the account of the repository', () => {
  const own = `arn:aws:iam::${account}:role/own`;
  const repository = (consumer: ImageConsumer) =>
    repositoryWith((one) => {
      one.allowPull(consumer);
    });

  test('a role that is named pulls without a policy of its own', async () => {
    const named = repository(ImageConsumer.role(own));
    await expect(docker('pull', { principal: own }, named)).resolves.toBe('done');
    await expect(docker('pull', { principal: `${own}-evil` }, named)).resolves.toBe('refused');
  });

  test('to admit the account as a whole has no effect, as the warning says', async () => {
    const whole = repository(ImageConsumer.account(account));
    await expect(docker('pull', { principal: own }, whole)).resolves.toBe('refused');
    await expect(docker('pull', { principal: own, identityPolicies: anything }, whole)).resolves.toBe('done');
    await expect(docker('pull', { principal: own, identityPolicies: anything }, { arn })).resolves.toBe('done');
  });
});

test("Lambda pulls for functions that CDK makes of the image, and for nobody else's", async () => {
  const repository = repositoryWith((one) => {
    new DockerImageFunction(one.stack, 'Function', { code: DockerImageCode.fromEcr(one) });
  });
  await expect(docker('pull', lambda(account), repository)).resolves.toBe('done');
  await expect(docker('pull', lambda(them), repository)).resolves.toBe('refused');
});

test.each([
  ['grantPull', 'done', 'refused'],
  ['grantPush', ['ecr:GetDownloadUrlForLayer'], 'done'],
  ['grantPullPush', 'done', 'done'],
] as const)('a role with %s logs in and does that, to this repository', async (grant, pull, push) => {
  const stack = newStack();
  const repository = new ImageRepository(stack, 'Service', { repositoryName: 'team/service' });
  repository[grant](new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() }));
  const identityPolicies = identityPoliciesOf(stack, { Service: arn });
  const asks = { principal: `arn:aws:iam::${account}:role/it`, identityPolicies };
  await expect(mayLogIn(asks)).resolves.toBe(true);
  await expect(docker('pull', asks, { arn })).resolves.toEqual(pull);
  const pushed = await docker('push', asks, { arn });
  expect(push === 'refused' ? pushed : [pushed]).toEqual(
    push === 'refused' ? expect.arrayContaining(['ecr:PutImage']) : [push],
  );
  await expect(docker('pull', asks, { arn: `${arn}-evil` })).resolves.toBe('refused');
});

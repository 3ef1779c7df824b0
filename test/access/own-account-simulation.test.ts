import * as iam from 'aws-cdk-lib/aws-iam';
import { DockerImageCode, DockerImageFunction } from 'aws-cdk-lib/aws-lambda';
import { ImageConsumer } from '../../lib/access/image-consumer';
import { ImageRepository } from '../../lib/repository/image-repository';
import { anything, type Caller, docker, identityPoliciesOf, look, mayLogIn } from '../simulation';
import { account, newStack } from '../synthesis';
import {
  codeBuild,
  lambda,
  member,
  memberAt,
  organization,
  repositoryArn as arn,
  repositoryWith,
  role,
  service,
  session,
  tagged,
  them,
  unaided,
  unit,
  user,
} from './callers';

const ofAccount = { 'aws:PrincipalOrgID': organization };
const atUnit = { ...ofAccount, 'aws:PrincipalOrgPaths': [`${unit}/`] };
const sageMaker = 'sagemaker.amazonaws.com';

/** Callers that the repository policy allows, each with a similar caller that it does not. None has its own policy. */
const cases: [name: string, consumer: ImageConsumer, named: Caller, other: Caller][] = [
  ['a role', ImageConsumer.role(`arn:aws:iam::${account}:role/own`), role(account, 'own'), role(account, 'own-evil')],
  [
    'a session of a role',
    ImageConsumer.role(`arn:aws:iam::${account}:role/own`),
    session(account, 'own'),
    session(account, 'x', 'own'),
  ],
  ['a user', ImageConsumer.user(`arn:aws:iam::${account}:user/bob`), user(account, 'bob'), role(account, 'bob')],
  [
    'a tagged role',
    ImageConsumer.tagged('team', 'web', { accountId: account }),
    tagged(account, { team: 'web' }),
    tagged(account, { team: 'db' }),
  ],
  [
    'a tagged role, not one of another account',
    ImageConsumer.tagged('team', 'web', { accountId: account }),
    tagged(account, { team: 'web' }),
    tagged(them, { team: 'web' }),
  ],
  [
    'a member of the organization',
    ImageConsumer.organization(organization),
    role(account, 'x', ofAccount),
    role(account, 'x'),
  ],
  [
    'a role of the unit',
    ImageConsumer.organizationalUnit(unit),
    role(account, 'x', atUnit),
    role(account, 'x', { ...atUnit, 'aws:PrincipalOrgPaths': [`${unit}2/`] }),
  ],
  ['Lambda', ImageConsumer.lambda(account), lambda(account), lambda(them)],
  [
    'Lambda of the organization',
    ImageConsumer.lambdaOfOrganization(organization),
    lambda(account, undefined, { 'aws:SourceOrgID': organization }),
    lambda(account),
  ],
  ['CodeBuild', ImageConsumer.codeBuild(account), codeBuild(account), codeBuild(them)],
  [
    'a service',
    ImageConsumer.service(sageMaker, { sourceAccount: account }),
    service(sageMaker, { 'aws:SourceAccount': account }),
    service(sageMaker, { 'aws:SourceAccount': them }),
  ],
];

test.each(cases)('%s needs no other policy to pull', async (_, consumer, named, other) => {
  const repository = repositoryWith((one) => {
    one.allowPull(consumer);
  });
  await expect(docker('pull', unaided(named), repository)).resolves.toBe('done');
  await expect(docker('pull', unaided(other), repository)).resolves.toBe('refused');
});

test.each(cases.slice(0, 5))('%s needs no other policy to push and to read', async (_, consumer, named, other) => {
  const repository = repositoryWith((one) => {
    one.allowPush(consumer);
    one.allowRead(consumer);
  });
  await expect(docker('push', unaided(named), repository)).resolves.toBe('done');
  await expect(docker('push', unaided(other), repository)).resolves.toBe('refused');
  await expect(look(unaided(named), repository)).resolves.toBe('done');
  await expect(look(unaided(other), repository)).resolves.toBe('refused');
});

test('a member of another account also needs a policy there', async () => {
  const repository = repositoryWith((one) => {
    one.allowPull(ImageConsumer.organization(organization), ImageConsumer.organizationalUnit(unit));
  });
  for (const caller of [member(organization), memberAt(`${unit}/`)]) {
    await expect(docker('pull', caller, repository)).resolves.toBe('done');
    await expect(docker('pull', unaided(caller), repository)).resolves.toBe('refused');
  }
});

test('access for the whole account does nothing, as the warning says', async () => {
  const principal = `arn:aws:iam::${account}:role/own`;
  const whole = repositoryWith((one) => {
    one.allowPull(ImageConsumer.account(account));
  });
  await expect(docker('pull', { principal }, whole)).resolves.toBe('refused');
  await expect(docker('pull', { principal, identityPolicies: anything }, whole)).resolves.toBe('done');
  await expect(docker('pull', { principal, identityPolicies: anything }, { arn })).resolves.toBe('done');
});

test('Lambda pulls only for functions that CDK creates from the image', async () => {
  const repository = repositoryWith((one) => {
    new DockerImageFunction(one.stack, 'Function', { code: DockerImageCode.fromEcr(one) });
  });
  await expect(docker('pull', lambda(account), repository)).resolves.toBe('done');
  await expect(docker('pull', lambda(them), repository)).resolves.toBe('refused');
});

test.each([
  ['grantPull', 'done', expect.arrayContaining(['ecr:PutImage']) as unknown],
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
  await expect(docker('push', asks, { arn })).resolves.toEqual(push);
  await expect(docker('pull', asks, { arn: `${arn}-evil` })).resolves.toBe('refused');
});

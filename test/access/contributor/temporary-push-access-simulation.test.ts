import { type Stack } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { ImageConsumer } from '../../../lib/access/image-consumer';
import { type TemporaryPushAccessProps } from '../../../lib/access/contributor/temporary-push-access';
import { ImageRepository } from '../../../lib/repository/image-repository';
import { anything, type Caller, docker, identityPoliciesOf, isAllowed, mayLogIn } from '../../simulation';
import { account, newStack, onlyResource, type Properties } from '../../synthesis';
import {
  externalId,
  newAccess,
  newRepository,
  policiesOf,
  repositoryArn,
  repositoryPolicyOf,
  trustOf,
  userServices,
} from './push-access';

const roleArn = `arn:aws:iam::${account}:role/alice-push`;
const lastSecond = '2026-11-30T23:59:59Z';
const theDate = '2026-12-01T00:00:00Z';

/** A policy with the role's ARN in the place of the reference to it. */
function named(policy: Properties): object {
  const text = JSON.stringify(policy).replaceAll(/\{"Fn::GetAtt":\["Alice[^\]]*"Arn"\]\}/g, JSON.stringify(roleArn));
  return JSON.parse(text) as object;
}

interface Side {
  readonly identityPolicies?: readonly object[];
  readonly policy?: object | undefined;
}

/** The contributor at a time, with both sides of what the stack says or with one. */
function contributor(
  stack: Stack,
  at: string,
  side: Side = {},
): [Caller, { arn: string; policy?: object | undefined }] {
  const identityPolicies = side.identityPolicies ?? identityPoliciesOf(stack, {});
  const context = { 'aws:CurrentTime': at, 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' };
  const caller = { principal: roleArn, identityPolicies, context };
  return [caller, { arn: repositoryArn, policy: 'policy' in side ? side.policy : named(repositoryPolicyOf(stack)) }];
}

function stackWith(props: Partial<TemporaryPushAccessProps> = {}): Stack {
  const stack = newStack();
  newAccess({ roleName: 'alice-push', ...props }, stack);
  return stack;
}

const plain = stackWith();

test('pushes until the date, and not from then on', async () => {
  await expect(docker('push', ...contributor(plain, lastSecond))).resolves.toBe('done');
  await expect(docker('push', ...contributor(plain, theDate))).resolves.toBe('refused');
  await expect(docker('push', ...contributor(plain, '2031-01-01T00:00:00Z'))).resolves.toBe('refused');
});

test('logs in until the date, and not from then on', async () => {
  await expect(mayLogIn(contributor(plain, lastSecond)[0])).resolves.toBe(true);
  await expect(mayLogIn(contributor(plain, theDate)[0])).resolves.toBe(false);
});

test.each<[string, Side]>([
  ["the role's policies", { policy: undefined }],
  ["the repository's policy", { identityPolicies: [] }],
])('%s end at the date by themselves', async (_, side) => {
  await expect(docker('push', ...contributor(plain, lastSecond, side))).resolves.toBe('done');
  await expect(docker('push', ...contributor(plain, theDate, side))).resolves.toBe('refused');
});

test("the repository's policy ends even what others let the role do", async () => {
  const side = { identityPolicies: anything };
  await expect(docker('push', ...contributor(plain, lastSecond, side))).resolves.toBe('done');
  await expect(docker('push', ...contributor(plain, theDate, side))).resolves.toBe('refused');
  await expect(docker('pull', ...contributor(plain, theDate, side))).resolves.toBe('refused');
});

test('pushes to an ecr.Repository until the date', async () => {
  const stack = newStack();
  const repository = new Repository(stack, 'Incoming', { repositoryName: 'incoming/alice' });
  newAccess({ repository }, stack);
  await expect(docker('push', ...contributor(stack, lastSecond))).resolves.toBe('done');
  await expect(docker('push', ...contributor(stack, theDate))).resolves.toBe('refused');
});

test('a pull fails at the first layer, unless it is allowed', async () => {
  await expect(docker('pull', ...contributor(plain, lastSecond))).resolves.toEqual(['ecr:GetDownloadUrlForLayer']);
  const pulling = stackWith({ allowPull: true });
  await expect(docker('pull', ...contributor(pulling, lastSecond))).resolves.toBe('done');
  await expect(docker('pull', ...contributor(pulling, theDate))).resolves.toBe('refused');
});

const request = (action: string, stack: Stack) => ({
  action,
  resource: repositoryArn,
  account,
  resourcePolicy: named(repositoryPolicyOf(stack)),
});

test.each(['ecr:ListImages', 'ecr:DescribeImages'])('%s is refused, unless it is allowed', async (action) => {
  const listing = stackWith({ allowList: true });
  await expect(isAllowed(contributor(plain, lastSecond)[0], request(action, plain))).resolves.toBe(false);
  await expect(isAllowed(contributor(listing, lastSecond)[0], request(action, listing))).resolves.toBe(true);
  await expect(isAllowed(contributor(listing, theDate)[0], request(action, listing))).resolves.toBe(false);
});

test.each([
  'BatchDeleteImage',
  'DeleteRepository',
  'SetRepositoryPolicy',
  'PutLifecyclePolicy',
  'PutImageTagMutability',
  'DescribeImageScanFindings',
  'StartImageScan',
])('may not %s, with all options on', async (action) => {
  const stack = stackWith({ allowPull: true, allowList: true });
  const [caller] = contributor(stack, lastSecond);
  await expect(isAllowed(caller, request('ecr:PutImage', stack))).resolves.toBe(true);
  await expect(isAllowed(caller, request(`ecr:${action}`, stack))).resolves.toBe(false);
});

test.each([
  repositoryArn.replace('alice', 'bob'),
  `${repositoryArn}-2`,
  `${repositoryArn}/nested`,
  repositoryArn.replace('eu-west-1', 'us-east-1'),
  repositoryArn.replace(account, '999999999999'),
])('does not push to %s', async (arn) => {
  const [caller, own] = contributor(plain, lastSecond);
  await expect(docker('push', caller, own)).resolves.toBe('done');
  await expect(docker('push', caller, { arn })).resolves.toBe('refused');
});

test('has no part in the access that its repository grants to the whole organization', async () => {
  const stack = newStack();
  const repository = newRepository(stack);
  repository.allowPull(ImageConsumer.organization('o-a1b2c3d4e5'));
  newAccess({ repository }, stack);
  const [caller, own] = contributor(stack, lastSecond);
  const member = { ...caller, principal: `arn:aws:iam::${account}:role/member`, identityPolicies: [] };
  await expect(docker('pull', member, own)).resolves.toBe('done');
  await expect(docker('pull', caller, own)).resolves.toEqual(['ecr:GetDownloadUrlForLayer']);
});

test('has no part in the access that another repository grants to the whole organization', async () => {
  const stack = newStack();
  const other = new ImageRepository(stack, 'Other', { repositoryName: 'approved' });
  other.allowPull(ImageConsumer.organization('o-a1b2c3d4e5'));
  const shared = { arn: repositoryArn.replace('incoming/alice', 'approved'), policy: repositoryPolicyOf(stack) };
  const [caller] = contributor(plain, lastSecond);
  await expect(docker('pull', { ...caller, identityPolicies: [] }, shared)).resolves.toBe('done');
  await expect(docker('pull', caller, shared)).resolves.toBe('refused');
});

test('gains nothing by what others grant the role', async () => {
  const [caller] = contributor(plain, lastSecond);
  const granted = { ...caller, identityPolicies: [...policiesOf(plain), ...anything] };
  const bucket = { action: 's3:GetObject', resource: 'arn:aws:s3:::bucket/key', account };
  await expect(isAllowed({ ...caller, identityPolicies: anything }, bucket)).resolves.toBe(true);
  await expect(isAllowed(granted, bucket)).resolves.toBe(false);
  await expect(isAllowed(granted, request('ecr:BatchDeleteImage', plain))).resolves.toBe(false);
  await expect(isAllowed(granted, request('ecr:PutImage', plain))).resolves.toBe(true);
});

/** Whether a principal that may do anything in its account may request the credentials. */
function mayAssume(stack: Stack, principal: string, context: Record<string, string>): Promise<boolean> {
  const { MaxSessionDuration: longest } = onlyResource(stack, 'AWS::IAM::Role').Properties;
  expect(longest).toBe(3600);
  const session = { 'sts:RoleSessionName': 'Alice', 'aws:CurrentTime': lastSecond, ...context };
  return isAllowed(
    { principal, context: session, identityPolicies: principal.includes(account) ? [] : anything },
    { action: 'sts:AssumeRole', resource: roleArn, account, resourcePolicy: trustOf(stack) },
  );
}

test('the named principal issues credentials in the name of the contributor, until the date', async () => {
  await expect(mayAssume(plain, userServices, {})).resolves.toBe(true);
  await expect(mayAssume(plain, userServices, { 'aws:CurrentTime': theDate })).resolves.toBe(false);
  await expect(mayAssume(plain, userServices, { 'sts:RoleSessionName': 'Mallory' })).resolves.toBe(false);
});

test.each([
  `${userServices}-evil`,
  userServices.replace('user-services', 'User-Services'),
  userServices.replace('role/', 'role/evil/'),
  userServices.replace('role/', 'user/'),
  userServices.replace(account, '111122223333'),
  `arn:aws:iam::${account}:root`,
])('%s does not issue credentials', async (principal) => {
  await expect(mayAssume(plain, userServices, {})).resolves.toBe(true);
  await expect(mayAssume(plain, principal, {})).resolves.toBe(false);
});

test('the named principal must pass the external id, if one is set', async () => {
  const stack = stackWith({ externalId });
  await expect(mayAssume(stack, userServices, { 'sts:ExternalId': externalId })).resolves.toBe(true);
  await expect(mayAssume(stack, userServices, { 'sts:ExternalId': `${externalId}0` })).resolves.toBe(false);
  await expect(mayAssume(stack, userServices, {})).resolves.toBe(false);
});

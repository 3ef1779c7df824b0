import { Aws } from 'aws-cdk-lib';
import { ImageConsumer } from '../../lib/access/image-consumer';
import { RepositoryAccess } from '../../lib/access/repository-access';
import { ImageRepository } from '../../lib/repository/image-repository';
import { account, newOpenStack, newStack } from '../synthesis';
import { many, organization, principals, role, services, them, unit, user } from './sample-consumers';

const id = (path: string) => `\`${path}\` must be a 12-digit AWS account id, got '123'`;
const everyAccount = (path: string) =>
  `\`${path}\` must be a 12-digit AWS account id, got '*'. That would give every AWS account access. List the account ids`;
const anyOrganization = (path: string) =>
  `\`${path}\` must be an AWS organization id such as 'o-a1b2c3d4e5', got 'o-*'. A wildcard would match other ` +
  'organizations.';
const sageMaker = 'sagemaker.amazonaws.com';
const oneOf = (got: string) =>
  `\`options\` must have either accountId or organizationId, got ${got}. Anyone can set a tag in their own account.`;
const aRole = "`roleArn` must be the ARN of an IAM role such as 'arn:aws:iam::111122223333:role/name'";
const aUser = "`userArn` must be the ARN of an IAM user such as 'arn:aws:iam::111122223333:user/name'";
const aUnit = "`path` must be the path of an organizational unit such as 'o-a1b2c3d4e5/r-ab12/ou-ab12-11111111'";
const aSource =
  "`source.sourceArn` must be the ARN of the resource that the service acts for, such as 'arn:aws:sagemaker:eu-west-1:111122223333:model/*'";

test.each<[string, () => ImageConsumer, string]>([
  ['an account is too short', () => ImageConsumer.account('123'), id('accountId')],
  ['an account is a wildcard', () => ImageConsumer.account('*'), everyAccount('accountId')],
  ["Lambda's account is too short", () => ImageConsumer.lambda('123'), id('accountId')],
  ["Lambda's account is a wildcard", () => ImageConsumer.lambda('*'), everyAccount('accountId')],
  ["CodeBuild's account is too short", () => ImageConsumer.codeBuild('123'), id('accountId')],
  ["CodeBuild's account is a wildcard", () => ImageConsumer.codeBuild('*'), everyAccount('accountId')],
  ['a role is a user', () => ImageConsumer.role(user), `${aRole}, got '${user}'. That is a user.`],
  ['a user is a role', () => ImageConsumer.user(role), `${aUser}, got '${role}'. That is a role.`],
  [
    'the partition of a role does not exist',
    () => ImageConsumer.role(`arn:aws-evil:iam::${them}:role/ci`),
    `${aRole}, got 'arn:aws-evil:iam::${them}:role/ci'`,
  ],
  [
    'a role has a wildcard after a token',
    () => ImageConsumer.role(`arn:aws:iam::${Aws.ACCOUNT_ID}:role/*`),
    `${aRole}, got ':role/*' next to a token. It must not contain '*', for any value of the token`,
  ],
  ['an organization is a pattern', () => ImageConsumer.organization('o-*'), anyOrganization('organizationId')],
  [
    "Lambda's organization is a pattern",
    () => ImageConsumer.lambdaOfOrganization('o-*'),
    anyOrganization('organizationId'),
  ],
  [
    'a unit has no path',
    () => ImageConsumer.organizationalUnit('ou-ab12-11111111'),
    `${aUnit}, got 'ou-ab12-11111111'. Write the ids of the organization and of its root before the id of the unit.`,
  ],
  [
    'a unit is a pattern',
    () => ImageConsumer.organizationalUnit(`${unit}*`),
    `${aUnit}, got '${unit}*'. Remove the wildcard. The path includes the units and accounts below it.`,
  ],
  [
    'a unit is a whole organization',
    () => ImageConsumer.organizationalUnit(organization),
    `${aUnit}, got '${organization}'. Use organization for a whole organization.`,
  ],
  [
    'the key of a tag is a pattern',
    () => ImageConsumer.tagged('*', 'web', { accountId: them }),
    "`tagKey` must be the key of an IAM tag, got '*'. IAM does not read wildcards here.",
  ],
  [
    'the value of a tag is a pattern',
    () => ImageConsumer.tagged('team', 'web*', { accountId: them }),
    "`tagValue` must be the value of an IAM tag, got 'web*'. IAM does not read wildcards here.",
  ],
  ['a tag has no account', () => ImageConsumer.tagged('team', 'web', {}), oneOf('none')],
  [
    'a tag has an account and an organization',
    () => ImageConsumer.tagged('team', 'web', { accountId: them, organizationId: organization }),
    oneOf('both'),
  ],
  [
    'the account of a tag is a wildcard',
    () => ImageConsumer.tagged('team', 'web', { accountId: '*' }),
    everyAccount('options.accountId'),
  ],
  [
    'the organization of a tag is a pattern',
    () => ImageConsumer.tagged('team', 'web', { organizationId: 'o-*' }),
    anyOrganization('options.organizationId'),
  ],
  [
    'a service is not a service principal',
    () => ImageConsumer.service('lambda', { sourceAccount: them }),
    "`servicePrincipal` must be an AWS service such as 'lambda.amazonaws.com', got 'lambda'",
  ],
  [
    'a service is a wildcard',
    () => ImageConsumer.service('*', { sourceAccount: them }),
    "`servicePrincipal` must be an AWS service such as 'lambda.amazonaws.com', got '*'",
  ],
  [
    'a service has no source',
    () => ImageConsumer.service(sageMaker, {}),
    '`source` must have sourceAccount, sourceArn or sourceOrganization, got none. Without one, any account could use ' +
      'the service to pull images.',
  ],
  [
    'a service acts for every account',
    () => ImageConsumer.service(sageMaker, { sourceAccount: '*' }),
    everyAccount('source.sourceAccount'),
  ],
  [
    'a service acts for models of any account',
    () => ImageConsumer.service(sageMaker, { sourceArn: 'arn:aws:sagemaker:*:*:model/*' }),
    `${aSource}, got 'arn:aws:sagemaker:*:*:model/*'. Name its Region and account.`,
  ],
  [
    'a service acts for any organization',
    () => ImageConsumer.service(sageMaker, { sourceOrganization: 'o-*' }),
    anyOrganization('source.sourceOrganization'),
  ],
  [
    'a service acts for an account that is right and an organization that is wrong',
    () => ImageConsumer.service(sageMaker, { sourceAccount: them, sourceOrganization: 'o-*' }),
    anyOrganization('source.sourceOrganization'),
  ],
])('fails when %s', (_, make, message) => {
  expect(make).toThrow(new Error(message));
});

const model = `arn:aws:sagemaker:eu-west-1:${them}:model/x`;
const otherPartition = (path: string, arn: string) =>
  `\`${path}\` must be in the repository's partition, 'aws-cn', got '${arn}'. A policy cannot name principals of another partition.`;

describe.each<[string, ImageConsumer, string]>([
  ['a role', ImageConsumer.role(role), otherPartition('roleArn', role)],
  ['a user', ImageConsumer.user(user), otherPartition('userArn', user)],
  ['a source', ImageConsumer.service(sageMaker, { sourceArn: model }), otherPartition('source.sourceArn', model)],
])('%s', (_, consumer, message) => {
  const pullIn = (stack: ReturnType<typeof newStack>) => () => {
    new ImageRepository(stack, 'Service').allowPull(consumer);
  };

  test('fails when it is in another partition than the repository', () => {
    expect(pullIn(newStack({ env: { account, region: 'cn-north-1' } }))).toThrow(new Error(message));
  });

  test('is accepted in its own partition, and if the Region is not known', () => {
    expect(pullIn(newStack())).not.toThrow();
    expect(pullIn(newOpenStack())).not.toThrow();
  });
});

const fromJavaScript = (value: unknown) => value as ImageConsumer;
const methods = ['allowPull', 'allowPush', 'allowPushOnly', 'allowRead'] as const;

test.each<[string, unknown, string]>([
  ['a list', [ImageConsumer.account(them)], 'a list. Write ... before it.'],
  ['an account', them, `'${them}'. Create one, such as ImageConsumer.account('111122223333').`],
  ['nothing', undefined, "nothing. Create one, such as ImageConsumer.account('111122223333')."],
  ['null', null, "null. Create one, such as ImageConsumer.account('111122223333')."],
  ['options', { accountId: them }, "a mapping. Create one, such as ImageConsumer.account('111122223333')."],
])('fails when JavaScript passes %s instead of a consumer', (_, value, problem) => {
  for (const method of methods) {
    expect(() => {
      new ImageRepository(newStack(), 'Service')[method](ImageConsumer.role(role), fromJavaScript(value));
    }).toThrow(new Error(`\`${method}\` must be given consumers, got ${problem}`));
  }
});

test('fails when JavaScript passes no options', () => {
  const none = undefined as unknown as object;
  expect(() => ImageConsumer.tagged('team', 'web', none)).toThrow(new Error(oneOf('none')));
  expect(() => ImageConsumer.service(sageMaker, none)).toThrow(
    /^`source` must have sourceAccount, sourceArn or sourceOrganization, got none\./,
  );
});

const attempt = (allow: (access: RepositoryAccess) => void) => () => {
  allow(RepositoryAccess.of(new ImageRepository(newStack(), 'Service')));
};

test.each([...many, ...services])('fails when %s is allowed to push', (kind, consumer) => {
  const problem = `must be given accounts, roles or users, got ${kind}. Name each role that may push.`;
  expect(
    attempt((access) => {
      access.allowPush(consumer);
    }),
  ).toThrow(new Error(`\`allowPush\` ${problem}`));
  expect(
    attempt((access) => {
      access.allowPushOnly(consumer);
    }),
  ).toThrow(new Error(`\`allowPushOnly\` ${problem}`));
});

test.each(services)('fails when %s is allowed to read', (kind, consumer) => {
  expect(
    attempt((access) => {
      access.allowRead(consumer);
    }),
  ).toThrow(
    new Error(
      `\`allowRead\` must be given accounts, roles, users or organizations, got ${kind}. A service can only pull.`,
    ),
  );
});

test.each(principals)('%s can get every kind of access', (_, consumer) => {
  expect(
    attempt((access) => {
      access.allowPull(consumer);
      access.allowPush(consumer);
      access.allowRead(consumer);
    }),
  ).not.toThrow();
});

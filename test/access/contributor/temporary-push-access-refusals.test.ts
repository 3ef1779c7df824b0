import { CfnParameter, Duration, Lazy, Stack } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ImageConsumer } from '../../../lib/access/image-consumer';
import { type TemporaryPushAccessProps } from '../../../lib/access/contributor/temporary-push-access';
import { ImageRepository } from '../../../lib/repository/image-repository';
import { account, env, newApp, newOpenStack, newStack } from '../../synthesis';
import { externalId, newAccess, newRepository, userServices } from './push-access';

const one = '`assumedBy` must be one IAM role or user by its ARN, got ';
const several = `${one}several principals. Create a TemporaryPushAccess for each.`;
const arn = (text: string) => new iam.ArnPrincipal(text);
const anArn = "Use an ARN such as 'arn:aws:iam::111122223333:role/user-services'.";

test.each<[string, () => iam.IPrincipal, string]>([
  [
    'any principal',
    () => new iam.AnyPrincipal(),
    `${one}'*'. Anyone could get the credentials. Name the role or user that issues them.`,
  ],
  [
    'a star',
    () => new iam.StarPrincipal(),
    `${one}'*'. Anyone could get the credentials. Name the role or user that issues them.`,
  ],
  [
    'an account',
    () => new iam.AccountPrincipal(account),
    `${one}'arn:aws:iam::123456789012:root'. An account includes all its principals. Name the role or user that issues the credentials.`,
  ],
  [
    'the root of an account by ARN',
    () => arn('arn:aws:iam::111122223333:root'),
    `${one}'arn:aws:iam::111122223333:root'. An account includes all its principals. Name the role or user that issues the credentials.`,
  ],
  [
    'an account by its id alone',
    () => arn('111122223333'),
    `${one}'111122223333'. An account includes all its principals. Name the role or user that issues the credentials.`,
  ],
  ['a wildcard', () => arn(`${userServices}*`), `${one}'${userServices}*'. IAM accepts no wildcard in a principal.`],
  [
    'all roles',
    () => arn('arn:aws:iam::111122223333:role/?*'),
    `${one}'arn:aws:iam::111122223333:role/?*'. IAM accepts no wildcard in a principal.`,
  ],
  [
    'a session',
    () => arn('arn:aws:sts::111122223333:assumed-role/user-services/bob'),
    `${one}'arn:aws:sts::111122223333:assumed-role/user-services/bob'. Name the role, not one of its sessions.`,
  ],
  [
    'a session by token',
    () => new iam.SessionTagsPrincipal(arn(userServices)),
    `${one}one with session tags. Remove them, so that no tags can be chosen for the session.`,
  ],
  [
    'a federated user',
    () => arn('arn:aws:sts::111122223333:federated-user/bob'),
    `${one}'arn:aws:sts::111122223333:federated-user/bob'. Name the role, not one of its sessions.`,
  ],
  [
    'a group',
    () => new iam.Group(newStack(), 'Group'),
    `${one}a group. IAM cannot trust a group. Name a role that its members can assume.`,
  ],
  ['a name without an ARN', () => arn('user-services'), `${one}'user-services'. ${anArn}`],
  ['an ARN of another resource', () => arn('arn:aws:s3:::bucket'), `${one}'arn:aws:s3:::bucket'. ${anArn}`],
  [
    'a policy variable',
    () => arn('arn:aws:iam::111122223333:user/${aws:username}'),
    `${one}'arn:aws:iam::111122223333:user/\${aws:username}'. ${anArn}`,
  ],
  [
    'an organization',
    () => new iam.OrganizationPrincipal('o-a1b2c3d4e5'),
    `${one}one with conditions. Remove them, since this construct adds its own.`,
  ],
  [
    'a principal with conditions',
    () => arn(userServices).withConditions({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } }),
    `${one}one with conditions. Remove them, since this construct adds its own.`,
  ],
  ['two principals', () => new iam.CompositePrincipal(arn(userServices), arn(`${userServices}-2`)), several],
  [
    'a service',
    () => new iam.ServicePrincipal('ec2.amazonaws.com'),
    `${one}the service 'ec2.amazonaws.com'. Name the role or user that issues the credentials.`,
  ],
  [
    'a web identity',
    () => new iam.WebIdentityPrincipal('arn:aws:iam::123456789012:oidc-provider/example.com'),
    `${one}the identity provider 'arn:aws:iam::123456789012:oidc-provider/example.com'. Name the role or user that issues the credentials.`,
  ],
  [
    'a SAML provider',
    () => new iam.FederatedPrincipal('arn:aws:iam::123456789012:saml-provider/okta', {}),
    `${one}the identity provider 'arn:aws:iam::123456789012:saml-provider/okta'. Name the role or user that issues the credentials.`,
  ],
  [
    'a canonical user',
    () => new iam.CanonicalUserPrincipal('79a59df900b949e5'),
    `${one}CanonicalUser '79a59df900b949e5'. Name the role or user that issues the credentials.`,
  ],
])('fails when the credentials are issued by %s', (_, assumedBy, message) => {
  expect(() => newAccess({ assumedBy: assumedBy() })).toThrow(new Error(message));
});

test('fails when the credentials are issued by the account of a stack without an account', () => {
  expect(() => newAccess({ assumedBy: new iam.AccountRootPrincipal() }, newOpenStack())).toThrow(
    new Error(
      `${one}'arn:aws:iam:::root'. An account includes all its principals. Name the role or user that issues the credentials.`,
    ),
  );
});

test('fails when the credentials are issued by all roles of an account that is known at deployment', () => {
  const stack = newStack();
  const { valueAsString } = new CfnParameter(stack, 'Account');
  expect(() => newAccess({ assumedBy: arn(`arn:aws:iam::${valueAsString}:role/*`) }, stack)).toThrow(
    new Error(`${one}'arn:aws:iam:::role/*'. IAM accepts no wildcard in a principal.`),
  );
});

const instant = "must be an instant with a zone like '2026-11-21T12:00:00Z'";
const externally = '`externalId` must be an external id of at least 16 characters that is hard to guess, got ';
const session = (got: string) =>
  `\`sessionDuration\` must be from 15 minutes to 1 hour, in whole seconds, got ${got}. One hour is enough for one push.`;

test.each<[string, Partial<TemporaryPushAccessProps>, string]>([
  ['the date has no zone', { expiresAt: '2026-12-01T00:00:00' }, `\`expiresAt\` ${instant}, got '2026-12-01T00:00:00'`],
  ['the date has no time', { expiresAt: '2026-12-01' }, `\`expiresAt\` ${instant}, got '2026-12-01'`],
  [
    'there is no such day',
    { expiresAt: '2026-11-31T00:00:00Z' },
    `\`expiresAt\` ${instant}, got '2026-11-31T00:00:00Z'`,
  ],
  ['there is no such date', { expiresAt: 'tomorrow' }, `\`expiresAt\` ${instant}, got 'tomorrow'`],
  [
    'the date has a fraction of a second',
    { expiresAt: '2026-12-01T00:00:00.5Z' },
    "`expiresAt` must be a whole second, got '2026-12-01T00:00:00.5Z'. Remove the fraction.",
  ],
  ...['2025-12-31T23:59:59Z', '2026-03-01T00:00:00Z', '2026-11-29T23:59:59Z', '2026-11-30T00:59:59+01:00'].map(
    (expiresAt): [string, Partial<TemporaryPushAccessProps>, string] => [
      `the date is in the past: ${expiresAt}`,
      { expiresAt },
      `\`expiresAt\` must be 2026-11-30 or later, got '${expiresAt}'. An earlier time is past.`,
    ],
  ),
  ...['2028-11-30T00:00:00Z', '2035-01-01T00:00:00Z', '9999-12-31T23:59:59Z'].map(
    (expiresAt): [string, Partial<TemporaryPushAccessProps>, string] => [
      `the date is too late: ${expiresAt}`,
      { expiresAt },
      `\`expiresAt\` must be before 2028-11-30, got '${expiresAt}'. That is two years after the release of this version. ` +
        'Choose an earlier time, and extend it later with a newer version.',
    ],
  ),
  [
    'the external id is short',
    { externalId: 'a1b2c3d4e5f6g7h' },
    `${externally}15. Create one with 'openssl rand -hex 16'.`,
  ],
  [
    'the external id repeats',
    { externalId: 'abcdefghabcdefgh' },
    `${externally}one whose characters repeat or count up. Create one with 'openssl rand -hex 16'.`,
  ],
  ['a session is short', { sessionDuration: Duration.minutes(14) }, session('14 minutes')],
  ['a session is long', { sessionDuration: Duration.seconds(3601) }, session('1 hour 1 second')],
  [
    'a session is not a whole number of seconds',
    { sessionDuration: Duration.millis(900_500) },
    session('15 minutes 500 millis'),
  ],
  [
    'the contributor is one letter',
    { contributor: 'A' },
    "`contributor` must be the name of a session like 'alice' or 'alice@example.com', got 'A'. " +
      "Use 2 to 64 letters, digits and '+=,.@-_'",
  ],
  [
    'the contributor has a space in the name',
    { contributor: 'Alice Smith' },
    "`contributor` must be the name of a session like 'alice' or 'alice@example.com', got 'Alice Smith'. " +
      "Use 2 to 64 letters, digits and '+=,.@-_'",
  ],
  [
    'the role name has a path',
    { roleName: 'push/alice' },
    "`roleName` must be an IAM role name, got 'push/alice'. Use only letters, digits and '+=,.@-_'",
  ],
])('fails when %s', (_, props, message) => {
  expect(() => newAccess(props)).toThrow(new Error(message));
});

test('accepts values that are known at deployment only', () => {
  const stack = newStack();
  const { valueAsString } = new CfnParameter(stack, 'Value');
  expect(() =>
    newAccess(
      {
        assumedBy: arn(valueAsString),
        expiresAt: valueAsString,
        externalId: valueAsString,
        contributor: valueAsString,
        roleName: valueAsString,
        sessionDuration: Duration.seconds(Lazy.number({ produce: () => 900 })),
      },
      stack,
    ),
  ).not.toThrow();
});

test('fails when the repository is imported, with the policy to apply', () => {
  const stack = newStack();
  const repository = Repository.fromRepositoryName(stack, 'Theirs', 'incoming/alice');
  const assumedBy = iam.Role.fromRoleArn(stack, 'Services', userServices);
  const document = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: 'ARN_OF_AliceRoleC4939840' },
        Action: [
          'ecr:BatchCheckLayerAvailability',
          'ecr:BatchGetImage',
          'ecr:CompleteLayerUpload',
          'ecr:InitiateLayerUpload',
          'ecr:PutImage',
          'ecr:UploadLayerPart',
        ],
        Condition: { DateLessThan: { 'aws:CurrentTime': '2026-12-01T00:00:00Z' } },
      },
      {
        Effect: 'Deny',
        Principal: { AWS: 'ARN_OF_AliceRoleC4939840' },
        Action: ['ecr:*'],
        Condition: { DateGreaterThanEquals: { 'aws:CurrentTime': '2026-12-01T00:00:00Z' } },
      },
    ],
  };
  expect(() => newAccess({ repository, assumedBy, externalId }, stack)).toThrow(
    new Error(
      "`Stack/Theirs` must be a repository of this app, got the imported repository 'incoming/alice'. CDK cannot " +
        `change its policy. Merge this into it by hand (aws ecr set-repository-policy). If a stack owns the repository, ` +
        `change its policy in that stack instead. The next update by that stack removes what was added by hand. Replace ` +
        `ARN_OF_AliceRoleC4939840 (the attribute Arn of 'AliceRoleC4939840' of stack 'Stack').\n${JSON.stringify(document, undefined, 2)}`,
    ),
  );
});

const contradiction = new Error(
  "`Stack/Incoming policy` conflicts with allowPushOnly: 'Stack/Alice/Role' may push but is not listed there. Add it to " +
    'allowPushOnly, or remove its allowPush.',
);

test('fails when only other principals may push', () => {
  const stack = newStack();
  const repository = newRepository(stack);
  repository.allowPushOnly(ImageConsumer.role(`arn:aws:iam::${account}:role/promoter`));
  expect(() => newAccess({ repository }, stack)).toThrow(contradiction);
});

test('fails when a later call allows only other principals to push', () => {
  const stack = newStack();
  const repository = newRepository(stack);
  newAccess({ repository }, stack);
  expect(() => {
    repository.allowPushOnly(ImageConsumer.role(`arn:aws:iam::${account}:role/promoter`));
  }).toThrow(contradiction);
});

test('fails when each of two stacks would wait for the other', () => {
  const app = newApp();
  const repository = new ImageRepository(new Stack(app, 'Images', { env }), 'Incoming');
  expect(() => newAccess({ repository }, new Stack(app, 'Access', { env }))).toThrow(
    new Error(
      '`repository` must be in the same stack, or have a name and a known account and Region, got ' +
        "'Images/Incoming'. Otherwise each of the two stacks would wait for the other.",
    ),
  );
});

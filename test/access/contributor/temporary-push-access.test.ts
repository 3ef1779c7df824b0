import { Stack } from 'aws-cdk-lib';
import { type IRepository, Repository } from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import fc from 'fast-check';
import { ImageConsumer } from '../../../lib/access/image-consumer';
import { renderExpiration } from '../../../lib/access/contributor/expiration';
import { ImageRepository } from '../../../lib/repository/image-repository';
import {
  account,
  env,
  frozen,
  newApp,
  newOpenStack,
  newStack,
  onlyProperties,
  onlyResource,
  type Properties,
  resourcesOf,
  warningsOf,
} from '../../synthesis';
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

const push = [
  'ecr:BatchCheckLayerAvailability',
  'ecr:BatchGetImage',
  'ecr:CompleteLayerUpload',
  'ecr:InitiateLayerUpload',
  'ecr:PutImage',
  'ecr:UploadLayerPart',
];
const now = 'aws:CurrentTime';
const until = { DateLessThan: { 'aws:CurrentTime': '2026-12-01T00:00:00Z' } };
const role = { 'Fn::GetAtt': [expect.stringMatching(/^AliceRole/) as string, 'Arn'] };

test('the role trusts who is named, in the name of the contributor, until the date', () => {
  const stack = newStack();
  newAccess({ externalId, contributor: 'alice@example.com', roleName: 'alice-push' }, stack);
  expect(onlyProperties(stack, 'AWS::IAM::Role')).toEqual({
    RoleName: 'alice-push',
    Description: 'alice@example.com pushes container images with this role, until 2026-12-01T00:00:00Z',
    MaxSessionDuration: 3600,
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: userServices },
          Action: 'sts:AssumeRole',
          Condition: {
            ...until,
            StringEquals: { 'sts:RoleSessionName': 'alice@example.com', 'sts:ExternalId': externalId },
          },
        },
      ],
    },
  });
});

test('the role may log in and push to the repository until the date, and is denied all else', () => {
  const stack = newStack();
  newAccess({}, stack);
  expect(policiesOf(stack).map(({ Statement }) => Statement as unknown)).toEqual([
    [{ Sid: 'LogIn', Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*', Condition: until }],
    [
      { Sid: 'PushImages', Effect: 'Allow', Action: push, Resource: repositoryArn, Condition: until },
      { Sid: 'NoOtherAction', Effect: 'Deny', NotAction: push, Resource: repositoryArn },
      { Sid: 'NoOtherResource', Effect: 'Deny', NotAction: 'ecr:GetAuthorizationToken', NotResource: repositoryArn },
    ],
  ]);
});

test.each<[string, (stack: Stack) => IRepository]>([
  ['an ImageRepository', (stack) => new ImageRepository(stack, 'Incoming')],
  ['an ecr.Repository', (stack) => new Repository(stack, 'Incoming')],
])('%s lets the role push until the date, and no longer', (_, repository) => {
  const stack = newStack();
  newAccess({ repository: repository(stack) }, stack);
  const statements = repositoryPolicyOf(stack).Statement as Properties[];
  expect(statements.map((statement) => ({ ...statement, Action: [statement.Action].flat() as unknown }))).toEqual([
    { Effect: 'Allow', Principal: { AWS: role }, Action: push, Condition: until },
    {
      Effect: 'Deny',
      Principal: { AWS: role },
      Action: ['ecr:*'],
      Condition: { DateGreaterThanEquals: { 'aws:CurrentTime': '2026-12-01T00:00:00Z' } },
    },
  ]);
});

test('its deny does not count as one that keeps all others out', () => {
  const stack = newStack();
  newAccess({}, stack);
  expect(onlyResource(stack, 'AWS::ECR::Repository').Metadata).toBeUndefined();
});

test('may push with allowPushOnly if its role is listed there', () => {
  const stack = newStack();
  const repository = newRepository(stack);
  const { role: contributor } = newAccess({ repository }, stack);
  expect(() => {
    repository.allowPushOnly(ImageConsumer.role(contributor.roleArn), ImageConsumer.role(userServices));
  }).not.toThrow();
});

test('each contributor of a repository has a separate date and role', () => {
  const stack = newStack();
  const repository = newRepository(stack);
  newAccess({ repository }, stack);
  newAccess({ repository, expiresAt: '2026-12-24T00:00:00Z' }, stack, 'Bob');
  const dates = (repositoryPolicyOf(stack).Statement as Properties[]).map(({ Principal, Condition }) => [
    JSON.stringify(Principal).includes('Bob') ? 'Bob' : 'Alice',
    Object.entries(Condition as Properties).map(([operator, keys]) => [operator, (keys as Properties)[now] as string]),
  ]);
  expect(dates).toEqual([
    ['Alice', [['DateLessThan', '2026-12-01T00:00:00Z']]],
    ['Alice', [['DateGreaterThanEquals', '2026-12-01T00:00:00Z']]],
    ['Bob', [['DateLessThan', '2026-12-24T00:00:00Z']]],
    ['Bob', [['DateGreaterThanEquals', '2026-12-24T00:00:00Z']]],
  ]);
});

test('pulls and lists if both are allowed', () => {
  const stack = newStack();
  newAccess({ allowPull: true, allowList: true }, stack);
  const more = ['ecr:DescribeImages', 'ecr:GetDownloadUrlForLayer', 'ecr:ListImages'];
  const [, [allowed, denied]] = policiesOf(stack).map(({ Statement }) => Statement as Properties[]) as [
    Properties[],
    Properties[],
  ];
  expect(allowed?.Action).toEqual([...push, ...more].sort());
  expect(denied?.NotAction).toEqual([...push, ...more].sort());
});

test.each<[string, (stack: Stack) => iam.IPrincipal, unknown]>([
  ['a role of the stack', (stack) => newRole(stack), { 'Fn::GetAtt': [expect.stringMatching(/^Services/), 'Arn'] }],
  [
    'a role without policy updates',
    (stack) => newRole(stack).withoutPolicyUpdates(),
    { 'Fn::GetAtt': expect.anything() as unknown },
  ],
  ['an imported role', (stack) => iam.Role.fromRoleArn(stack, 'Services', userServices), userServices],
  ['an imported role by name', (stack) => iam.Role.fromRoleName(stack, 'Services', 'user-services'), userServices],
  ['a user of the stack', (stack) => new iam.User(stack, 'Services'), { 'Fn::GetAtt': expect.anything() as unknown }],
  ['a user by ARN', () => new iam.ArnPrincipal(`arn:aws:iam::${account}:user/bob`), `arn:aws:iam::${account}:user/bob`],
  [
    'a role in a path',
    () => new iam.ArnPrincipal(`arn:aws:iam::${account}:role/teams/user-services`),
    `arn:aws:iam::${account}:role/teams/user-services`,
  ],
])('%s issues the credentials', (_, assumedBy, expected) => {
  const stack = newStack();
  const access = newAccess({ assumedBy: assumedBy(stack) }, stack);
  const roles = resourcesOf(stack, 'AWS::IAM::Role').map(
    ({ Properties: { AssumeRolePolicyDocument: trust } }) => trust as Properties,
  );
  const trusts = roles.flatMap(({ Statement }) => Statement as Properties[]);
  expect(trusts).toContainEqual(expect.objectContaining({ Principal: { AWS: expected } }));
  expect(warningsOf(access)).toEqual([]);
});

function newRole(stack: Stack): iam.Role {
  return new iam.Role(stack, 'Services', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
}

const theirs = new iam.ArnPrincipal('arn:aws:iam::111122223333:role/user-services');
const warning =
  'Account 111122223333 issues the credentials without an external id. If it assumes roles for other users, one of ' +
  'them could get these credentials. Set externalId. [ack: Annotation::cdk-ecr-publishing:NoExternalId]';

test('warns if another account issues the credentials without an external id', () => {
  expect(warningsOf(newAccess({ assumedBy: theirs }))).toEqual([warning]);
  expect(warningsOf(newAccess({ assumedBy: theirs, externalId }))).toEqual([]);
  expect(warningsOf(newAccess({ assumedBy: theirs }, newOpenStack()))).toEqual([]);
});

test.each([
  ['2026-12-01T00:00:00Z', '2026-12-01T00:00:00Z'],
  ['2026-12-01T00:00Z', '2026-12-01T00:00:00Z'],
  ['2026-12-01T00:00:00.000Z', '2026-12-01T00:00:00Z'],
  ['2026-12-01T01:30:00+01:30', '2026-12-01T00:00:00Z'],
  ['2026-12-31T19:00:00-05:00', '2027-01-01T00:00:00Z'],
])('%s is %s everywhere', (given, utc) => {
  const stack = newStack();
  expect(newAccess({ expiresAt: given }, stack).expiresAt).toBe(utc);
  const texts = [trustOf(stack), repositoryPolicyOf(stack), ...policiesOf(stack)].map((policy) =>
    JSON.stringify(policy),
  );
  expect(texts.map((text) => text.includes(`"${now}":"${utc}"`))).toEqual([true, true, true, true]);
});

test('any instant becomes the same instant in the one form', () => {
  const second = fc.integer({ min: Date.UTC(2026, 10, 30) / 1000, max: Date.UTC(2028, 10, 29) / 1000 });
  const offset = fc.integer({ min: -14 * 60, max: 14 * 60 });
  fc.assert(
    fc.property(second, offset, (seconds, minutes) => {
      const local = new Date((seconds + minutes * 60) * 1000).toISOString().slice(0, 19);
      const [hour, minute] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60].map((one) =>
        String(one).padStart(2, '0'),
      );
      const rendered = renderExpiration('expiresAt', `${local}${minutes < 0 ? '-' : '+'}${hour ?? ''}:${minute ?? ''}`);
      expect(rendered).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      expect(Date.parse(rendered)).toBe(seconds * 1000);
    }),
  );
});

/** The stacks that are deployed before a stack; known once the app is synthesized. */
function dependenciesOf(stack: Stack): string[] {
  return stack.dependencies.map(({ stackName }) => stackName);
}

describe('in another stack than the repository', () => {
  const app = newApp();
  const images = new Stack(app, 'Images', { env });
  const access = new Stack(app, 'Access', { env });
  newAccess({ repository: newRepository(images) }, access);

  test('the role is there before the policy that names it', () => {
    expect(JSON.stringify(repositoryPolicyOf(images))).toContain('Alice');
    expect(dependenciesOf(images)).toEqual(['Access']);
    expect(dependenciesOf(access)).toEqual([]);
  });

  test('its policies name the repository by text', () => {
    expect(JSON.stringify(policiesOf(access))).toContain(`"Resource":"${repositoryArn}"`);
  });
});

test('in a stack of another account, the policy names the role by text', () => {
  const app = newApp();
  const images = new Stack(app, 'Images', { env });
  const access = new Stack(app, 'Access', { env: { ...env, account: '111122223333' } });
  newAccess({ repository: newRepository(images), roleName: 'alice-push', externalId }, access);
  const [{ Principal: principal }] = repositoryPolicyOf(images).Statement as [Properties];
  expect(principal).toEqual({ AWS: 'arn:aws:iam::111122223333:role/alice-push' });
  expect(dependenciesOf(images)).toEqual(['Access']);
});

test('works if account and Region are known at deploy time only', () => {
  const stack = newOpenStack();
  newAccess({}, stack);
  expect(JSON.stringify(policiesOf(stack)[1])).toContain('"Resource":{"Fn::GetAtt":["Incoming');
});

test('changes nothing that it is given', () => {
  const stack = newStack();
  const props = frozen({ repository: newRepository(stack), externalId, allowPull: true });
  expect(() => newAccess(props, stack)).not.toThrow();
});

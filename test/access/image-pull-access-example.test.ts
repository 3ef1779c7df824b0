import { consumer, owner, region, startRoleName, userNames } from '../../examples/cross-account/agreement';
import { addBothAccounts } from '../../examples/cross-account/both-accounts';
import { type Caller, docker, isAllowed, mayLogIn } from '../simulation';
import { newApp, type Properties, type SynthesizedResource } from '../synthesis';

const partner = '111111111111';

const app = newApp();
addBothAccounts(app);
const assembly = app.synth();

/** The resources of a type in a template, by logical id. */
function made(stack: string, type: string): [id: string, properties: Properties][] {
  const { Resources: resources } = assembly.getStackByName(stack).template as {
    Resources: Record<string, SynthesizedResource>;
  };
  return Object.entries(resources)
    .filter(([, { Type }]) => Type === type)
    .map(([id, { Properties: properties }]) => [id, properties]);
}

/** A repository with the policy that the owner's template gives it. */
function repository(name: string): { arn: string; policy: object } {
  const [, { RepositoryPolicyText: policy }] = made('images', 'AWS::ECR::Repository').find(
    ([, { RepositoryName: its }]) => its === name,
  ) as [string, Properties];
  return { arn: `arn:aws:ecr:${region}:${owner}:repository/${name}`, policy: policy as object };
}

/** The managed policies of the consumer's template, except those for logs, by the principal they are attached to. */
function policies(attached: (id: string, properties: Properties) => boolean): object[] {
  return made('consumer', 'AWS::IAM::ManagedPolicy')
    .filter(([id, properties]) => !id.startsWith('TaskLog') && attached(id, properties))
    .map(([, { PolicyDocument: document }]) => document as object);
}

const [[, group] = []] = made('consumer', 'AWS::IAM::Group');
const ofGroup = policies((id) => JSON.stringify(group?.ManagedPolicyArns).includes(`"${id}"`));
const ofRole = policies((_, { Roles: roles }) => JSON.stringify(roles ?? []).includes('"StartRole'));

const role = (account: string, name: string): Caller => ({
  principal: `arn:aws:iam::${account}:role/${name}`,
  identityPolicies: ofRole,
});
const user = (account: string, name: string): Caller => ({
  principal: `arn:aws:iam::${account}:user/${name}`,
  identityPolicies: ofGroup,
});
const repositories = ['jwt-pizza-service', 'jwt-pizza-history', 'build-tools', 'namespace/myapp'];

describe('the role that ECS starts tasks with', () => {
  test('logs in, and pulls from its repository and no other', async () => {
    expect(await mayLogIn(role(consumer, startRoleName))).toBe(true);
    const ends = await Promise.all(
      repositories.map((name) => docker('pull', role(consumer, startRoleName), repository(name))),
    );
    expect(ends).toEqual(['done', 'refused', 'refused', 'refused']);
  });

  test.each([
    ['another role of the account', role(consumer, 'other')],
    ['a role of that name in another account', role(partner, startRoleName)],
    ['the role without its own half', { principal: `arn:aws:iam::${consumer}:role/${startRoleName}` }],
  ])('lets %s pull nothing by it', async (_, caller) => {
    expect(await docker('pull', caller, repository('jwt-pizza-service'))).toBe('refused');
  });
});

describe('the people', () => {
  test.each(userNames)('%s is in the group, logs in, pulls and pushes', async (name) => {
    const members = made('consumer', 'AWS::IAM::UserToGroupAddition').flatMap(([, { Users }]) => Users as string[]);
    expect(members).toContain(name);
    expect(await mayLogIn(user(consumer, name))).toBe(true);
    expect(await docker('pull', user(consumer, name), repository('namespace/myapp'))).toBe('done');
    expect(await docker('push', user(consumer, name), repository('namespace/myapp'))).toBe('done');
    expect(await docker('push', user(consumer, name), repository('build-tools'))).toBe('refused');
  });

  test('others can do nothing, with the same policies', async () => {
    for (const other of [user(consumer, 'push-pull-user-3'), user(partner, 'push-pull-user-1')]) {
      expect(await docker('push', other, repository('namespace/myapp'))).toBe('refused');
      expect(await docker('pull', other, repository('namespace/myapp'))).toBe('refused');
    }
  });
});

const codeBuild = (account: string): Caller => ({
  principal: 'codebuild.amazonaws.com',
  context: { 'aws:SourceAccount': account },
});
const lambda = (account: string): Caller => ({
  principal: 'lambda.amazonaws.com',
  context: { 'aws:SourceArn': `arn:aws:lambda:${region}:${account}:function:history` },
});

test.each([
  ['CodeBuild of the consumer', codeBuild(consumer), ['build-tools']],
  ['CodeBuild of the partner', codeBuild(partner), ['build-tools']],
  ['CodeBuild of anybody else', codeBuild('333333333333'), []],
  ['Lambda of the consumer', lambda(consumer), ['jwt-pizza-history']],
  ['Lambda of the partner', lambda(partner), []],
])('%s fetches what it is meant to, and nothing else', async (_, caller, expected) => {
  const ends = await Promise.all(repositories.map((name) => docker('pull', caller, repository(name))));
  expect(repositories.filter((_name, index) => ends[index] === 'done')).toEqual(expected);
  expect(ends.filter((end) => end === 'refused')).toHaveLength(repositories.length - expected.length);
});

test('the key of the images names no principal of another account', async () => {
  const [[, key] = []] = made('images', 'AWS::KMS::Key');
  const text = JSON.stringify(key?.KeyPolicy);
  expect(text).toContain(owner);
  expect(text).not.toContain(consumer);
  const request = { action: 'kms:Decrypt', resource: `arn:aws:kms:${region}:${owner}:key/1`, account: owner };
  expect(await isAllowed(role(consumer, startRoleName), request)).toBe(false);
});

import { CfnParameter, Lazy, Stack, Token } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type GitHubPublisherRole } from '../../lib/github/github-publisher-role';
import { newPublisher, policiesIn, repositoryArn } from '../github/publisher';
import { may } from '../github/simulation';
import { readFindings } from '../example-apps';
import { addAllPacks } from '../nag-packs';
import { env, frozen, newApp, newOpenStack, newStack } from '../synthesis';

const prefixes = (...repositoryPrefixes: string[]) => ({ repositories: undefined, repositoryPrefixes });

test('a role can push below its prefixes, by a separate policy', () => {
  const stack = newStack();
  newPublisher(frozen(prefixes('team-a/', 'shared/base/')), stack);
  const [, push, ...others] = policiesIn(stack);
  expect(push).toMatchObject({
    Statement: [{ Sid: 'PushImagesByPrefix', Resource: [repositoryArn('shared/base/*'), repositoryArn('team-a/*')] }],
  });
  expect(others).toEqual([]);
});

test('a role can have both prefixes and named repositories', () => {
  const stack = newStack();
  newPublisher({ repositoryPrefixes: ['team-a/'] }, stack);
  const resources = policiesIn(stack).map(({ Statement: [only] }) => (only as { Resource: unknown }).Resource);
  expect(resources).toEqual(['*', repositoryArn('app'), repositoryArn('team-a/*')]);
});

describe('a role with the prefix team-a/', () => {
  const stack = newStack();
  newPublisher(prefixes('team-a/'), stack);
  const policies = policiesIn(stack);
  const mayPush = (arn: string) => may(policies, 'ecr:PutImage', arn);

  test.each(['team-a/app', 'team-a/x/y', 'team-a/team-b/x'])('may push to %s', async (name) => {
    expect(await mayPush(repositoryArn(name))).toBe(true);
    expect(await may(policies, 'ecr:BatchGetImage', repositoryArn(name))).toBe(true);
  });

  test.each(['team-ab/x', 'team-a', 'team-a-evil/x', 'x/team-a/x', 'team/x'])('may not push to %s', async (name) => {
    expect(await mayPush(repositoryArn(name))).toBe(false);
    expect(await mayPush(repositoryArn('team-a/app'))).toBe(true);
  });

  test.each([
    ['in another Region', ['eu-west-1', 'us-east-1']],
    ['in another account', ['123456789012', '999999999999']],
  ] as const)('may not push to a repository of that name %s', async (_, [from, to]) => {
    expect(await mayPush(repositoryArn('team-a/app').replace(from, to))).toBe(false);
    expect(await mayPush(repositoryArn('team-a/app'))).toBe(true);
  });

  test.each(['ecr:CreateRepository', 'ecr:DeleteRepository', 'ecr:BatchDeleteImage', 'ecr:SetRepositoryPolicy'])(
    'may not %s below it',
    async (action) => {
      expect(await may(policies, action, repositoryArn('team-a/app'))).toBe(false);
      expect(await mayPush(repositoryArn('team-a/app'))).toBe(true);
    },
  );
});

describe('a role that may create repositories below the prefix team-a/, and has a named repository', () => {
  const stack = newStack();
  newPublisher({ repositoryPrefixes: ['team-a/'], createRepositories: true }, stack);
  const policies = policiesIn(stack);
  const mayCreate = (arn: string) => may(policies, 'ecr:CreateRepository', arn);

  test.each(['team-a/app', 'team-a/x/y', 'team-a/team-b/x'])('may create %s and push to it', async (name) => {
    expect(await mayCreate(repositoryArn(name))).toBe(true);
    expect(await may(policies, 'ecr:PutImage', repositoryArn(name))).toBe(true);
  });

  test.each(['app', 'team-a', 'team-ab/x', 'team-a-evil/x', 'x/team-a/x', 'team-b/app'])(
    'may not create %s',
    async (name) => {
      expect(await mayCreate(repositoryArn(name))).toBe(false);
    },
  );

  test.each([
    ['in another Region', ['eu-west-1', 'us-east-1']],
    ['in another account', ['123456789012', '999999999999']],
    ['in another partition', ['arn:aws:', 'arn:aws-cn:']],
  ] as const)('may not create a repository of that name %s', async (_, [from, to]) => {
    const elsewhere = repositoryArn('team-a/app').replace(from, to);
    expect(elsewhere).not.toBe(repositoryArn('team-a/app'));
    expect(await mayCreate(elsewhere)).toBe(false);
  });

  test.each([
    'ecr:DeleteRepository',
    'ecr:BatchDeleteImage',
    'ecr:SetRepositoryPolicy',
    'ecr:TagResource',
    'ecr:PutLifecyclePolicy',
  ])('may not %s', async (action) => {
    expect(await may(policies, action, repositoryArn('team-a/app'))).toBe(false);
  });
});

test('a role whose prefixes are in another Region may create repositories there, and not in its own Region', async () => {
  const stack = newStack();
  const more = { repositoryPrefixRegion: 'us-east-1', createRepositories: true };
  newPublisher({ ...prefixes('team-a/'), ...more }, stack);
  const mayCreate = (arn: string) => may(policiesIn(stack), 'ecr:CreateRepository', arn);
  expect(await mayCreate(repositoryArn('team-a/app').replace('eu-west-1', 'us-east-1'))).toBe(true);
  expect(await mayCreate(repositoryArn('team-a/app'))).toBe(false);
});

/** The findings of cdk-nag in an app with a publisher that a test changes. */
function findings(stackEnv: typeof env | undefined, change: (publisher: GitHubPublisherRole) => void): string[] {
  const app = newApp();
  addAllPacks(app);
  change(newPublisher(prefixes('team-a/', 'b/'), new Stack(app, 'Stack', stackEnv && { env: stackEnv })));
  try {
    app.synth();
    return [];
  } catch (error) {
    return [...String(error).matchAll(/Acknowledge with '(.*)'/g)].map(([, id = '']) => id);
  }
}

test.each([
  ['known', env],
  ['open', undefined],
])('no pack finds anything if account and Region are %s', (_, stackEnv) => {
  expect(findings(stackEnv, () => undefined)).toEqual([]);
});

test('an auditor reads why the role has wildcards', () => {
  const app = newApp();
  addAllPacks(app);
  newPublisher(prefixes('team-a/', 'b/'), new Stack(app, 'Stack', { env }));
  const suppressed = readFindings(app.synth()).flatMap((report) => report.suppressed);
  const ofPrefixes = suppressed.filter(({ ruleName }) => ruleName.includes('repository/'));
  const reason =
    'The role publishes to every repository below team-a/, b/, also to one that is created later. Each wildcard follows ' +
    'a slash and matches this registry only.';
  expect(ofPrefixes.map((finding) => finding.reason)).toEqual([reason, reason]);
});

test('a wildcard that is added to the policy is found', () => {
  const added = findings(env, ({ node }) => {
    const policy = node.findChild('PushByPrefix');
    const more = new PolicyStatement({ actions: ['ecr:PutImage'], resources: [repositoryArn('other*')] });
    if (policy instanceof ManagedPolicy) policy.addStatements(more);
  });
  expect(added).toEqual([`AwsSolutions::AwsSolutions-IAM5[Resource::${repositoryArn('other*')}]`]);
});

const form = "must be the start of repository names, up to a slash, like 'team-a/'";
const others = "Without the slash it is also the start of other teams' names";

test.each([
  ['without a slash', ['team-a'], `\`repositoryPrefixes[0]\` ${form}, got 'team-a'. ${others}`],
  ['of every name', ['a/', ''], `\`repositoryPrefixes[1]\` ${form}, got an empty text`],
  ['a wildcard', ['*'], `\`repositoryPrefixes[0]\` ${form}, got '*'. Omit the wildcard`],
  ['with a wildcard behind', ['team-a/*'], `\`repositoryPrefixes[0]\` ${form}, got 'team-a/*'. Omit the wildcard`],
  ['a slash', ['/'], `\`repositoryPrefixes[0]\` ${form}, got '/'. No ECR repository name can start like that`],
  ['in upper case', ['A/'], `\`repositoryPrefixes[0]\` ${form}, got 'A/'. No ECR repository name can start like that`],
  [
    'a variable',
    ['${aws:username}/'],
    `\`repositoryPrefixes[0]\` ${form}, got '\${aws:username}/'. No ECR repository name can start like that`,
  ],
  ['none', [], '`repositoryPrefixes` must list at least one value, got an empty list'],
])('fails when a prefix is %s', (_, repositoryPrefixes, message) => {
  expect(() => newPublisher(prefixes(...repositoryPrefixes))).toThrow(new Error(message));
});

const open = 'must be known at synth, got a token. A short prefix would match every repository.';

test.each([
  ['a parameter', () => Token.asString({ Ref: 'Team' })],
  ['a parameter before a slash', () => `${Token.asString({ Ref: 'Team' })}/`],
  ['a lazy value', () => Lazy.string({ produce: () => 'a/' })],
])('fails when a prefix is %s', (_, prefix) => {
  expect(() => newPublisher(prefixes('a/', prefix()))).toThrow(new Error(`\`repositoryPrefixes[1]\` ${open}`));
});

test('fails when the prefixes are a list that CloudFormation knows', () => {
  const stack = newStack();
  const { valueAsList: repositoryPrefixes } = new CfnParameter(stack, 'Teams', { type: 'CommaDelimitedList' });
  expect(() => newPublisher({ repositories: undefined, repositoryPrefixes }, stack)).toThrow(
    new Error('`repositoryPrefixes` must be a list at synth, got a token. Its elements may be tokens'),
  );
});

test('fails when the prefixes are more than a policy holds', () => {
  const many = Array.from({ length: 120 }, (_, index) => `team-${index}/`);
  expect(() => newPublisher(prefixes(...many))).toThrow(
    new Error(
      '`repositoryPrefixes` must fit a managed policy of 6,144 characters, got 7,221. Split them over several roles.',
    ),
  );
});

test('an account and Region that are not known are in the ARN as tokens', () => {
  const stack = newOpenStack();
  newPublisher(prefixes('a/'), stack);
  const [, { Statement: statements } = {}] = policiesIn(stack);
  expect(JSON.stringify(statements)).toContain(':repository/a/*');
});

test('the Region of the prefixes is the one of the stack, or another one', () => {
  const stack = newStack();
  newPublisher({ ...prefixes('a/'), repositoryPrefixRegion: 'us-east-1' }, stack);
  const [, { Statement: [push] } = { Statement: [] }] = policiesIn(stack);
  expect(push).toMatchObject({ Resource: repositoryArn('a/*').replace(env.region, 'us-east-1') });
});

const inRegion = (repositoryPrefixRegion: string) => ({ ...prefixes('a/'), repositoryPrefixRegion });

test.each<[string, object, string]>([
  [
    'a push creates repositories below no prefix',
    { createRepositories: true },
    '`createRepositories` requires `repositoryPrefixes`. Name the start of the repositories that a push may create.',
  ],
  [
    'the Region is an Availability Zone',
    inRegion('us-east-1a'),
    "`repositoryPrefixRegion` must be an AWS Region, got 'us-east-1a'. For example 'us-east-1'",
  ],
  ['the Region is empty', inRegion(''), '`repositoryPrefixRegion` must be an AWS Region, got an empty text'],
  [
    'the Region is a wildcard',
    inRegion('*'),
    "`repositoryPrefixRegion` must be an AWS Region, got '*'. For example 'us-east-1'",
  ],
  [
    'a Region has no prefixes',
    { repositoryPrefixRegion: 'us-east-1' },
    '`repositoryPrefixRegion` requires `repositoryPrefixes`. Add them, or omit the Region.',
  ],
])('fails when %s', (_, props, message) => {
  expect(() => newPublisher(props)).toThrow(new Error(message));
});

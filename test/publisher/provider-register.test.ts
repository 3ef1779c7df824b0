import { CfnParameter, type Environment, Stack, Stage } from 'aws-cdk-lib';
import { type Construct } from 'constructs';
import { GitHubOidcProvider } from '../../lib/github/github-oidc-provider';
import { env, newApp, onlyResource, resourcesOf, templateOf } from '../synthesis';
import { issuer, newPublisher, providerArn, trustIn } from '../github/publisher';

const type = 'AWS::IAM::OIDCProvider';
const others = { account: '999999999999', region: env.region };

/** Two stacks, each with a publisher, in an app or in stages of it. */
function newPublishers(
  first?: Environment,
  second = first,
  scope: Construct = newApp(),
  other = scope,
): [Stack, Stack] {
  const stacks: [Stack, Stack] = [
    new Stack(scope, 'First', { env: first }),
    new Stack(other, 'Second', { env: second }),
  ];
  for (const stack of stacks) newPublisher({}, stack);
  return stacks;
}

const counts = (stacks: Stack[]) => stacks.map((stack) => resourcesOf(stack, type).length);

test.each([
  ['one account', env, env],
  ['two Regions of one account', env, { ...env, region: 'us-east-1' }],
  ['an open account', undefined, undefined],
])('two publishers in %s share one provider, which is there first', (_, one, two) => {
  const [first, second] = newPublishers(one, two);
  expect(counts([first, second])).toEqual([1, 0]);
  expect(second.dependencies).toEqual([first]);
});

test('a publisher waits for the provider in its own stack', () => {
  const [first] = newPublishers(env);
  expect(onlyResource(first, 'AWS::IAM::Role').DependsOn).toEqual([expect.stringMatching(/^GitHubOidcProvider/)]);
});

test('a publisher in another stack names the provider without an export', () => {
  const [first, second] = newPublishers(env);
  expect(trustIn(second)).toMatchObject([{ Principal: { Federated: providerArn } }]);
  expect(templateOf(first).findOutputs('*')).toEqual({});
});

test('two accounts have a provider each, and wait for nothing', () => {
  const [first, second] = newPublishers(env, others);
  expect(counts([first, second])).toEqual([1, 1]);
  expect(second.dependencies).toEqual([]);
});

test('two apps have a provider each', () => {
  expect(counts([...newPublishers(env), ...newPublishers(env)])).toEqual([1, 0, 1, 0]);
});

test('a publisher takes the provider that its account has from another stack', () => {
  const app = newApp();
  const settings = new Stack(app, 'Settings', { env });
  new GitHubOidcProvider(settings, 'GitHub', { audiences: ['ours'] });
  const stack = new Stack(app, 'Stack', { env });
  newPublisher({}, stack);
  expect(counts([settings, stack])).toEqual([1, 0]);
  expect(JSON.stringify(trustIn(stack))).toContain(`"${issuer}:aud":"ours"`);
});

test('a publisher requires the first of audiences that are a token', () => {
  const stack = new Stack(newApp(), 'Stack', { env });
  const { valueAsList: audiences } = new CfnParameter(stack, 'Audiences', { type: 'CommaDelimitedList' });
  newPublisher({ provider: new GitHubOidcProvider(stack, 'Provider', { audiences }) }, stack);
  const first = { 'Fn::Select': [0, { Ref: 'Audiences' }] };
  expect(trustIn(stack)).toMatchObject([{ Condition: { StringEquals: { [`${issuer}:aud`]: first } } }]);
});

test('a publisher creates no provider if it has one', () => {
  const stack = new Stack(newApp(), 'Stack', { env });
  newPublisher({ provider: GitHubOidcProvider.fromAccount(stack, 'Theirs') }, stack);
  expect(counts([stack])).toEqual([0]);
});

test('stages whose account is open have a provider each', () => {
  const app = newApp();
  const stages = ['Dev', 'Prod'].map((id) => new Stage(app, id)) as [Stage, Stage];
  expect(counts(newPublishers(undefined, undefined, ...stages))).toEqual([1, 1]);
});

test('stacks without a known account may each create a provider explicitly', () => {
  const app = newApp();
  const stacks = ['First', 'Second'].map((id) => new Stack(app, id));
  for (const stack of stacks) new GitHubOidcProvider(stack, 'GitHub');
  expect(counts(stacks)).toEqual([1, 1]);
});

test('another stage goes on with the provider imported', () => {
  const app = newApp();
  const [dev, prod] = ['Dev', 'Prod'].map((id) => new Stack(new Stage(app, id), 'Stack', { env })) as [Stack, Stack];
  newPublisher({}, dev);
  newPublisher({ provider: GitHubOidcProvider.fromAccount(prod, 'Theirs') }, prod);
  expect(counts([dev, prod])).toEqual([1, 0]);
});

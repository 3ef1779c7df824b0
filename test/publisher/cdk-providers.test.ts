import { CfnCondition, Fn, Stack } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { CfnOIDCProvider, type IOIDCProviderRef, OidcProviderNative, OpenIdConnectProvider } from 'aws-cdk-lib/aws-iam';
import { BitbucketSubject } from '../../lib/publisher/bitbucket/bitbucket-subject';
import { BuildkiteSubject } from '../../lib/publisher/buildkite/buildkite-subject';
import { CircleCiSubject } from '../../lib/publisher/circle-ci/circle-ci-subject';
import { GitHubIssuer } from '../../lib/github/github-issuer';
import { GitHubOidcProvider } from '../../lib/github/github-oidc-provider';
import { GitHubPublisherRole } from '../../lib/github/github-publisher-role';
import { GitHubSubject } from '../../lib/github/github-subject';
import { GitLabSubject } from '../../lib/publisher/gitlab/gitlab-subject';
import { OidcProvider } from '../../lib/publisher/oidc-provider';
import { OidcPublisherRole } from '../../lib/publisher/oidc-publisher-role';
import { type OidcSubject } from '../../lib/publisher/oidc-subject';
import { PublishWorkflow } from '../../lib/github/publish-workflow';
import { account, newApp, newOpenStack, newStack, type Properties, resourcesOf, templateOf } from '../synthesis';
import { uuids } from './oidc-role';

/** A role accepts the provider that an app has already, however the app has it, so that an app creates no second one. */

const gitHubSubject = GitHubSubject.branch('acme/app', 'main', { ownerId: '1', repositoryId: '2' });
const others: readonly (readonly [string, OidcSubject])[] = [
  ['GitLab', GitLabSubject.branch('acme/app', 'main', { projectId: '42' })],
  [
    'Bitbucket',
    BitbucketSubject.environment(
      { workspace: 'acme', workspaceUuid: uuids.organization, repositoryUuid: uuids.project },
      uuids.other,
    ),
  ],
  [
    'CircleCI',
    CircleCiSubject.branch(
      { organizationId: uuids.organization, projectId: uuids.project, origin: 'github.com/acme/app' },
      'main',
    ),
  ],
  ['Buildkite', BuildkiteSubject.branch('acme/app', 'main', { pipelineId: uuids.project })],
];

type Making = (stack: Stack, issuer: string, audience: string) => IOIDCProviderRef;

const makings: readonly (readonly [string, Making])[] = [
  [
    'the custom resource',
    (stack, issuer, audience) =>
      new OpenIdConnectProvider(stack, 'P', { url: `https://${issuer}`, clientIds: ['other', audience] }),
  ],
  [
    'the native one',
    (stack, issuer, audience) =>
      new OidcProviderNative(stack, 'P', { url: `https://${issuer}`, clientIds: [audience] }),
  ],
  [
    'the resource alone',
    (stack, issuer, audience) =>
      new CfnOIDCProvider(stack, 'P', { url: `https://${issuer}`, clientIdList: [audience] }),
  ],
  [
    'an import by its ARN',
    (stack, issuer) =>
      OpenIdConnectProvider.fromOpenIdConnectProviderArn(stack, 'P', `arn:aws:iam::${account}:oidc-provider/${issuer}`),
  ],
  [
    'a native import by an ARN with tokens',
    (stack, issuer) =>
      OidcProviderNative.fromOidcProviderArn(
        stack,
        'P',
        stack.formatArn({ service: 'iam', region: '', resource: 'oidc-provider', resourceName: issuer }),
      ),
  ],
  [
    'an import whose ARN is known at deploy time',
    (stack) => OpenIdConnectProvider.fromOpenIdConnectProviderArn(stack, 'P', Fn.importValue('ProviderArn')),
  ],
];

interface Trust {
  readonly federated: unknown;
  readonly condition: Properties;
}

function trustIn(stack: Stack): Trust {
  const role = resourcesOf(stack, 'AWS::IAM::Role').find(({ Properties: { Description } }) =>
    String(Description).includes('publishes'),
  );
  const { Statement } = role?.Properties.AssumeRolePolicyDocument as { Statement: Properties[] };
  const [{ Principal, Condition } = {}] = Statement;
  return { federated: (Principal as { Federated: unknown }).Federated, condition: Condition as Properties };
}

describe.each(makings)('%s', (_, make) => {
  test('is accepted for GitHub, and no second provider is created', () => {
    const stack = newStack();
    const provider = make(stack, 'token.actions.githubusercontent.com', 'sts.amazonaws.com');
    const role = new GitHubPublisherRole(stack, 'Role', {
      roleName: 'ci',
      subjects: [gitHubSubject],
      provider,
      repositories: [Repository.fromRepositoryName(stack, 'App', 'app')],
    });
    const { condition } = trustIn(stack);
    expect(condition.StringEquals).toMatchObject({
      'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
      'token.actions.githubusercontent.com:sub': 'repo:acme@1/app@2:ref:refs/heads/main',
    });
    expect(resourcesOf(stack, 'AWS::IAM::OIDCProvider').length).toBeLessThanOrEqual(1);
    expect(PublishWorkflow.of(role).renderYaml()).toContain('audience: sts.amazonaws.com');
  });

  test.each(others)('is accepted for %s', (__, subject) => {
    const { issuer = '', defaultAudience = '' } = subject._issuer ?? {};
    const [theirs, ours] = [newStack(), newStack()];
    new OidcPublisherRole(theirs, 'Role', {
      subjects: [subject],
      provider: make(theirs, issuer, defaultAudience),
      repositoryPrefixes: ['a/'],
    });
    new OidcPublisherRole(ours, 'Role', { subjects: [subject], repositoryPrefixes: ['a/'] });
    expect(trustIn(theirs).condition).toEqual(trustIn(ours).condition);
  });
});

test('the role names the provider by its ARN, and waits for it', () => {
  const stack = newStack();
  const provider = new OpenIdConnectProvider(stack, 'P', {
    url: 'https://gitlab.com',
    clientIds: ['https://gitlab.com'],
  });
  new OidcPublisherRole(stack, 'Role', {
    subjects: [GitLabSubject.branch('acme/app', 'main', { projectId: '42' })],
    provider,
    repositoryPrefixes: ['a/'],
  });
  const template = templateOf(stack);
  const [id = ''] = Object.keys(template.findResources('Custom::AWSCDKOpenIdConnectProvider'));
  expect(trustIn(stack)).toMatchObject({
    federated: { Ref: id },
    condition: { StringEquals: { 'gitlab.com:aud': 'https://gitlab.com' } },
  });
  const role = Object.values(template.findResources('AWS::IAM::Role')).find(({ DependsOn }) =>
    (DependsOn as string[] | undefined)?.includes(id),
  );
  expect(role).toBeDefined();
});

test("an enterprise's issuer is read from the resource", () => {
  const stack = newStack();
  const provider = new OidcProviderNative(stack, 'P', {
    url: 'https://token.actions.githubusercontent.com/acme/',
    clientIds: ['sts.amazonaws.com'],
  });
  new GitHubPublisherRole(stack, 'Role', { subjects: [gitHubSubject], provider, repositoryPrefixes: ['a/'] });
  expect(Object.keys(trustIn(stack).condition.StringEquals as object)).toContain(
    'token.actions.githubusercontent.com/acme:sub',
  );
});

const gitLab = GitLabSubject.branch('acme/app', 'main', { projectId: '42' });
const arn = (issuer: string, owner = account, partition = 'aws') =>
  `arn:${partition}:iam::${owner}:oidc-provider/${issuer}`;
const imported = (stack: Stack, providerArn: string) =>
  OpenIdConnectProvider.fromOpenIdConnectProviderArn(stack, 'P', providerArn);
const addGitLab = (stack: Stack, provider: IOIDCProviderRef) =>
  new OidcPublisherRole(stack, 'Role', { subjects: [gitLab], provider, repositoryPrefixes: ['a/'] });
const addGitHub = (stack: Stack, provider: IOIDCProviderRef) =>
  new GitHubPublisherRole(stack, 'Role', { subjects: [gitHubSubject], provider, repositoryPrefixes: ['a/'] });

test.each<[string, (stack: Stack) => unknown, string]>([
  [
    "a role for GitLab has GitHub's provider",
    (stack) => addGitLab(stack, imported(stack, arn('token.actions.githubusercontent.com'))),
    "`subjects[0]` must be trusted through its issuer 'gitlab.com', got the issuer 'token.actions.githubusercontent.com'. " +
      'Omit provider, or pass the provider of that issuer.',
  ],
  [
    "a role for GitHub has GitLab's provider",
    (stack) => addGitHub(stack, new OpenIdConnectProvider(stack, 'P', { url: 'https://gitlab.com', clientIds: ['a'] })),
    "`subjects[0]` must be trusted through GitHub, got the issuer 'gitlab.com'. Create the provider with GitHubOidcProvider.",
  ],
  [
    'the provider is in another account',
    (stack) => addGitHub(stack, imported(stack, arn('token.actions.githubusercontent.com', '999999999999'))),
    `\`provider\` must be of the role's account ${account}, got 'Stack/P' of account 999999999999. Omit it, or use ` +
      'fromAccount() in this stack.',
  ],
  [
    'the provider is in another partition',
    (stack) => addGitHub(stack, imported(stack, arn('token.actions.githubusercontent.com', account, 'aws-cn'))),
    `\`provider\` must be in partition 'aws', as its stack is, got 'arn:aws-cn:iam::${account}:oidc-provider/token.actions.githubusercontent.com'. ` +
      'AWS connects nothing across partitions.',
  ],
  [
    'the provider has no audience',
    (stack) =>
      addGitHub(stack, new OpenIdConnectProvider(stack, 'P', { url: 'https://token.actions.githubusercontent.com' })),
    '`provider` must list an audience, got none. Without one, the role would accept a token for any other service.',
  ],
])('fails when %s', (_, add, message) => {
  expect(() => add(newStack())).toThrow(new Error(message));
});

describe('two providers of one issuer', () => {
  const issuer = 'token.actions.githubusercontent.com';
  const second = (path: string, ours: string) =>
    `[${ours}] must be the only provider of its account for '${issuer}', got a second one, '${path}'. IAM refuses it. Pass the ` +
    `construct of '${path}' as \`provider\` of the role.`;

  test.each([newStack, newOpenStack])('fail the synth, although one is of the CDK', (makeStack) => {
    const stack = makeStack();
    new OpenIdConnectProvider(stack, 'Old', { url: `https://${issuer}`, clientIds: ['sts.amazonaws.com'] });
    new GitHubOidcProvider(stack, 'New');
    expect(() => templateOf(stack)).toThrow(second('Stack/Old/Resource/Default', 'Stack/New'));
  });

  function withOld(): Stack {
    const stack = newStack();
    new OpenIdConnectProvider(stack, 'Old', { url: `https://${issuer}`, clientIds: ['sts.amazonaws.com'] });
    return stack;
  }

  const twoOfCdk = (one: string, other: string) =>
    `[Stack/Role] \`provider\` must be the only provider of its account for '${issuer}', got '${one}' and '${other}'. IAM refuses a ` +
    'second one. Remove the one that is not deployed. To change to it, keep the deployed one with RemovalPolicy.RETAIN, remove it, ' +
    'and import it as the other one: without it, no role that trusts it can be assumed.';

  test.each([newStack, newOpenStack])(
    'fail the synth if a role trusts one, although both are of the CDK',
    (makeStack) => {
      const stack = makeStack();
      new OidcProviderNative(stack, 'Old', { url: `https://${issuer}`, clientIds: ['sts.amazonaws.com'] });
      const provider = new OpenIdConnectProvider(stack, 'New', {
        url: `https://${issuer}/`,
        clientIds: ['sts.amazonaws.com'],
      });
      const role = addGitHub(stack, provider);
      new GitHubPublisherRole(stack, 'Other', { subjects: [gitHubSubject], provider, repositoryPrefixes: ['b/'] });
      expect(() => templateOf(stack)).toThrow(
        new Error(`Validation failed with the following errors:\n  ${twoOfCdk('Stack/Old', 'Stack/New')}`),
      );
      expect(role.node.path).toBe('Stack/Role');
    },
  );

  test('of which a condition creates one are accepted', () => {
    const stack = withOld();
    const provider = new CfnOIDCProvider(stack, 'New', {
      url: `https://${issuer}`,
      clientIdList: ['sts.amazonaws.com'],
    });
    provider.cfnOptions.condition = new CfnCondition(stack, 'IsNew');
    addGitHub(stack, provider);
    expect(() => templateOf(stack)).not.toThrow();
  });

  test('of other issuers are accepted', () => {
    const stack = withOld();
    new OidcProvider(stack, 'New', { issuer: GitHubIssuer.enterprise('acme') });
    expect(() => templateOf(stack)).not.toThrow();
  });

  test('of other accounts are accepted', () => {
    const app = newApp();
    const stackIn = (id: string) => new Stack(app, `Stack${id}`, { env: { account: id, region: 'eu-west-1' } });
    const old = stackIn(account);
    new OpenIdConnectProvider(old, 'Old', { url: `https://${issuer}`, clientIds: ['sts.amazonaws.com'] });
    const stack = stackIn('999999999999');
    new GitHubOidcProvider(stack, 'New');
    expect(() => templateOf(stack)).not.toThrow();
  });
});

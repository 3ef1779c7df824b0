import { Stack } from 'aws-cdk-lib';
import { GitHubOidcProvider } from '../../lib/github/github-oidc-provider';
import { GitHubSubject } from '../../lib/github/github-subject';
import { BitbucketIssuer } from '../../lib/publisher/bitbucket/bitbucket-issuer';
import { BitbucketSubject } from '../../lib/publisher/bitbucket/bitbucket-subject';
import { BuildkiteIssuer } from '../../lib/publisher/buildkite/buildkite-issuer';
import { BuildkiteSubject } from '../../lib/publisher/buildkite/buildkite-subject';
import { CircleCiIssuer } from '../../lib/publisher/circle-ci/circle-ci-issuer';
import { CircleCiSubject } from '../../lib/publisher/circle-ci/circle-ci-subject';
import { GitLabIssuer } from '../../lib/publisher/gitlab/gitlab-issuer';
import { GitLabSubject } from '../../lib/publisher/gitlab/gitlab-subject';
import { type OidcIssuer } from '../../lib/publisher/oidc-issuer';
import { OidcProvider } from '../../lib/publisher/oidc-provider';
import { type OidcSubject } from '../../lib/publisher/oidc-subject';
import { env, newApp, newStack, onlyProperties, resourcesOf } from '../synthesis';
import { newRole, trustIn, uuids } from './oidc-role';

const { organization, project } = uuids;
const gitLab = GitLabSubject.branch('acme/app', 'main', { projectId: '42' });
const buildkite = BuildkiteSubject.branch('acme/app', 'main', { pipelineId: project });
const workspace = { workspace: 'acme', workspaceUuid: organization };
const bitbucket = BitbucketSubject.withoutEnvironment({ ...workspace, repositoryUuid: project });
const circleCi = CircleCiSubject.branch(
  { organizationId: organization, projectId: project, origin: 'github.com/acme/app' },
  'main',
);

const type = 'AWS::IAM::OIDCProvider';

test.each<[string, OidcSubject, OidcIssuer, string, string]>([
  ['GitLab CI/CD', gitLab, GitLabIssuer.gitLab(), 'gitlab.com', 'sts.amazonaws.com'],
  ['Buildkite', buildkite, BuildkiteIssuer.buildkite(), 'agent.buildkite.com', 'sts.amazonaws.com'],
  [
    'Bitbucket Pipelines',
    bitbucket,
    BitbucketIssuer.workspace('acme', organization),
    'api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc',
    `ari:cloud:bitbucket::workspace/${organization}`,
  ],
  [
    'CircleCI',
    circleCi,
    CircleCiIssuer.organization(organization),
    `oidc.circleci.com/org/${organization}`,
    organization,
  ],
])('%s becomes a provider of the account if a role needs it', (name, subject, issuer, address, audience) => {
  const stack = newStack();
  newRole({ subjects: [subject] }, stack);
  expect(onlyProperties(stack, type)).toEqual({ Url: `https://${address}`, ClientIdList: [audience] });
  expect(onlyProperties(stack, 'AWS::IAM::Role')).toMatchObject({
    Description: `${name} publishes container images with this role`,
  });
  expect(issuer).toMatchObject({ issuer: address, defaultAudience: audience, displayName: name });
});

test('two stacks with roles of two issuers share a provider for each', () => {
  const app = newApp();
  const stacks = ['First', 'Second'].map((id) => new Stack(app, id, { env }));
  for (const stack of stacks) {
    newRole({ subjects: [gitLab] }, stack);
    newRole({ subjects: [buildkite] }, new Stack(stack, 'Buildkite', { env }));
  }
  const urls = app.node
    .findAll()
    .filter((construct) => construct instanceof Stack)
    .map((stack) => resourcesOf(stack, type).map(({ Properties: { Url } }) => String(Url)));
  expect(urls).toEqual([['https://gitlab.com'], ['https://agent.buildkite.com'], [], []]);
});

test('an imported provider is used, with its own audience', () => {
  const stack = newStack();
  const issuer = GitLabIssuer.gitLab();
  const provider = OidcProvider.fromAccount(stack, 'Theirs', { issuer, audiences: ['https://gitlab.com'] });
  newRole({ subjects: [gitLab], provider }, stack);
  expect(resourcesOf(stack, type)).toEqual([]);
  expect(JSON.stringify(trustIn(stack))).toContain('"gitlab.com:aud":"https://gitlab.com"');
});

const own = GitLabSubject.branch('acme/app', 'main', { issuer: GitLabIssuer.selfManaged('gitlab.example.com') });
const twin = BitbucketSubject.withoutEnvironment({
  workspace: 'acme',
  workspaceUuid: uuids.other,
  repositoryUuid: project,
});
const bitbucketAddress = 'api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc';

test.each<[string, OidcSubject[], string]>([
  [
    'two systems',
    [gitLab, gitLab, buildkite],
    "'gitlab.com' for 'sts.amazonaws.com' and 'agent.buildkite.com' for 'sts.amazonaws.com'",
  ],
  [
    'two GitLabs',
    [gitLab, own],
    "'gitlab.com' for 'sts.amazonaws.com' and 'gitlab.example.com' for 'sts.amazonaws.com'",
  ],
  [
    'one workspace with two UUIDs',
    [bitbucket, twin],
    `'${bitbucketAddress}' for 'ari:cloud:bitbucket::workspace/${organization}' and ` +
      `'${bitbucketAddress}' for 'ari:cloud:bitbucket::workspace/${uuids.other}'`,
  ],
  [
    'GitLab and GitHub',
    [gitLab, GitHubSubject.branch('acme/app', 'main')],
    "'gitlab.com' for 'sts.amazonaws.com' and GitHub",
  ],
])('fails when subjects are of %s', (_, subjects, got) => {
  const message = `\`subjects\` must be of one issuer, got ${got}. Create a role for each.`;
  expect(() => newRole({ subjects })).toThrow(new Error(message));
});

test('fails when the provider is of another issuer', () => {
  const stack = newStack();
  const provider = new OidcProvider(stack, 'Provider', { issuer: BuildkiteIssuer.buildkite() });
  const message =
    "`subjects[0]` must be trusted through its issuer 'gitlab.com', got the issuer 'agent.buildkite.com'. Omit " +
    'provider, or pass the provider of that issuer.';
  expect(() => newRole({ subjects: [gitLab], provider }, stack)).toThrow(new Error(message));
});

test('fails when subjects of GitHub have no provider', () => {
  const message = '`provider` is required for subjects of GitHub, got nothing. Set it, or use a GitHubPublisherRole.';
  const subjects = [GitHubSubject.branch('acme/app', 'main')];
  expect(() => newRole({ subjects })).toThrow(new Error(message));
  const stack = newStack();
  expect(() => newRole({ subjects, provider: GitHubOidcProvider.forAccountOf(stack) }, stack)).not.toThrow();
});

test('fails when there is no subject', () => {
  const message =
    '`subjects` must name at least one subject, got none. Without one, any job of the CI system could assume the role.';
  expect(() => newRole({ subjects: [] })).toThrow(new Error(message));
});

import { Template } from 'aws-cdk-lib/assertions';
import { validateConfig } from '../../../../lib/app/config';
import { gitHubSubjectsOf } from '../../../../lib/app/config/ci/github';
import { gitHubIssuerOf } from '../../../../lib/app/config/ci/identity-provider';
import { addRegistryStacks } from '../../../../lib/app/registry-stacks';
import { GitHubSubject } from '../../../../lib/github/github-subject';
import { newApp, type Properties } from '../../../synthesis';
import { minimal, problemsOf } from '../../config-cases';

const ids = { ownerId: '1', repositoryId: '2' };
const jobWorkflowRef = 'acme/ci/.github/workflows/publish.yml@refs/heads/main';

test('each branch, tag and pattern of a trust is a subject, with the further claims', () => {
  const made = gitHubSubjectsOf({
    repository: 'acme/app',
    ...ids,
    acceptNameOnly: true,
    jobWorkflowRef,
    branches: ['main', 'stable'],
    tags: ['v1'],
    branchPatterns: ['release/*'],
    tagPatterns: ['v*'],
  });
  const options = { ...ids, acceptNameOnly: true, jobWorkflowRef };
  const expected = [
    GitHubSubject.branch('acme/app', 'main', options),
    GitHubSubject.branch('acme/app', 'stable', options),
    GitHubSubject.tag('acme/app', 'v1', options),
    GitHubSubject.branchPattern('acme/app', 'release/*', options),
    GitHubSubject.tagPattern('acme/app', 'v*', options),
  ];
  expect(made.map(({ _claims }) => _claims)).toEqual(expected.map(({ _claims }) => _claims));
});

test('a ref is required of runs of the environments', () => {
  const [made] = gitHubSubjectsOf({ repository: 'acme/app', ...ids, environments: ['prod'], ref: 'refs/heads/main' });
  expect(made?._claims).toEqual(
    GitHubSubject.environment('acme/app', 'prod', { ...ids, ref: 'refs/heads/main' })._claims,
  );
});

test.each([
  [undefined, 'token.actions.githubusercontent.com'],
  [{}, 'token.actions.githubusercontent.com'],
  [{ issuer: { enterprise: 'acme' } }, 'token.actions.githubusercontent.com/acme'],
  [{ issuer: { dataResidency: 'acme' } }, 'token.actions.acme.ghe.com'],
  [{ issuer: { enterpriseServer: 'github.acme.com' } }, 'github.acme.com/_services/token'],
])('the issuer of %j is %s', (github, issuer) => {
  expect(gitHubIssuerOf(github).issuer).toBe(issuer);
});

const publisher = {
  name: 'github-ci',
  github: [{ repository: 'acme/service', branches: ['main'] }],
  repositories: ['service'],
};

function resources(config: object): Properties[] {
  const [environment] = addRegistryStacks(newApp(), validateConfig({ ...minimal, ...config }));
  if (!environment) throw new Error('no environment');
  const printed = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const { Resources: found } = Template.fromStack(environment.publisherStack).toJSON() as {
    Resources: Record<string, Properties>;
  };
  printed.mockRestore();
  return Object.values(found);
}

const server = { enterpriseServer: 'github.acme.com' };

test.each([
  ['made', {}, ['https://github.acme.com/_services/token']],
  ['imported', { provider: 'import' }, []],
])('the provider of a server is %s, and the role trusts it', (_, provider, urls) => {
  const all = resources({ github: { ...provider, issuer: server }, publishers: [publisher] });
  const providers = all.filter(({ Type }) => Type === 'AWS::IAM::OIDCProvider');
  expect(providers.map(({ Properties: properties }) => (properties as Properties).Url as string)).toEqual(urls);
  expect(JSON.stringify(all)).toContain(
    '"github.acme.com/_services/token:sub":"repo:acme/service:ref:refs/heads/main"',
  );
});

test('a publisher pushes below prefixes and pulls', () => {
  const more = { repositoryPrefixes: ['team/'], pullRepositories: ['service'] };
  const text = JSON.stringify(resources({ publishers: [{ ...publisher, ...more }] }));
  expect(text).toContain(':repository/team/*');
  expect(text).toContain('"Sid":"PullImages"');
});

test('fails when ids are asked of a server, which sends none', () => {
  const github = [{ repository: 'acme/service', ...ids, branches: ['main'] }];
  const config = { ...minimal, github: { issuer: server }, publishers: [{ ...publisher, github }] };
  expect(problemsOf(() => addRegistryStacks(newApp(), validateConfig(config)))).toEqual([
    "publishers[0]: `subjects[0]` must have no ids on GitHub Enterprise Server, got ids of 'acme/service'. Its " +
      'tokens contain none, so omit ownerId and repositoryId.',
  ]);
});

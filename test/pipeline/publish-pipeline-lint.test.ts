import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { BuildSecret } from '../../lib/build-input/build-secret';
import { WorkflowCache } from '../../lib/github/workflow-cache';
import { EcsDeployment } from '../../lib/deployment/ecs-deployment';
import { ImageTag } from '../../lib/naming/image-tag';
import { VersionChannel } from '../../lib/naming/version-channel';
import { type PublishPipelineOptions } from '../../lib/pipeline/publish-pipeline-options';
import { GitLabIssuer } from '../../lib/publisher/gitlab/gitlab-issuer';
import { GitLabSubject } from '../../lib/publisher/gitlab/gitlab-subject';
import { type OidcPublisherRoleProps } from '../../lib/publisher/oidc-publisher-role';
import { ImageRepository } from '../../lib/repository/image-repository';
import { newOpenStack, newStack } from '../synthesis';
import { schemaErrors, scriptsIn, shellErrors } from './pipeline-lint';
import { bitbucketRefs, bitbucketSubjects, environmentSubjects, gitLabSubjects, pipelineOf } from './publisher';

const { LINUX_AMD64: amd64, LINUX_ARM64: arm64 } = Platform;
const allTags = [
  ImageTag.commit(),
  ImageTag.shortCommit(),
  ImageTag.branch('branch-'),
  ImageTag.semanticVersion({ channels: [VersionChannel.MAJOR] }),
  ImageTag.fixed('latest'),
];
const builds: PublishPipelineOptions[] = [
  { labels: { 'org.opencontainers.image.title': 'it\'s "$HOME" `id` END_OF_SCRIPT é' } },
  { platforms: [arm64], attestations: false, target: 'runtime', context: 'a b', dockerfile: 'a b/Dockerfile' },
  { platforms: [amd64, arm64], cache: WorkflowCache.repository('cache'), tags: allTags },
  { platforms: [amd64, arm64], emulation: true, tags: allTags, services: ['c/s', 'c/other'] },
];
const inputs: PublishPipelineOptions = {
  buildArgs: { GREETING: "it's" },
  secrets: { npm: BuildSecret.fromCiVariable('NPM_TOKEN') },
  environmentVariables: { SOURCE_DATE_EPOCH: '0' },
  alwaysPull: true,
  noCache: true,
  commandsBeforeBuild: ['make generate'],
  commandsAfterPush: ['echo "$IMAGE_URI"'],
};
const selfManaged = { issuer: GitLabIssuer.selfManaged('git.example.com') };
const systems: [Partial<OidcPublisherRoleProps>, PublishPipelineOptions][] = [
  [{ subjects: gitLabSubjects }, {}],
  [
    {
      subjects: [
        GitLabSubject.branch('acme/app', 'it\'s+a-"branch"!`$(id)`;#/x', selfManaged),
        GitLabSubject.tag('acme/app', 'v1.0.0', selfManaged),
      ],
    },
    { runners: { 'linux/arm64': 'our arm' } },
  ],
  [{ subjects: bitbucketSubjects }, bitbucketRefs],
];

function render(props: Partial<OidcPublisherRoleProps>, options: PublishPipelineOptions): string {
  const stack = newStack();
  const image = new ImageRepository(stack, 'App', {
    repositoryName: 'x/app',
    mutableTags: ['latest', '1', 'branch-*'],
  });
  const cache = new ImageRepository(stack, 'Cache', { repositoryName: 'cache', mutableTags: ['buildcache-*'] });
  const repositories = [image, cache];
  const deploys = [EcsDeployment.named('c', 's', { container: 'web' }), EcsDeployment.named('c', 'other')];
  const rights = { repositories, pullRepositories: repositories, listRepositories: repositories, deploys };
  return pipelineOf({ services: ['c/s'], ...options, repositoryName: 'x/app' }, { ...rights, ...props }, stack);
}

const texts = [
  ...systems.flatMap(([props, options]) => builds.map((build) => render(props, { ...options, ...build }))),
  render({ subjects: environmentSubjects }, { ...inputs, environment: 'Production', services: [] }),
  pipelineOf(inputs, { roleName: undefined, subjects: gitLabSubjects }, newOpenStack()),
];

test('each is valid by the schema of its CI system', () => {
  expect(texts.flatMap(schemaErrors)).toEqual([]);
});

test.each([
  ['GitLab', texts[0], 'id_tokens:', 'id_token:'],
  ['Bitbucket', texts.at(-2), 'oidc: true', 'oidc: 7'],
])('the schema of %s refuses a mistake', (_, text = '', right, wrong) => {
  expect(text).toContain(right);
  expect(schemaErrors(text.replace(right, wrong))).not.toEqual([]);
});

test('ShellCheck finds nothing in any script', () => {
  const [gitLab = '', bitbucket = '', oneStep = ''] = [texts[2], texts[11], texts.at(-2)];
  const scripts = [...scriptsIn(gitLab).slice(-3), ...scriptsIn(bitbucket).slice(-1), ...scriptsIn(oneStep)];
  expect(scripts).toHaveLength(5);
  expect(shellErrors(scripts)).toEqual([]);
}, 120_000);

test('all of each file is ASCII, and no part of a script is a tab or ends with spaces', () => {
  expect(texts.filter((text) => /[^\x20-\x7e\n]| \n/.test(text))).toEqual([]);
});

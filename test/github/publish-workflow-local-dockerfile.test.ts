import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { stringify } from 'yaml';
import { ImageRegistry } from '../../lib/base-image/image-registry';
import { RegistryCredentials } from '../../lib/base-image/registry-credentials';
import { RegistryMirror } from '../../lib/base-image/registry-mirror';
import { GitHubPublisherRole } from '../../lib/github/github-publisher-role';
import { GitHubSubject } from '../../lib/github/github-subject';
import { PublishWorkflow } from '../../lib/github/publish-workflow';
import { PublishPipeline } from '../../lib/pipeline/publish-pipeline';
import { folderWith, run } from '../app/command';
import { newPublisher as newPipelinePublisher } from '../pipeline/publisher';
import { ImageRepository } from '../../lib/repository/image-repository';
import { account, newStack, region, warningsOf } from '../synthesis';
import { ids, newPublisher } from './publisher';

const folder = mkdtempSync(join(tmpdir(), 'workflow-dockerfile-'));
const localDockerfile = join(folder, 'Dockerfile');
const image = `999999999999.dkr.ecr.${region}.amazonaws.com/base:1`;
const baseArn = `arn:aws:ecr:${region}:999999999999:repository/base`;
const withBase = () => ({ pullRepositories: [Repository.fromRepositoryArn(newStack(), 'Base', baseArn)] });

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const problem = (option: string) =>
  `must start from images that the build may pull, got '${image}' in line 2 of ${localDockerfile}. Add its repository to ${option}.`;

/** The warnings about base images of each system. */
const systems = {
  GitHub: (text: string, options = {}, props = {}) => {
    writeFileSync(localDockerfile, text);
    const role = newPublisher(props);
    PublishWorkflow.of(role, { localDockerfile, ...options });
    return warningsOf(role).filter((warning) => warning.includes('starts from'));
  },
  GitLab: (text: string, options = {}, props = {}) => {
    writeFileSync(localDockerfile, text);
    const role = newPipelinePublisher(props);
    PublishPipeline.of(role, { localDockerfile, ...options });
    return warningsOf(role).filter((warning) => warning.includes('starts from'));
  },
};

describe.each(Object.entries(systems))('a Dockerfile at hand, for a file of %s', (_, warnings) => {
  const text = `ARG V=1\nFROM 999999999999.dkr.ecr.${region}.amazonaws.com/base:$V`;

  test('fails when the role may not pull an image of ECR that it starts from', () => {
    const message = `\`localDockerfile\` ${problem('`pullRepositories` of the role')}`;
    expect(() => warnings(text)).toThrow(new Error(message));
    expect(warnings(text, {}, withBase())).toEqual([]);
    expect(warnings(text, { buildArgs: { V: '2' } }, withBase())).toEqual([]);
  });

  test('fails only for the stages that the target needs', () => {
    const stages = `FROM node AS web\nFROM ${image} AS api`;
    expect(() => warnings(stages)).toThrow(
      new Error(`\`localDockerfile\` ${problem('`pullRepositories` of the role')}`),
    );
    expect(warnings(stages, { target: 'web' })).toEqual([]);
  });

  test('passes images in a pull-through cache of the role, and of registries that it has credentials for', () => {
    const cached = `${account}.dkr.ecr.${region}.amazonaws.com/docker-hub/library/node`;
    expect(
      warnings(`FROM ${cached}`, {}, { mirrors: [RegistryMirror.pullThroughCache('docker.io', 'docker-hub')] }),
    ).toEqual([]);
  });

  test('warns of images that it cannot check', () => {
    expect(warnings('ARG BASE\nFROM $BASE')).toEqual([
      expect.stringContaining(
        `Line 2 of ${localDockerfile} starts from '$BASE', and '$BASE' has no value at synth. Whether the build may pull it was not ` +
          'checked.',
      ),
    ]);
    expect(warnings('FROM acme.azurecr.io/base:1')).toEqual([
      expect.stringContaining(
        `Line 1 of ${localDockerfile} starts from 'acme.azurecr.io/base:1', and the build has no credentials for acme.azurecr.io. ` +
          'If the image is private, add the registry to `registries`.',
      ),
    ]);
  });

  test('fails when it is not there', () => {
    const none = join(folder, 'none');
    expect(() => warnings('', { localDockerfile: none })).toThrow(
      new Error(
        `\`localDockerfile\` must be the path of a Dockerfile on this machine, got '${none}', which cannot be read. ` +
          'It is relative to the folder that the app runs in.',
      ),
    );
  });
});

test('each image of several has its own Dockerfile, which the problem names', () => {
  writeFileSync(localDockerfile, `# api\nFROM ${image}`);
  const web = join(folder, 'web.Dockerfile');
  writeFileSync(web, 'FROM node\n');
  const stack = newStack();
  const repositories = ['web', 'api'].map((name) => Repository.fromRepositoryName(stack, name, name));
  const images = [
    { repositoryName: 'web', localDockerfile: web },
    { repositoryName: 'api', localDockerfile },
  ];
  const role = newPublisher({ repositories }, stack);
  expect(() => PublishWorkflow.of(role, { images })).toThrow(
    new Error(`\`images[1].localDockerfile\` ${problem('`pullRepositories` of the role')}`),
  );
});

test('credentials of the options count', () => {
  const registries = [
    ImageRegistry.host('acme.azurecr.io', RegistryCredentials.fromGitHubSecrets('ACR', { usernameSecret: 'ACR_USER' })),
  ];
  expect(systems.GitHub('FROM acme.azurecr.io/base:1', { registries })).toEqual([]);
});

describe('the command reads the rights of a role in templates', () => {
  const outdir = join(folder, 'cdk.out');
  const app = new App({ outdir });
  const stack = new Stack(app, 'publishers', { env: { account, region } });
  const subjects = [GitHubSubject.branch('acme/app', 'main', ids)];
  const repositories = [Repository.fromRepositoryName(stack, 'App', 'app')];
  for (const [name, props] of Object.entries({
    plain: {},
    base: { pullRepositories: [Repository.fromRepositoryArn(stack, 'Base', baseArn)] },
    cache: { mirrors: [RegistryMirror.pullThroughCache('docker.io', 'docker-hub')] },
  })) {
    new GitHubPublisherRole(stack, name, { roleName: name, subjects, repositories, ...props });
  }
  const open = new Stack(app, 'open');
  new GitHubPublisherRole(open, 'Open', {
    roleName: 'open',
    subjects,
    repositories: [new ImageRepository(open, 'App', { repositoryName: 'app' })],
  });
  app.synth();

  const results = (role: string, text: string) => {
    writeFileSync(localDockerfile, text);
    const { stdout, stderr, exitCode } = run('workflow', outdir, '--role', role, '--local-dockerfile', localDockerfile);
    return [exitCode, stdout.startsWith('#') || stdout.startsWith('name:'), stderr];
  };

  test.each<[string, string, [number, string]]>([
    ['plain', `#\nFROM ${image}`, [1, `\`--local-dockerfile\` ${problem('`pullRepositories` of the role')}\n`]],
    ['base', `#\nFROM ${image}`, [0, '']],
    ['cache', `FROM ${account}.dkr.ecr.${region}.amazonaws.com/docker-hub/library/node`, [0, '']],
    [
      'open',
      `FROM ${image}`,
      [
        0,
        `Note: Line 1 of ${localDockerfile} starts from '${image}', and synth does not know all repositories that the build may ` +
          'pull from. Whether it may pull the image was not checked.\n',
      ],
    ],
    [
      'plain',
      'ARG BASE\nFROM $BASE',
      [
        0,
        `Note: Line 2 of ${localDockerfile} starts from '$BASE', and '$BASE' has no value at synth. Whether the build may pull it ` +
          'was not checked.\n',
      ],
    ],
  ])('%s with %j', (role, text, [exitCode, stderr]) => {
    expect(results(role, text)).toEqual([exitCode, exitCode === 0, stderr]);
  });
});

test('a config describes it, and check and the command report the same problem', () => {
  const config = (workflow: object) => ({
    version: 1,
    environments: [{ name: 'prod', account, region }],
    repositories: [{ name: 'app' }],
    publishers: [
      {
        name: 'ci',
        repositories: ['app'],
        github: [{ repository: 'acme/app', ownerId: '1', repositoryId: '2', branches: ['main'] }],
        workflow: { localDockerfile, ...workflow },
      },
    ],
  });
  writeFileSync(localDockerfile, `ARG BASE\nFROM ${image}\nCOPY --from=$BASE /a /a\n`);
  const file = join(folderWith({ 'ecr-publishing.yaml': stringify(config({})) }), 'ecr-publishing.yaml');
  const line = `publishers[0].workflow.localDockerfile: ${problem('`workflow.baseImages`')}`;
  for (const words of [
    ['check', file],
    ['workflow', file, '--role', 'ci'],
  ]) {
    const { stdout, stderr, exitCode } = run(...words);
    expect([exitCode, `${stdout}${stderr}`.split('\n').filter((each) => each.includes('localDockerfile'))]).toEqual([
      1,
      [expect.stringContaining(line)],
    ]);
  }
  const allowed = stringify(config({ baseImages: [baseArn] }));
  const good = join(folderWith({ 'ecr-publishing.yaml': allowed }), 'ecr-publishing.yaml');
  const warning = `Line 3 of ${localDockerfile} starts from '$BASE', and '$BASE' has no value at synth. Whether the build may pull it was not checked.`;
  expect(run('workflow', good, '--role', 'ci')).toMatchObject({ exitCode: 0, stderr: `Note: ${warning}\n` });
  expect(run('check', good).stdout).toContain(warning);
});

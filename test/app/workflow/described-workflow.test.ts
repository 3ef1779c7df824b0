import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, DefaultStackSynthesizer } from 'aws-cdk-lib';
import { stringify } from 'yaml';
import { validateConfig } from '../../../lib/app/config';
import { addRegistryStacks } from '../../../lib/app/registry-stacks';
import { type Properties } from '../../synthesis';
import { schemaErrors as pipelineErrors } from '../../pipeline/pipeline-lint';
import { jobsIn, parsed, schemaErrors, stepsIn } from '../../github/workflow-lint';
import { folderWith, run } from '../command';
import { problemsOf, withValue } from '../config-cases';

const trusted = { repository: 'acme/shop', ownerId: '1', repositoryId: '2', branches: ['main'], tagPatterns: ['v*'] };

/** A publisher of GitHub for two images, and one of GitLab for one. */
const config = {
  version: 1,
  environments: [{ name: 'prod', account: '123456789012', region: 'us-east-1' }],
  repositories: [
    { name: 'shop/web', mutableTags: ['latest'] },
    { name: 'shop/api', mutableTags: ['latest'] },
    { name: 'base/node' },
  ],
  publishers: [
    {
      name: 'github-ci',
      repositories: ['shop/web', 'shop/api'],
      github: [trusted],
      deploys: [{ cluster: 'shop', service: 'web' }],
      workflow: {
        baseImages: ['base/node', 'arn:aws:ecr:us-east-1:999999999999:repository/base'],
        registries: [{ host: 'docker.io', secret: 'ci/docker-hub' }],
        mirrors: [{ host: 'docker.io', pullThroughCache: 'docker-hub' }],
        secrets: [{ id: 'npm', secret: 'ci/npm', jsonKey: 'token' }],
        tags: { commit: true, semanticVersion: true, channels: ['latest'] },
        rebuilds: { schedule: 'cron(0 3 ? * MON *)' },
        paths: ['package-lock.json'],
        images: [
          { repository: 'shop/web', context: 'web', services: ['shop/web'] },
          { repository: 'shop/api', context: 'api', tests: [{ source: true, commands: ['make test'] }] },
        ],
      },
    },
    {
      name: 'gitlab-ci',
      repositories: ['shop/web'],
      gitlab: [{ project: 'acme/web', projectId: '3', branches: ['main'] }],
      workflow: { platforms: ['linux/arm64'], buildArgs: [{ name: 'A', value: 'b' }], timeoutMinutes: 30 },
    },
    { name: 'plain', repositories: ['shop/web'], github: [{ ...trusted, tagPatterns: undefined }] },
  ],
};

const folder = folderWith({ 'ecr-publishing.yaml': stringify(config) });
const file = join(folder, 'ecr-publishing.yaml');

test('the command writes the workflow that the config describes', () => {
  const { stdout, stderr, exitCode } = run('workflow', file, '--role', 'github-ci');
  expect([exitCode, stderr]).toEqual([0, '']);
  expect(Object.keys(jobsIn(stdout))).toEqual([
    ...['changes', 'rebuild-web', 'publish-web', 'deploy-web', 'rebuild-api', 'publish-api'],
  ]);
  expect((parsed(stdout).on as Properties).schedule).toEqual([{ cron: '0 3 * * 1' }]);
  const names = (jobsIn(stdout)['publish-api']?.steps as Properties[]).map(({ name }) => String(name));
  expect(names).toEqual(expect.arrayContaining(['Test the source', 'Log in to docker.io, which has base images']));
  expect(stdout.includes('ci/npm')).toBe(true);
  expect(stepsIn(stdout).find(({ id }) => id === 'changes')?.env).toMatchObject({
    IMAGE_PATHS_00: 'web/\npackage-lock.json\n',
  });
  expect(schemaErrors(stdout)).toEqual([]);
});

test('the command writes the pipeline of GitLab that the config describes', () => {
  const { stdout, stderr, exitCode } = run('workflow', file, '--role', 'gitlab-ci');
  expect([exitCode, stderr]).toEqual([0, '']);
  expect((parsed(stdout).publish as Properties).tags).toEqual(['saas-linux-small-arm64']);
  expect((parsed(stdout).publish as Properties).timeout).toBe('30 minutes');
  expect(stdout).toContain('BUILD_ARG_00=A=b\n');
  expect(pipelineErrors(stdout)).toEqual([]);
});

test('options of the image are refused if the config describes it, and used if it does not', () => {
  expect(run('workflow', file, '--role', 'github-ci', '--tag', 'latest')).toEqual({
    stdout: '',
    stderr:
      "--tag must not be used, because the config describes the file of 'github-ci'. Change its `workflow` there.\n",
    exitCode: 1,
  });
  expect(run('workflow', file, '--role', 'github-ci', '--no-attestations').stderr).toContain('--no-attestations must');
  const printed = jest.spyOn(console, 'error').mockImplementation(() => undefined); // the warnings of synth
  const { stdout, exitCode } = run('workflow', file, '--role', 'plain', '--context', 'web');
  printed.mockRestore();
  expect(exitCode).toBe(0);
  expect(stepsIn(stdout).find(({ id }) => id === 'build')).toMatchObject({ with: { context: 'web' } });
});

describe('the templates', () => {
  const app = new App({
    defaultStackSynthesizer: new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }),
  });
  addRegistryStacks(app, validateConfig(config));
  const { directory } = app.synth();
  const templates = readdirSync(directory).filter((name) => name.endsWith('.template.json'));
  const template = readFileSync(join(directory, templates.find((name) => /publishers/i.test(name)) ?? ''), 'utf8');

  test('do not have the description, and refer to the config', () => {
    expect(run('workflow', directory, '--role', 'github-ci')).toEqual({
      stdout: '',
      stderr:
        '--role must be rendered from the config that describes its file, got templates. Run: ecr-publishing workflow ' +
        'ecr-publishing.yaml --role github-ci\n',
      exitCode: 1,
    });
    expect(run('workflow', directory, '--role', 'plain').exitCode).toBe(0);
  });

  test('give the role the rights that the file needs, and no others', () => {
    const { Resources: resources } = JSON.parse(template) as { Resources: Record<string, Properties> };
    const policies = Object.values(resources)
      .filter(({ Type }) => Type === 'AWS::IAM::ManagedPolicy')
      .filter(({ Properties: properties }) => JSON.stringify(properties).includes('githubci'))
      .flatMap(
        ({ Properties: { PolicyDocument: document } }) => (document as { Statement: Properties[] }).Statement,
      ) as { Sid?: string; Action: unknown; Resource: unknown }[];
    const of = (action: string) => {
      return JSON.stringify(
        policies.filter(({ Action }) => [Action].flat().includes(action)).map((one) => one.Resource),
      );
    };
    expect(of('secretsmanager:GetSecretValue')).toMatch(
      /secret:ci\/docker-hub-.*secret:ci\/npm-|secret:ci\/npm-.*docker-hub-/,
    );
    expect(of('ecr:GetDownloadUrlForLayer')).toContain(':999999999999:repository/base');
    expect(of('ecr:BatchImportUpstreamImage')).toContain('repository/docker-hub/');
    expect(policies.find(({ Sid }) => Sid === 'ListVersions')).toBeDefined();
  });
});

test('the workflow has the versions of actions that the config names', () => {
  const versions = [{ action: 'actions/checkout', version: '0123456789abcdef0123456789abcdef01234567#v9.0.0' }];
  const changed = withValue(config, 'publishers[0].workflow.actionVersions', versions);
  const path = join(folderWith({ 'ecr-publishing.yaml': stringify(changed) }), 'ecr-publishing.yaml');
  const { stdout, stderr } = run('workflow', path, '--role', 'github-ci');
  expect(stderr).toBe('');
  expect(stdout).toContain('uses: actions/checkout@0123456789abcdef0123456789abcdef01234567 # v9.0.0\n');
  expect(stdout.match(/uses: actions\/checkout@(?!0123)/g)).toBeNull();
});

/** The publisher of GitLab, whose releases are built again by a schedule. */
const rebuilt = (schedule: string) => ({
  name: 'gitlab-ci',
  repositories: ['shop/web'],
  gitlab: [{ project: 'acme/web', projectId: '3', branches: ['main'], tagPatterns: ['v*'] }],
  workflow: { tags: { semanticVersion: true }, rebuilds: { schedule, timeZone: 'Europe/Berlin' } },
});

test('GitLab gets the command that creates the schedule, and its role the rights that rebuilds need', () => {
  const changed = withValue(config, 'publishers[1]', rebuilt('cron(0 3 ? * MON *)'));
  const path = join(folderWith({ 'ecr-publishing.yaml': stringify(changed) }), 'ecr-publishing.yaml');
  const printed = jest.spyOn(console, 'error').mockImplementation(() => undefined); // the warnings of synth
  const { stdout, stderr, exitCode } = run('workflow', path, '--role', 'gitlab-ci');
  printed.mockRestore();
  expect([exitCode, stderr]).toEqual([0, '']);
  expect(stdout).toContain("--ref main --cron '0 3 * * 1' --cronTimeZone Europe/Berlin");
  expect(pipelineErrors(stdout)).toEqual([]);
});

const refused = (path: string, value: unknown) =>
  problemsOf(() => addRegistryStacks(new App(), validateConfig(withValue(config, path, value))));
const gitHub = 'publishers[0].workflow';
const gitLab = 'publishers[1].workflow';

test.each<[string, string, unknown, string[]]>([
  [
    'the image is in a repository that the role may not push to',
    gitLab,
    { repository: 'shop/api' },
    [`${gitLab}.repository: must be one that the role pushes to, got 'shop/api'. Use 'shop/web'.`],
  ],
  [
    'a repository is not in the file',
    gitLab,
    { repository: 'shop/nope' },
    [`${gitLab}.repository: must be the name of a repository of this file, got 'shop/nope'`],
  ],
  [
    'GitLab has several images',
    gitLab,
    { images: [{ context: 'web' }] },
    [`${gitLab}.images: must be set for a publisher of GitHub only, got one of another CI system`],
  ],
  [
    'GitLab does not have the schedule',
    'publishers[1]',
    rebuilt('cron(0 3 L * ? *)'),
    [
      `${gitLab}.rebuilds.schedule: must be a schedule that GitLab CI/CD has, got 'cron(0 3 L * ? *)'. Its fields have no 'L'. ` +
        'Write numbers.',
    ],
  ],
  [
    'a tag must move in an immutable repository',
    `${gitLab}.tags`,
    { fixed: ['stable'] },
    [
      `${gitLab}.tags.fixed[0]: must be a tag that the repository lets move, got 'stable'. Add it to the repository's mutableTags`,
    ],
  ],
  [
    'the schedule never fires',
    `${gitHub}.rebuilds.schedule`,
    'cron(0 3 31 2 ? *)',
    [
      `${gitHub}.rebuilds.schedule: must be a schedule of EventBridge Scheduler that repeats, such as 'cron(0 3 ? * MON *)', ` +
        "got 'cron(0 3 31 2 ? *)'. It never fires, because no such day exists",
    ],
  ],
  [
    'releases have no versions',
    `${gitHub}.images[0].tags`,
    { commit: true },
    [
      `${gitHub}.rebuilds: requires ImageTag.semanticVersion() in \`tags\`. The release with the highest version is built again.`,
    ],
  ],
  [
    'a job takes longer than a session',
    `${gitLab}.timeoutMinutes`,
    120,
    [
      `${gitLab}.timeoutMinutes: must be at most 60 minutes, the longest session of the role, got PT2H. Set maxSessionMinutes of the publisher.`,
    ],
  ],
  [
    'GitHub has an option of GitLab',
    `${gitHub}.project`,
    'acme/web',
    [`${gitHub}.project: must be set for a publisher of GitLab or Bitbucket only, got one of GitHub`],
  ],
  [
    'a base image is in no repository of the file',
    `${gitHub}.baseImages[0]`,
    'base/nod',
    [
      `${gitHub}.baseImages[0]: must be the name of a repository of this file, got 'base/nod'. Did you mean 'base/node'?`,
    ],
  ],
  [
    'an action has two versions',
    `${gitHub}.actionVersions`,
    [
      { action: 'actions/checkout', version: 'v7' },
      { action: 'actions/checkout', version: 'v6' },
    ],
    [`${gitHub}.actionVersions: must list each action once, got 'actions/checkout' again`],
  ],
  [
    'no workflow uses the action',
    `${gitHub}.actionVersions`,
    [{ action: 'actions/cache', version: 'v4' }],
    [
      `${gitHub}.actionVersions: must name actions that the workflow uses, got 'actions/cache'. It uses actions/checkout, ` +
        'actions/upload-artifact, aws-actions/amazon-ecr-login, aws-actions/amazon-ecs-deploy-task-definition, ' +
        'aws-actions/amazon-ecs-render-task-definition, aws-actions/configure-aws-credentials, docker/build-push-action, ' +
        'docker/login-action, docker/setup-buildx-action, docker/setup-qemu-action.',
    ],
  ],
  [
    'the version of an action is none',
    `${gitHub}.actionVersions`,
    [{ action: 'actions/checkout', version: 'v 7' }],
    [
      `${gitHub}.actionVersions: must be an action's version: a commit's 40 digits, a commit with the release that it is, such as ` +
        "'<commit>#v5.0.0', or a tag such as 'v5', got 'v 7'",
    ],
  ],
  [
    'GitLab has versions of actions',
    `${gitLab}.actionVersions`,
    [{ action: 'actions/checkout', version: 'v7' }],
    [`${gitLab}.actionVersions: must be set for a publisher of GitHub only, got one of another CI system`],
  ],
  [
    'a service is none of the publisher',
    `${gitHub}.images[0].services`,
    ['shop/api'],
    [`${gitHub}.images[0].services: must be one that the role may deploy to, got 'shop/api'. Use 'shop/web'.`],
  ],
  [
    'the environments are several',
    'environments',
    [...config.environments, { name: 'london', account: '123456789012', region: 'eu-west-2' }],
    [
      `${gitHub}: requires a publisher in one environment, got prod, london. Name one in its \`environments\`, and add a publisher for each other.`,
      `${gitLab}: requires a publisher in one environment, got prod, london. Name one in its \`environments\`, and add a publisher for each other.`,
    ],
  ],
])('fails when %s', (_, path, value, lines) => {
  expect(refused(path, value)).toEqual(lines);
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { ImageRegistry } from '../../../lib/base-image/image-registry';
import { RegistryCredentials } from '../../../lib/base-image/registry-credentials';
import { RegistryMirror } from '../../../lib/base-image/registry-mirror';
import { ImageCompatibility, ImageProvenance } from '../../../lib/build-input/attestations';
import { BuildSecret } from '../../../lib/build-input/build-secret';
import { GitHubPublisherRole } from '../../../lib/github/github-publisher-role';
import { GitHubSubject } from '../../../lib/github/github-subject';
import { PublishWorkflow } from '../../../lib/github/publish-workflow';
import { PublishPipeline } from '../../../lib/pipeline/publish-pipeline';
import { OidcPublisherRole } from '../../../lib/publisher/oidc-publisher-role';
import { ImageRepository } from '../../../lib/repository/image-repository';
import { actionlint } from '../../github/workflow-lint';
import { bitbucketSubjects, gitLabSubjects } from '../../pipeline/publisher';
import { run } from '../command';

const folder = mkdtempSync(join(tmpdir(), 'flags-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const app = new App({ outdir: folder });
const stack = new Stack(app, 'publishers', { env: { account: '123456789012', region: 'eu-west-1' } });
const repositories = ['web', 'api'].map((name) => new ImageRepository(stack, name, { repositoryName: name }));
const [web] = repositories as [ImageRepository];
const subjects = [GitHubSubject.branch('acme/shop', 'main', { ownerId: '1', repositoryId: '2' })];
const roleName = (name: string) => ({ roleName: name });
const gitHub = new GitHubPublisherRole(stack, 'GitHub', { ...roleName('github'), subjects, repositories: [web] });
const several = new GitHubPublisherRole(stack, 'Several', { ...roleName('several'), subjects, repositories });
const [gitLab, bitbucket] = [['gitlab', gitLabSubjects] as const, ['bitbucket', bitbucketSubjects] as const].map(
  ([name, trusted]) =>
    new OidcPublisherRole(stack, name, { ...roleName(name), subjects: trusted, repositories: [web] }),
) as [OidcPublisherRole, OidcPublisherRole];
app.synth();

const command = (...words: string[]) => run('workflow', folder, '--role', ...words);

const inputs = {
  buildArgs: { VERSION: '1', FLAGS: '--a=b', EMPTY: '' },
  environmentVariables: { SOURCE_DATE_EPOCH: '0' },
  artifacts: ['coverage/**', 'report.txt'],
  submodules: true,
  lfs: true,
  alwaysPull: true,
  noCache: true,
  commandsBeforeBuild: ['make generate', 'echo "a b"'],
  commandsAfterPush: ['echo "$IMAGE_URI"'],
};
const words = [
  ...['--build-arg', 'VERSION=1', '--build-arg', 'FLAGS=--a=b', 'EMPTY=', '--env', 'SOURCE_DATE_EPOCH=0'],
  ...['--artifact', 'coverage/**', '--artifact', 'report.txt', '--submodules', '--lfs', '--always-pull', '--no-cache'],
  ...['--command-before', 'make generate', '--command-before', 'echo "a b"', '--command-after', 'echo "$IMAGE_URI"'],
  ...['--secret', 'npm=NPM_TOKEN'],
];
const inGitHub = { npm: BuildSecret.fromGitHubSecret('NPM_TOKEN') };
const inVariables = { npm: BuildSecret.fromCiVariable('NPM_TOKEN') };

const files: [string, string[], (options: typeof inputs) => string][] = [
  ['github', [], (all) => PublishWorkflow.of(gitHub, { ...all, secrets: inGitHub }).renderYaml()],
  ['gitlab', [], (all) => PublishPipeline.of(gitLab, { ...all, secrets: inVariables }).renderYaml()],
  [
    'bitbucket',
    ['--branch', 'main'],
    (all) => PublishPipeline.of(bitbucket, { ...all, secrets: inVariables, branches: ['main'] }).renderYaml(),
  ],
];

test.each(files)('all inputs reach the file of %s', async (role, others, expected) => {
  const { stdout, stderr, exitCode } = command(role, ...words, ...others);
  expect([exitCode, stderr]).toEqual([0, '']);
  expect(stdout).toBe(expected(inputs));
  if (role === 'github') expect(await actionlint(stdout)).toEqual([]);
});

test.each(files)('each input changes the file of %s', (role, others, expected) => {
  const whole = expected(inputs);
  for (const name of Object.keys(inputs)) {
    expect([name, expected({ ...inputs, [name]: undefined }) === whole]).toEqual([name, false]);
  }
  expect(command(role, ...words.slice(0, -2), ...others).stdout).not.toBe(whole);
});

const bases = {
  mirrors: [RegistryMirror.host('docker.io', 'mirror.example.com')],
  provenance: ImageProvenance.MAX,
  sbom: false,
};
const baseWords = [
  ...['--registry', 'quay.io=QUAY_USER,QUAY_TOKEN', '--mirror', 'docker.io=mirror.example.com'],
  ...['--provenance', 'max', '--no-sbom'],
];
const quayOf = (credentials: RegistryCredentials) => ImageRegistry.host('quay.io', credentials);

test('registries, mirrors, provenance and SBOM reach the file of each system', async () => {
  const quay = quayOf(RegistryCredentials.fromGitHubSecrets('QUAY_TOKEN', { usernameSecret: 'QUAY_USER' }));
  const ofGitHub = command('github', ...baseWords, '--registry', 'ghcr.io');
  expect([ofGitHub.exitCode, ofGitHub.stderr]).toEqual([0, '']);
  expect(ofGitHub.stdout).toBe(
    PublishWorkflow.of(gitHub, { ...bases, registries: [quay, ImageRegistry.gitHub()] }).renderYaml(),
  );
  expect(await actionlint(ofGitHub.stdout)).toEqual([]);
  const ofVariables = [quayOf(RegistryCredentials.fromCiVariables('QUAY_TOKEN', { usernameVariable: 'QUAY_USER' }))];
  expect(command('gitlab', ...baseWords).stdout).toBe(
    PublishPipeline.of(gitLab, { ...bases, registries: ofVariables }).renderYaml(),
  );
  expect(command('bitbucket', '--branch', 'main', ...baseWords).stdout).toBe(
    PublishPipeline.of(bitbucket, { ...bases, registries: ofVariables, branches: ['main'] }).renderYaml(),
  );
});

test('the compatibility with Lambda reaches the file', () => {
  const compatibility = ImageCompatibility.LAMBDA;
  expect(command('github', '--compatibility', 'lambda').stdout).toBe(
    PublishWorkflow.of(gitHub, { compatibility }).renderYaml(),
  );
  expect(command('gitlab', '--compatibility', 'lambda').stdout).toBe(
    PublishPipeline.of(gitLab, { compatibility }).renderYaml(),
  );
});

const registryForm =
  '`--registry` must be HOST=USERNAME,PASSWORD, got another form. USERNAME and PASSWORD are the names of';

test('the paths of several images are in their workflow', () => {
  const images = ['--repository', 'web=web', '--repository', 'api=api'];
  const { stdout, stderr } = command('several', ...images, '--path', 'libraries/', '--path', 'package.json');
  expect(stderr).toBe('');
  const expected = PublishWorkflow.of(several, {
    images: ['web', 'api'].map((name) => ({ repositoryName: name, context: name })),
    paths: ['libraries/', 'package.json'],
  });
  expect(stdout).toBe(expected.renderYaml());
  expect(stdout).toContain('libraries/\n');
});

const token = 'ghp_' + 'aB3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW3xY5';
const mount = 'Mount it with `--secret` instead';

test.each<[string, string[], string]>([
  ['github', ['--build-arg', 'VERSION'], "`--build-arg` must be NAME=VALUE, got no '='."],
  ['github', ['--build-arg', `=${token}`], "`--build-arg` must be NAME=VALUE, got nothing before '='."],
  ['github', ['--build-arg', 'A=1', 'A=2'], "`--build-arg` must have each name once, got 'A' again."],
  [
    'github',
    ['--build-arg', `A=${token}`],
    `\`--build-arg.A\` must not be a secret, got a text that looks like one. Anyone who can pull the image can read it. ${mount}`,
  ],
  [
    'gitlab',
    ['--build-arg', 'NPM_TOKEN=a'],
    `\`--build-arg.NPM_TOKEN\` must not be a secret, got one by its name. Anyone who can pull the image can read it. ${mount}`,
  ],
  [
    'github',
    ['--build-arg', 'A=${{ github.actor }}'],
    "`--build-arg.A` must not contain a GitHub expression, got '${{ github.actor }}'. GitHub would replace it with text that others control.",
  ],
  ['gitlab', ['--env', 'A'], "`--env` must be NAME=VALUE, got no '='."],
  ['bitbucket', ['--env', 'PATH=/bin'], '`--env.PATH` must have another name, since Bash reads it'],
  ['gitlab', ['--secret', 'npm'], "`--secret` must be ID=SOURCE, got no '='."],
  [
    'github',
    ['--secret', 'npm=GITHUB_X'],
    "`--secret.npm` must be the name of a secret of GitHub, like NPM_TOKEN, got 'GITHUB_X'. GitHub reserves names that start with GITHUB_.",
  ],
  [
    'github',
    ['--secret', 'npm=arn:aws:ssm:eu-west-1:123456789012:parameter/npm'],
    "`--secret.npm` must be the name of a secret of GitHub, like NPM_TOKEN, got 'arn:aws:ssm:eu-west-1:123456789012:parameter/npm'. " +
      "Use only letters, digits and '_'. For a secret of AWS, describe `workflow` of the publisher in the config.",
  ],
  [
    'gitlab',
    ['--secret', `npm=${token}`],
    '`--secret.npm` must be the name of a variable of GitLab or Bitbucket, like NPM_TOKEN, got a text that looks like a secret. ' +
      'Store it in the CI system, and write its name.',
  ],
  ['bitbucket', ['--secret', 'a b=X'], "`--secret` must have the id of a secret as each key, got 'a b'"],
  [
    'github',
    ['--artifact', '../x'],
    "`--artifact` must be a path within the source, got '../x'. The path must not leave the source with '..'",
  ],
  ['gitlab', ['--command-before', ' '], "`--command-before` must be a command, got ' '"],
  [
    'bitbucket',
    ['--command-after', `curl -H ${token}`],
    '`--command-after` must not have a secret, got a text that looks like one. Anyone who can read the project can read it.',
  ],
  [
    'github',
    ['--path', 'lib'],
    '`--path` requires `--repository NAME=FOLDER`. Every push builds the only image of a workflow.',
  ],
  ['github', ['--registry', 'quay.io'], `${registryForm} secrets of GitHub. Only ghcr.io needs none.`],
  ['gitlab', ['--registry', 'ghcr.io'], `${registryForm} variables of GitLab or Bitbucket.`],
  [
    'github',
    ['--registry', `quay.io=USER,${token}!`],
    '`--registry` must have the names of secrets of GitHub for quay.io, got a text that is no such name. Store the credentials in the ' +
      'CI system, and write their names.',
  ],
  [
    'gitlab',
    ['--registry', `quay.io=USER,${token}`],
    '`--registry` must have the names of variables of GitLab or Bitbucket for quay.io, got a text that is no such name. Store the ' +
      'credentials in the CI system, and write their names.',
  ],
  ['github', ['--registry', 'quay.io=A,B', 'quay.io=A,B'], '`--registry` must be listed once, got quay.io again'],
  [
    'github',
    ['--registry', 'https://quay.io=A,B'],
    "`--registry` must be the host of a registry like 'registry.example.com' or 'registry.example.com:5000', got 'https://quay.io'. " +
      "Leave out the scheme 'https://' and the path",
  ],
  ['github', ['--mirror', 'docker.io'], '`--mirror` must be HOST=MIRROR, such as docker.io=mirror.example.com.'],
  [
    'gitlab',
    ['--mirror', 'docker.io=https://a.example.com'],
    "`--mirror` must be a registry that mirrors another, like 'mirror.gcr.io' or 'registry.example.com/docker-hub', got " +
      "'https://a.example.com'. Leave out the scheme",
  ],
  [
    'github',
    ['--no-attestations', '--provenance', 'max'],
    '`--provenance` must not be set with `--no-attestations`, got both. Leave one of them out.',
  ],
  [
    'gitlab',
    ['--compatibility', 'lambda', '--provenance', 'max'],
    '`--provenance` must not be set with `--compatibility lambda`, got both. Lambda does not accept an index.',
  ],
  ['github', ['--cache', 'none', '--no-cache'], '--cache and --no-cache must not be used together. Omit one.'],
  ['gitlab', ['--no-cache', '--cache', 'none'], '--cache and --no-cache must not be used together. Omit one.'],
])('is a usage error for %s with %j', (role, options, message) => {
  const others = role === 'bitbucket' ? ['--branch', 'main'] : [];
  const { stdout, stderr, exitCode } = command(role, ...others, ...options);
  expect([exitCode, stdout, stderr]).toEqual([2, '', `error: ${message}\n`]);
});

test('paths are for the workflow of GitHub only', () => {
  const { stderr, exitCode } = command('gitlab', '--path', 'lib');
  expect([exitCode, stderr]).toEqual([
    1,
    '--path must be used with a role that GitHub Actions assumes only. Omit it.\n',
  ]);
});

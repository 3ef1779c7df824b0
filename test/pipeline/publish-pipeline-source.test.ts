import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { ImageRegistry } from '../../lib/base-image/image-registry';
import { RegistryCredentials } from '../../lib/base-image/registry-credentials';
import { RegistryMirror } from '../../lib/base-image/registry-mirror';
import { type PublishPipelineOptions } from '../../lib/pipeline/publish-pipeline-options';
import { ImageTests } from '../../lib/testing/image-tests';
import { type Properties } from '../synthesis';
import { jobsIn, schemaErrors, scriptOf, shellErrors } from './pipeline-lint';
import { bitbucketRun, gitLabRun, run } from './pipeline-run';
import { bitbucketRefs, bitbucketSubjects, pipelineOf } from './publisher';

const whole: PublishPipelineOptions = { submodules: true, lfs: true };
const bitbucketOf = (options: PublishPipelineOptions) =>
  pipelineOf({ ...bitbucketRefs, ...options }, { subjects: bitbucketSubjects });
const variablesOf = (options: PublishPipelineOptions, job = 'publish') =>
  jobsIn(pipelineOf(options))[job]?.variables as Properties;
const stepOf = (options: PublishPipelineOptions) => jobsIn(bitbucketOf(options))['Publish the image'] ?? {};

test('GitLab fetches submodules and large files, in each job that has the source', () => {
  expect(variablesOf(whole)).toMatchObject({ GIT_SUBMODULE_STRATEGY: 'recursive', GIT_LFS_SKIP_SMUDGE: '0' });
  expect(variablesOf({ lfs: false })).toMatchObject({ GIT_LFS_SKIP_SMUDGE: '1' });
  expect(Object.keys(variablesOf({})).filter((name) => /SUBMODULE|LFS/.test(name))).toEqual([]);
  const both = { ...whole, platforms: [Platform.LINUX_AMD64, Platform.LINUX_ARM64] };
  expect(variablesOf(both)).toEqual({ GIT_STRATEGY: 'none' });
  expect(variablesOf(both, 'build-arm64')).toMatchObject({ GIT_SUBMODULE_STRATEGY: 'recursive' });
});

test('Bitbucket fetches large files, and the script of the step the submodules', () => {
  expect([stepOf({ lfs: true }).clone, stepOf(whole).clone, stepOf({}).clone]).toEqual([
    { lfs: true },
    { lfs: true },
    undefined,
  ]);
  expect(scriptOf(stepOf({}))).not.toContain('git submodule');
  const { status, read } = run(scriptOf(stepOf(whole)), bitbucketRun);
  expect(status).toBe(1); // no repository of Git here
  expect(read('calls').filter((call) => call.startsWith('docker buildx build'))).toEqual([]);
  const cloned = run(`git init --quiet\n${scriptOf(stepOf(whole))}`, bitbucketRun);
  expect([cloned.status, cloned.stderr]).toEqual([0, '']);
});

test('a submodule that cannot be fetched fails the step with the reason', () => {
  const modules = `git init --quiet && git config --file .gitmodules submodule.a.path a && git config --file .gitmodules submodule.a.url "$PWD/none"
git update-index --add --cacheinfo 160000,0123456789abcdef0123456789abcdef01234567,a`;
  const { status, stderr } = run(`${modules}\n${scriptOf(stepOf(whole))}`, bitbucketRun);
  expect([status, stderr.trimEnd().split('\n').at(-1)]).toEqual([
    1,
    'The submodules cannot be fetched. A step has access to its own repository. For a private one, add an SSH key in the settings of ' +
      'the repository, and give the submodule an address of SSH',
  ]);
});

describe('registries with credentials in variables of the CI system', () => {
  const registries = [
    ImageRegistry.dockerHub(
      RegistryCredentials.fromCiVariables('DOCKERHUB_TOKEN', { usernameVariable: 'DOCKERHUB_USER' }),
    ),
    ImageRegistry.host('quay.io', RegistryCredentials.fromCiVariables('QUAY_TOKEN', { username: 'acme+builds' })),
  ];
  const text = pipelineOf({
    registries,
    mirrors: [RegistryMirror.host('docker.io', 'mirror.gcr.io')],
    tests: [ImageTests.ofSource(['echo "test: ${DOCKERHUB_TOKEN-} ${QUAY_TOKEN-}."'])],
    commandsBeforeBuild: ['echo "left: ${LOGIN_PASSWORD_00-} ${LOGIN_PASSWORD_01-}."'],
  });
  const job = scriptOf(jobsIn(text).publish);
  const env = { ...gitLabRun, DOCKERHUB_TOKEN: 'p w"d', DOCKERHUB_USER: 'me', QUAY_TOKEN: 'other' };

  test('are logged in to, and the passwords are in no argument and not in the tests', () => {
    const { status, stdout, stderr, read } = run(job, env);
    expect([status, stderr]).toEqual([0, '']);
    const calls = read('calls').filter((call) => /^docker login|^password/.test(call));
    expect(calls.slice(2)).toEqual([
      'docker login --username me --password-stdin https://index.docker.io/v1/',
      'password p w"d',
      'docker login --username acme+builds --password-stdin quay.io',
      'password other',
    ]);
    expect(stdout).toContain('\nleft:  .\n');
    expect(stdout).toContain('\ntest:  .\n');
    expect(job).toContain("export REGISTRY_MIRRORS_00='docker.io mirror.gcr.io'\n");
  });

  test('fail the job at once if a variable is missing', () => {
    const { status, stderr } = run(job, { ...env, QUAY_TOKEN: '' });
    expect(status).not.toBe(0);
    expect(stderr).toContain('QUAY_TOKEN: Set this variable in Settings > CI/CD > Variables: a credential for quay.io');
  });

  test('pass the schema and ShellCheck', () => {
    expect([text, bitbucketOf({ ...whole, registries })].flatMap(schemaErrors)).toEqual([]);
    expect(shellErrors([job])).toEqual([]);
  }, 60_000);

  test.each<[string, () => unknown, string]>([
    [
      'one twice',
      () => pipelineOf({ registries: [...registries, ...registries] }),
      '`registries[2]` must be listed once, got docker.io again',
    ],
    [
      'one of GitHub',
      () => pipelineOf({ registries: [ImageRegistry.gitHub()] }),
      '`registries[0]` must have credentials in variables of GitLab CI/CD, got those of GitHub for ghcr.io, which no job here can read.',
    ],
    [
      'no user name',
      () => RegistryCredentials.fromCiVariables('A', {}),
      '`username` must be set, or `usernameVariable` instead of it. A registry needs a user name.',
    ],
    [
      'a password in place of its variable',
      () => RegistryCredentials.fromCiVariables('ghp_0123456789abcdef0123456789abcdef0123', { username: 'a' }),
      'got a text that looks like a secret. Store it in the CI system, and write its name',
    ],
  ])('refuse %s', (_, render, message) => {
    expect(render).toThrow(message);
  });
});

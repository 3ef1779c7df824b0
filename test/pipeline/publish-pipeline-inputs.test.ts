import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { ImageCompatibility, ImageProvenance } from '../../lib/build-input/attestations';
import { BuildSecret } from '../../lib/build-input/build-secret';
import { type PublishPipelineOptions } from '../../lib/pipeline/publish-pipeline-options';
import { jobsIn, scriptOf } from './pipeline-lint';
import { digest, gitLabRun, run, sha, uri } from './pipeline-run';
import { pipelineOf } from './publisher';

const both = [Platform.LINUX_AMD64, Platform.LINUX_ARM64];
const inputs: PublishPipelineOptions = {
  buildArgs: { GREETING: 'it\'s "$HOME" `id`', NODE_VERSION: '22' },
  secrets: { npm: BuildSecret.fromCiVariable('NPM_TOKEN') },
  environmentVariables: { SOURCE_DATE_EPOCH: '0' },
  context: 'services/api',
  target: 'runtime',
  alwaysPull: true,
  noCache: true,
  provenance: ImageProvenance.MAX,
  sbom: false,
  commandsBeforeBuild: [
    'cd /',
    'IMAGE_DIGEST=mine',
    'echo "before $SOURCE_DATE_EPOCH"',
    "cat <<'END_OF_SCRIPT'\nEND_OF_SCRIPT",
  ],
  commandsAfterPush: [
    'echo "after $SOURCE_DATE_EPOCH $IMAGE_URI $IMAGE_URI_BY_DIGEST $IMAGE_TAG $IMAGE_TAGS $IMAGE_REVISION"',
  ],
};
const withToken = { ...gitLabRun, NPM_TOKEN: 'npm-secret' };

function jobOf(options: PublishPipelineOptions, name = 'publish'): string {
  return scriptOf(jobsIn(pipelineOf(options))[name]);
}

/** The call that builds. */
function buildOf(calls: readonly string[]): string {
  return calls.find((call) => call.startsWith('docker buildx build')) ?? '';
}

test('the build gets the arguments, the secret by a variable, and the settings', () => {
  const { status, stderr, read } = run(jobOf(inputs), withToken);
  expect([status, stderr]).toEqual([0, '']);
  const build = buildOf(read('calls'));
  expect(build).toMatch(/--file services\/api\/Dockerfile .*--provenance mode=max --sbom false .* \.\/services\/api$/);
  for (const option of [
    '--build-arg GREETING=it\'s "$HOME" `id`',
    '--build-arg NODE_VERSION=22',
    '--secret id=npm,env=BUILD_SECRET_VALUE_00',
    '--target runtime',
    '--pull',
    '--no-cache',
  ]) {
    expect(build).toContain(` ${option} `);
  }
  expect(read('calls').join('\n')).not.toContain('npm-secret');
});

test('the commands run before the build and after the push, and change nothing of the build', () => {
  const { stdout } = run(jobOf(inputs), withToken);
  const lines = stdout.split('\n');
  const before = lines.indexOf('before 0');
  const after = lines.indexOf(`after 0 ${uri}:${sha} ${uri}@${digest} ${sha} ${sha} ${sha}`);
  expect([before > 0, after > before]).toEqual([true, true]);
  expect(lines.at(-2)).toBe(`Published ${uri}@${digest} as ${sha}`);
});

test.each([
  ['before the build', { commandsBeforeBuild: ['false', 'echo on'] }, 'docker buildx build'],
  ['after the push', { commandsAfterPush: ['false', 'echo on'] }, 'aws ecs'],
])('a command %s that fails ends the job', (_, options, next) => {
  const { status, stdout, read } = run(jobOf(options), gitLabRun);
  expect([status, stdout.includes('\non\n')]).toEqual([1, false]);
  expect(read('calls').filter((call) => call.startsWith(next))).toEqual([]);
});

test('a job without the variable of a secret fails before it assumes the role', () => {
  const { status, stderr } = run(jobOf(inputs), gitLabRun);
  expect(status).not.toBe(0);
  expect(stderr).toContain('NPM_TOKEN: Set this variable in Settings > CI/CD > Variables: a secret of the build');
});

test('the machine of each platform runs the commands before the build, and one job those after the push, with the source', () => {
  const jobs = jobsIn(pipelineOf({ ...inputs, platforms: both }));
  const having = (text: string) => Object.keys(jobs).filter((name) => scriptOf(jobs[name]).includes(text));
  expect(having('echo "before')).toEqual(['build-amd64', 'build-arm64']);
  expect(having('echo "after')).toEqual(['publish']);
  expect(jobs.publish).not.toHaveProperty('variables.GIT_STRATEGY');
  expect(jobsIn(pipelineOf({ platforms: both })).publish).toHaveProperty('variables.GIT_STRATEGY', 'none');
});

test("an image for Lambda has Docker's format and no attestations", () => {
  const { read } = run(jobOf({ compatibility: ImageCompatibility.LAMBDA }), gitLabRun);
  expect(buildOf(read('calls'))).toMatch(/--provenance false --sbom false .*push=true,oci-mediatypes=false /);
});

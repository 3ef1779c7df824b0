import { Aws } from 'aws-cdk-lib';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { parse } from 'yaml';
import { BuildSecret } from '../../lib/build-input/build-secret';
import { type PublishPipelineOptions } from '../../lib/pipeline/publish-pipeline-options';
import { ImageTests } from '../../lib/testing/image-tests';
import { TestReportFormat } from '../../lib/testing/test-report';
import { type Properties } from '../synthesis';
import { jobsIn, schemaErrors, scriptOf, shellErrors } from './pipeline-lint';
import { bitbucketRun, digest, gitLabRun, run } from './pipeline-run';
import { bitbucketRefs, bitbucketSubjects, pipelineOf } from './publisher';

const configuration = `sha256:${'c'.repeat(64)}`;
const tested = { MANIFEST: JSON.stringify({ config: { digest: configuration } }), CONFIGURATION: configuration };
const tests = [
  ImageTests.ofSource(['mkdir -p reports/a && echo "<testsuite/>" >reports/a/unit.xml', 'echo changed >Dockerfile'], {
    reports: [{ files: ['reports/**/*.xml', 'absent/*.xml'] }],
  }),
  ImageTests.ofStage('test', { commands: ['echo "stage $IMAGE"'] }),
  ImageTests.ofImage([
    'echo "image $IMAGE of $IMAGE_PLATFORM"',
    'echo "hidden ${AWS_SECRET_ACCESS_KEY-} ${AWS_ID_TOKEN-} ${ID_TOKEN-} ${NPM_TOKEN-} ${BUILD_SECRET_VALUE_00-}."',
  ]),
];
const secrets = { npm: BuildSecret.fromCiVariable('NPM_TOKEN') };
const gitLab = pipelineOf({ tests, secrets });
const job = scriptOf(jobsIn(gitLab).publish);
const env = { ...gitLabRun, ...tested, NPM_TOKEN: 'npm-secret' };

function bitbucketOf(options: PublishPipelineOptions): string {
  return pipelineOf({ ...bitbucketRefs, ...options }, { subjects: bitbucketSubjects });
}

const builds = (calls: readonly string[]) => calls.filter((call) => call.startsWith('docker buildx build'));
const pushes = (calls: readonly string[]) => calls.filter((call) => /push=true|put-image/.test(call));

test('the job builds the stage and the image for Docker, runs the tests without credentials, and then pushes', () => {
  const { status, stdout, stderr, read } = run(job, env);
  expect([status, stderr]).toEqual([0, '']);
  expect(builds(read('calls')).map((call) => /--output (\S+?)(?:,push.*)? --/.exec(`${call} --`)?.[1])).toEqual([
    'type=docker,name=tested-image:linux-amd64-stage-test',
    'type=docker,name=tested-image:linux-amd64',
    'type=image,name=123456789012.dkr.ecr.eu-west-1.amazonaws.com/app',
  ]);
  expect(stdout.split('\n').filter((line) => /^(stage|image|hidden|No file)/.test(line))).toEqual([
    'stage tested-image:linux-amd64-stage-test',
    'image tested-image:linux-amd64 of linux/amd64',
    'hidden     .',
    'No file of test results matches absent/*.xml',
  ]);
  expect(read('test-results/1-unit.xml')).toEqual(['<testsuite/>']);
});

test('a file that a test changed is not in the image', () => {
  const { read } = run(
    job.replace('cp -a . "$BUILD_SOURCE"', 'cp -a . "$BUILD_SOURCE"; ln -s "$BUILD_SOURCE" copy'),
    env,
  );
  expect(read('Dockerfile')).toEqual(['changed']);
  expect(() => read('copy/Dockerfile')).toThrow('ENOENT');
});

test.each<[string, ImageTests]>([
  [
    'of the source',
    ImageTests.ofSource(['echo "<testsuite/>" >a.xml', 'false', 'echo after'], { reports: [{ files: ['*.xml'] }] }),
  ],
  [
    'of a stage',
    ImageTests.ofStage('test', { commands: ['echo x >a.xml', 'false', 'echo after'], reports: [{ files: ['*.xml'] }] }),
  ],
  [
    'of the image',
    ImageTests.ofImage(['echo x >a.xml', 'true | false', 'echo after'], { reports: [{ files: ['*.xml'] }] }),
  ],
])('nothing is pushed if a test %s fails, and the results are collected', (_, failing) => {
  const { status, stdout, read } = run(scriptOf(jobsIn(pipelineOf({ tests: [failing] })).publish), env);
  expect([status, stdout.includes('after'), pushes(read('calls'))]).toEqual([1, false, []]);
  expect(read('test-results/1-a.xml')).toHaveLength(1);
});

test('an image that is not the tested one gets no tag', () => {
  const { status, stderr, read } = run(job, { ...env, CONFIGURATION: `sha256:${'d'.repeat(64)}` });
  expect([status, read('calls').filter((call) => call.includes('put-image'))]).toEqual([1, []]);
  expect(stderr).toContain(`The image ${digest} was not tested: its configuration is not sha256:dddd`);
});

test('each system shows the results: GitLab in its report, Bitbucket from the folder that it looks for', () => {
  expect((parse(gitLab) as Properties).publish).toHaveProperty('artifacts.reports', {
    dotenv: 'publish-results/image.env',
    junit: 'test-results/**/*.xml',
  });
  const { status, read } = run(scriptOf(jobsIn(bitbucketOf({ tests }))['Publish the image']), {
    ...bitbucketRun,
    ...tested,
  });
  expect([status, read('test-results/1-unit.xml')]).toEqual([0, ['<testsuite/>']]);
});

test('the machine of each platform tests its image, and the job that joins them tests nothing', () => {
  const jobs = jobsIn(pipelineOf({ tests, platforms: [Platform.LINUX_AMD64, Platform.LINUX_ARM64] }));
  const having = (text: string) => Object.keys(jobs).filter((name) => scriptOf(jobs[name]).includes(text));
  expect(having('echo "image $IMAGE')).toEqual(['build-amd64', 'build-arm64']);
  expect(Object.keys(jobs).filter((name) => JSON.stringify(jobs[name]).includes('"junit"'))).toEqual([
    'build-amd64',
    'build-arm64',
  ]);
  const { status, stdout } = run(scriptOf(jobs['build-arm64']), { ...gitLabRun, ...tested });
  expect([status, stdout.includes('\nimage tested-image:linux-arm64 of linux/arm64\n')]).toEqual([0, true]);
});

test('an image that the commit has already is not tested again', () => {
  const { status, stdout, read } = run(`touch calls.0123456789abcdef0123456789abcdef01234567\n${job}`, env);
  expect([status, builds(read('calls')), stdout.includes('stage')]).toEqual([0, [], false]);
});

test('the files are valid by their schemas, and ShellCheck finds nothing', () => {
  const bitbucket = bitbucketOf({ tests });
  expect([gitLab, bitbucket].flatMap(schemaErrors)).toEqual([]);
  // The commands run in a subshell on purpose, so that no variable of theirs is left.
  expect(shellErrors([job], [2030, 2031])).toEqual([]);
}, 60_000);

test.each<[string, ImageTests[], string]>([
  ['an empty list', [], '`tests` must list at least one value, got an empty list'],
  [
    'a command that is known at deploy time only',
    [ImageTests.ofSource(['make', `echo ${Aws.REGION}`])],
    '`tests[0].commands[1]` must be known at synth, got a token. The pipeline file is written before the deployment.',
  ],
  [
    'a report that is not of JUnit',
    [ImageTests.ofSource(['make'], { reports: [{ files: ['c.xml'], format: TestReportFormat.COBERTURA_XML }] })],
    "`tests[0].reports[0].format` must be JUNITXML in a pipeline, got 'COBERTURAXML'. GitLab CI/CD shows files of JUnit only.",
  ],
])('fails for %s', (_, wrong, message) => {
  expect(() => pipelineOf({ tests: wrong })).toThrow(message);
});

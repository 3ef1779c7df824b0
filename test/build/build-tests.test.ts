import { RemovalPolicy } from 'aws-cdk-lib';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { ImageBuilder } from '../../lib/build/image-builder';
import { type ImageBuildProjectProps } from '../../lib/build/image-build-project';
import { ImageTests } from '../../lib/testing/image-tests';
import { TestReportFormat } from '../../lib/testing/test-report';
import { shellCheck } from '../shell-check';
import { newOpenStack, newStack, onlyResource, resourcesOf, templateOf } from '../synthesis';
import { type BuildRun, type Buildspec, commit, digestOf, runBuild, synthesizedBuildspec, uri } from './build-run';
import { addProject, projectWith, statementsWith } from './build-project';

const configuration = `sha256:${'c'.repeat(64)}`;
const manifest = JSON.stringify({ config: { digest: configuration } });
/** The variables of a BuildKit whose image has one configuration. */
const variables = { MANIFEST: manifest, CONFIGURATION: configuration };

const builds = ({ calls }: BuildRun) => calls.filter(([, , verb]) => verb === 'build');
const outputOf = (build: readonly string[]) => build[build.indexOf('--output') + 1] ?? '';
const pushed = (run: BuildRun) => [
  ...builds(run).filter((build) => outputOf(build).includes('push')),
  ...run.calls.filter(([, , action]) => action === 'put-image'),
];

describe('a build with tests of the source, a stage and the image', () => {
  const tests = [
    ImageTests.ofSource(['echo "source in $PWD" && echo changed > Dockerfile']),
    ImageTests.ofStage('test', { commands: ['echo "stage $IMAGE"'] }),
    ImageTests.ofImage(['echo "image $IMAGE of $IMAGE_PLATFORM"', 'echo "secret: ${BUILD_SECRET_VALUE_00-none}"']),
  ];
  const more = { ...variables, BUILD_SECRET_ID_00: 'npm', BUILD_SECRET_VALUE_00: 'hidden' };
  const run = runBuild({ props: { tests }, variables: more, files: { Dockerfile: 'FROM scratch\n' } });

  test('builds the stage and the image for Docker, runs the tests, and pushes at the end', () => {
    expect([run.succeeded, run.log]).toEqual([true, expect.stringContaining('Published') as string]);
    const outputs = builds(run).map((build) => [
      build[build.indexOf('--target') + 1],
      outputOf(build).split(',push')[0],
    ]);
    expect(outputs.map(([, output]) => output)).toEqual([
      'type=docker,name=tested-image:linux-amd64-stage-test',
      'type=docker,name=tested-image:linux-amd64',
      `type=image,name=${uri}`,
    ]);
    expect(builds(run).map((build) => build.includes('--target'))).toEqual([true, false, false]);
    const lines = run.log.split('\n').filter((line) => /^(source|stage|image|secret)/.test(line));
    expect(lines).toEqual([
      expect.stringMatching(/^source in /) as string,
      'stage tested-image:linux-amd64-stage-test',
      'image tested-image:linux-amd64 of linux/amd64',
      'secret: none',
    ]);
  });

  test('the builds differ in their output and their attestations only', () => {
    const [, tested = [], last = []] = builds(run);
    const options = (build: readonly string[]) =>
      build.filter((option, index) => {
        const name = option.startsWith('--') ? option : (build[index - 1] ?? '');
        return !['--metadata-file', '--output', '--provenance', '--sbom', '--annotation'].includes(name);
      });
    expect(options(tested)).toEqual(options(last));
    expect(options(tested)).toContain(`org.opencontainers.image.revision=${commit}`);
  });
});

test('the image is built of the source as it was before the tests', () => {
  const tests = [ImageTests.ofSource(['echo changed > file', 'cat file']), ImageTests.ofImage(['cat file'])];
  const { log } = runBuild({
    props: { tests },
    variables: { ...variables, SHOW: 'file' },
    files: { file: 'original' },
  });
  expect(log.match(/original|changed/g)).toEqual(['changed', 'original', 'changed', 'original']);
});

test.each<[string, ImageTests[]]>([
  ['of the source', [ImageTests.ofSource(['true', 'false', 'echo after'])]],
  ['of a stage', [ImageTests.ofStage('test', { commands: ['false', 'echo after'] })]],
  ['of the image', [ImageTests.ofImage(['true | false', 'echo after'])]],
  ['after others', [ImageTests.ofSource(['true']), ImageTests.ofImage(['(exit 3)', 'echo after'])]],
])('nothing is pushed if a test %s fails', (_, tests) => {
  const run = runBuild({ props: { tests }, variables });
  expect([run.succeeded, pushed(run)]).toEqual([false, []]);
  expect(run.log).not.toContain('after');
});

test('nothing is pushed if the stage with the tests does not build', () => {
  const run = runBuild({ props: { tests: [ImageTests.ofStage('test')] }, variables, failing: 'test' });
  expect([run.succeeded, builds(run).length, pushed(run)]).toEqual([false, 1, []]);
});

test('an image that is not the tested one gets no tag', () => {
  const other = JSON.stringify({ config: { digest: `sha256:${'d'.repeat(64)}` } });
  const run = runBuild({
    props: { tests: [ImageTests.ofImage(['true'])] },
    variables: { ...variables, MANIFEST: other },
  });
  expect(run.succeeded).toBe(false);
  expect(run.log).toContain(
    `The image ${digestOf(other)} was not tested: its configuration is not ${configuration}. It gets no tag. The image must not ` +
      'change from one build to the next, so build it of files that do not change, and run the build again',
  );
  expect(run.calls.filter(([, , action]) => action === 'put-image')).toEqual([]);
});

test('the configuration of an image in an index is compared too', () => {
  const index = JSON.stringify({
    manifests: [
      { digest: digestOf(manifest), platform: { os: 'linux' } },
      { digest: `sha256:${'e'.repeat(64)}`, platform: { os: 'unknown' } },
    ],
  });
  const props = { tests: [ImageTests.ofImage(['true'])] };
  const run = runBuild({ props, variables: { ...variables, MANIFEST: index }, images: { other: manifest } });
  expect([run.succeeded, run.exported.IMAGE_DIGEST]).toEqual([true, digestOf(index)]);
});

test('emulated platforms are tested each', () => {
  const props = { platforms: [Platform.LINUX_AMD64, Platform.LINUX_ARM64], emulation: true };
  const tests = [ImageTests.ofImage(['echo "tests $IMAGE of $IMAGE_PLATFORM"'])];
  const run = runBuild({ props: { ...props, tests }, variables });
  expect(run.log.split('\n').filter((line) => line.startsWith('tests'))).toEqual([
    'tests tested-image:linux-amd64 of linux/amd64',
    'tests tested-image:linux-arm64 of linux/arm64',
  ]);
  expect(builds(run).map((build) => build[build.indexOf('--platform') + 1])).toEqual([
    'linux/amd64',
    'linux/arm64',
    'linux/amd64,linux/arm64',
  ]);
});

test('nothing is tested if the commit has its image already, since nothing is built', () => {
  const tests = [ImageTests.ofSource(['echo tested']), ImageTests.ofImage(['echo tested'])];
  const run = runBuild({ props: { tests }, variables, images: { [commit]: manifest } });
  expect([run.succeeded, builds(run), run.log.includes('tested')]).toEqual([true, [], false]);
});

describe('reports', () => {
  const tests = [
    ImageTests.ofSource(['make'], { reports: [{ files: ['a/*.xml', 'b.xml'] }] }),
    ImageTests.ofImage(['make'], {
      reports: [{ name: 'cover', files: ['c.xml'], format: TestReportFormat.CLOVER_XML }],
    }),
  ];
  const arn = (name: string) => `arn:aws:codebuild:eu-west-1:123456789012:report-group/service-build-${name}`;

  test('each has a report group of the project, and the files are in the build specification', () => {
    const stack = newStack();
    addProject(stack, { tests });
    const groups = resourcesOf(stack, 'AWS::CodeBuild::ReportGroup');
    expect(
      groups.map(({ Properties: { Name, Type }, DeletionPolicy }) => [Name, Type, DeletionPolicy] as unknown[]),
    ).toEqual([
      ['service-build-tests', 'TEST', 'Retain'],
      ['service-build-cover', 'CODE_COVERAGE', 'Retain'],
    ]);
    expect(synthesizedBuildspec({ tests }) as unknown as Record<string, unknown>).toMatchObject({
      reports: {
        [arn('tests')]: { files: ['a/*.xml', 'b.xml'], 'file-format': 'JUNITXML' },
        [arn('cover')]: { files: ['c.xml'], 'file-format': 'CLOVERXML' },
      },
    });
  });

  test('the role may write into exactly these groups, and create none', () => {
    const reports = statementsWith({ tests }).filter(({ Sid: sid }) => String(sid).endsWith('Reports'));
    expect(reports).toEqual([
      {
        Sid: 'WriteTestReports',
        Effect: 'Allow',
        Action: ['codebuild:BatchPutTestCases', 'codebuild:CreateReport', 'codebuild:UpdateReport'],
        Resource: arn('tests'),
      },
      {
        Sid: 'WriteCoverageReports',
        Effect: 'Allow',
        Action: ['codebuild:BatchPutCodeCoverages', 'codebuild:CreateReport', 'codebuild:UpdateReport'],
        Resource: arn('cover'),
      },
    ]);
    const without = statementsWith({ tests: [ImageTests.ofSource(['make'])] });
    expect(JSON.stringify(without)).not.toContain('Report');
  });

  test('a group that is deleted with its project has its reports deleted too', () => {
    const stack = newStack();
    addProject(stack, { tests: tests.slice(0, 1), removalPolicy: RemovalPolicy.DESTROY });
    expect(onlyResource(stack, 'AWS::CodeBuild::ReportGroup')).toMatchObject({
      Properties: { DeleteReports: true },
      DeletionPolicy: 'Delete',
    });
  });

  test('a stack whose account is known at deploy time has the group by its ARN', () => {
    const stack = newOpenStack();
    addProject(stack, { tests: tests.slice(0, 1) });
    const [project] = Object.values(templateOf(stack).findResources('AWS::CodeBuild::Project'));
    const text = JSON.stringify(
      (project as { Properties: { Source: { BuildSpec: unknown } } }).Properties.Source.BuildSpec,
    );
    expect(text).toMatch(
      /AWS::Partition.*:codebuild:.*AWS::Region.*AWS::AccountId.*:report-group\/service-build-tests/,
    );
  });
});

test('ShellCheck finds nothing in the commands of tests', () => {
  const tests = [ImageTests.ofSource(['make']), ImageTests.ofStage('test'), ImageTests.ofImage(['make "$IMAGE"'])];
  const { phases }: Buildspec = synthesizedBuildspec({ tests });
  const commands = (phases.build?.commands ?? []).slice(2, 7);
  expect(commands).toHaveLength(5);
  expect(commands.flatMap((command) => shellCheck(`# shellcheck shell=bash\n${command}\n`))).toEqual([]);
});

test.each<[string, Partial<ImageBuildProjectProps>, string]>([
  ['an empty list', { tests: [] }, '`tests` must list at least one value, got an empty list'],
  [
    'tests of a script',
    { tests: [ImageTests.ofSource(['make'])], builder: ImageBuilder.script(['make']) },
    '`tests` requires the builder buildx, got script',
  ],
  [
    'tests of Earthly',
    { tests: [ImageTests.ofSource(['make'])], builder: ImageBuilder.earthly({ target: 'docker' }) },
    '`tests` requires the builder buildx, got earthly',
  ],
])('fails when there is %s', (_, props, message) => {
  expect(() => projectWith(props)).toThrow(new Error(message));
});

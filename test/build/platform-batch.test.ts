import { Stack } from 'aws-cdk-lib';
import { ComputeType } from 'aws-cdk-lib/aws-codebuild';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { ImageProvenance } from '../../lib/build-input/attestations';
import { ImageSource } from '../../lib/build/source/image-source';
import { account, env, newApp, newStack, onlyProperties, region, resourcesOf } from '../synthesis';
import { addProject, connectionArn, projectName, projectType, projectWith, statementsWith } from './build-project';
import { type BuildRun, commit, digestOf, runBuild, synthesizedBuildspec, uri } from './build-run';

const platforms = [Platform.LINUX_AMD64, Platform.LINUX_ARM64];
const projectArn = `arn:aws:codebuild:${region}:${account}:project/${projectName}`;
const amd64 = { type: 'LINUX_CONTAINER', image: 'aws/codebuild/standard:8.0', 'privileged-mode': true };
const arm64 = {
  type: 'ARM_CONTAINER',
  image: 'aws/codebuild/amazonlinux-aarch64-standard:4.0',
  'privileged-mode': true,
};

test('each platform is built on a machine of its kind, and the index made after both', () => {
  const { batch } = synthesizedBuildspec({ platforms, computeType: ComputeType.LARGE });
  const size = { 'compute-type': 'BUILD_GENERAL1_LARGE' };
  expect(batch).toEqual({
    'fast-fail': true,
    'build-graph': [
      {
        identifier: 'linux_amd64',
        env: { ...amd64, ...size, variables: { IMAGE_PLATFORM: 'linux/amd64', PUSH_BY_DIGEST: 'true' } },
      },
      {
        identifier: 'linux_arm64',
        env: { ...arm64, ...size, variables: { IMAGE_PLATFORM: 'linux/arm64', PUSH_BY_DIGEST: 'true' } },
      },
      {
        identifier: 'index',
        env: {
          ...amd64,
          'compute-type': 'BUILD_GENERAL1_SMALL',
          variables: { PLATFORM_BUILDS: 'linux_amd64 linux_arm64' },
        },
        'depend-on': ['linux_amd64', 'linux_arm64'],
      },
    ],
  });
});

test('one platform is one build, and so are emulated ones', () => {
  expect(synthesizedBuildspec().batch).toBeUndefined();
  expect(synthesizedBuildspec({ platforms, emulation: true }).batch).toBeUndefined();
  expect(projectWith({ platforms, emulation: true }).BuildBatchConfig).toBeUndefined();
});

test('only a separate role starts the builds, because with it a build could start others', () => {
  const stack = newStack();
  addProject(stack, { platforms });
  const starts = resourcesOf(stack, 'AWS::IAM::ManagedPolicy').find(({ Properties: { Description: text } }) =>
    String(text).startsWith('Starts, stops and retries'),
  )?.Properties;
  expect(starts?.PolicyDocument).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Action: ['codebuild:RetryBuild', 'codebuild:StartBuild', 'codebuild:StopBuild'],
        Effect: 'Allow',
        Resource: projectArn,
      },
    ],
  });
  const { BuildBatchConfig: config, ServiceRole: role } = onlyProperties(stack, projectType);
  const [batchRole] = starts?.Roles as [{ Ref: string }];
  expect(config).toEqual({ ServiceRole: { 'Fn::GetAtt': [batchRole.Ref, 'Arn'] }, TimeoutInMins: 2160 });
  expect(role).not.toEqual((config as { ServiceRole: unknown }).ServiceRole);
});

test('B12: each role is for CodeBuild and this project only', () => {
  const stack = newStack();
  addProject(stack, { platforms });
  const conditions = resourcesOf(stack, 'AWS::IAM::Role').map(
    ({ Properties: { AssumeRolePolicyDocument: trust } }) => (trust as { Statement: unknown }).Statement,
  );
  const statement = {
    Effect: 'Allow',
    Principal: { Service: 'codebuild.amazonaws.com' },
    Action: 'sts:AssumeRole',
    Condition: { StringEquals: { 'aws:SourceAccount': account }, ArnEquals: { 'aws:SourceArn': projectArn } },
  };
  expect(conditions).toEqual([[statement], [statement]]);
});

test('B11: the project waits for the policies of both roles', () => {
  const stack = newStack();
  addProject(stack, { platforms });
  const [project] = resourcesOf(stack, projectType);
  expect(project?.DependsOn).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^BuildAccessLogin/),
      expect.stringMatching(/^BuildAccessPolicy/),
      expect.stringMatching(/^BuildBatchPolicy/),
    ]),
  );
});

test('builds may read the batch if there is one', () => {
  const actions = ['codebuild:BatchGetBuildBatches', 'codebuild:BatchGetBuilds'];
  const read = { Sid: 'ReadBatch', Effect: 'Allow', Action: actions, Resource: projectArn };
  expect(statementsWith({ platforms })).toContainEqual(read);
  expect(JSON.stringify(statementsWith())).not.toContain('codebuild:BatchGet');
});

test('builds may read layers only if the index is made of images that are not an index', () => {
  const push = (props: object) => statementsWith({ platforms, ...props }).find(({ Sid: sid }) => sid === 'PushImages');
  const bare = { provenance: ImageProvenance.NONE, sbom: false };
  expect(push(bare)?.Action).toContain('ecr:GetDownloadUrlForLayer');
  expect(push({})?.Action).not.toContain('ecr:GetDownloadUrlForLayer');
  expect(push({ ...bare, platforms: undefined })?.Action).not.toContain('ecr:GetDownloadUrlForLayer');
});

test('a webhook starts batches', () => {
  const source = ImageSource.gitHub('acme/app', { connectionArn, branches: ['main'] });
  expect(projectWith({ platforms, source }).Triggers).toMatchObject({ Webhook: true, BuildType: 'BUILD_BATCH' });
  expect(projectWith({ source }).Triggers).not.toHaveProperty('BuildType');
  expect(projectWith({ platforms }).Triggers).toBeUndefined();
});

const batch = { CODEBUILD_BATCH_BUILD_IDENTIFIER: 'x' };
const index = { ...batch, PLATFORM_BUILDS: 'linux_amd64 linux_arm64', BATCH: `arn:x:build-batch/${projectName}:batch` };
const groups = ['linux_arm64', 'linux_amd64', 'index'].map((identifier) => ({
  identifier,
  currentBuildSummary: { arn: `arn:x:build/${projectName}:${identifier}` },
}));
const exported = (manifest: string, revision = commit) =>
  JSON.stringify({
    builds: [
      {
        exportedEnvironmentVariables: [
          { name: 'IMAGE_DIGEST', value: manifest === '' ? '' : digestOf(manifest) },
          { name: 'IMAGE_REVISION', value: revision },
        ],
      },
    ],
  });
const answers = {
  batch: JSON.stringify({ buildBatches: [{ buildGroups: groups }] }),
  [`${projectName}_linux_amd64`]: exported('amd64'),
  [`${projectName}_linux_arm64`]: exported('arm64'),
};
const calls = (run: BuildRun, verb: string) =>
  run.calls.filter((call) => call[2] === verb || call[3] === verb).map((call) => call.slice(1));

test('a build of one platform pushes by digest, without a tag', () => {
  const run = runBuild({ props: { platforms }, variables: { ...batch, PUSH_BY_DIGEST: 'true' } });
  const [build = []] = calls(run, 'build');
  expect(run.succeeded).toBe(true);
  expect(build[build.indexOf('--output') + 1]).toBe(
    `type=image,name=${uri},push-by-digest=true,name-canonical=true,push=true`,
  );
  expect(build).not.toContain('--tag');
  expect(calls(run, 'create').filter(([, tool]) => tool === 'imagetools')).toEqual([]);
  expect(run.exported).toMatchObject({ IMAGE_DIGEST: digestOf('an image'), IMAGE_REVISION: commit });
});

test('the index is made from the digests that the builds of this batch exported, in the order of the platforms', () => {
  const images = { a: 'amd64', b: 'arm64' };
  const run = runBuild({ props: { platforms }, variables: index, answers, images });
  expect({ succeeded: run.succeeded, log: run.log }).toMatchObject({ succeeded: true });
  expect(calls(run, 'build')).toEqual([]);
  expect(calls(run, 'create')).toEqual([
    [
      ...['buildx', 'imagetools', 'create', '--dry-run'],
      ...['--annotation', `index:org.opencontainers.image.revision=${commit}`],
      ...[`${uri}@${digestOf('amd64')}`, `${uri}@${digestOf('arm64')}`],
    ],
  ]);
  expect(run.exported).toMatchObject({ IMAGE_DIGEST: digestOf('amd64+arm64'), IMAGE_TAGS: commit });
  expect(run.calls.filter(([program, service]) => program === 'aws' && service === 'codebuild')).toEqual([
    expect.arrayContaining(['service-build:b1e6661e-e4f2-4156-9ab9-82a19e000000']),
    expect.arrayContaining([`${projectName}:batch`]),
    expect.arrayContaining([`${projectName}:linux_amd64`]),
    expect.arrayContaining([`${projectName}:linux_arm64`]),
  ]);
});

test.each<[string, string]>([
  ['has no digest', exported('')],
  ['is of another commit', exported('arm64', 'f'.repeat(40))],
  ['exported nothing', JSON.stringify({ builds: [{ exportedEnvironmentVariables: [] }] })],
])('no index is made if a platform %s', (_, answer) => {
  const run = runBuild({
    props: { platforms },
    variables: index,
    answers: { ...answers, [`${projectName}_linux_arm64`]: answer },
    images: { a: 'amd64', b: 'arm64' },
  });
  expect([run.succeeded, calls(run, 'create')]).toEqual([false, []]);
  expect(run.log).toContain('The build linux_arm64 gave no image of this revision');
});

test('no index is made if a platform is not in the batch', () => {
  const batchOfOne = JSON.stringify({ buildBatches: [{ buildGroups: groups.slice(1) }] });
  const run = runBuild({ props: { platforms }, variables: index, answers: { ...answers, batch: batchOfOne } });
  expect([run.succeeded, calls(run, 'create')]).toEqual([false, []]);
});

test('all builds of a batch keep the image that the commit has', () => {
  const images = { [commit]: 'the first image' };
  for (const variables of [{ ...batch, PUSH_BY_DIGEST: 'true' }, index]) {
    const run = runBuild({ props: { platforms }, variables, images });
    expect([run.succeeded, calls(run, 'build'), calls(run, 'create')]).toEqual([true, [], []]);
  }
});

test('a single build of several platforms says how to start it', () => {
  const run = runBuild({ props: { platforms } });
  expect([run.succeeded, run.calls]).toEqual([false, []]);
  expect(run.log).toContain("start it as a batch, with 'aws codebuild start-build-batch'");
});

test('emulated platforms are built in one go, by a machine that learns to', () => {
  const run = runBuild({ props: { platforms, emulation: true } });
  expect(run.succeeded).toBe(true);
  expect(calls(run, '--privileged')).toEqual([
    [
      ...['run', '--privileged', '--rm', 'public.ecr.aws/eks-distro-build-tooling/binfmt-misc:qemu-v7.0.0'],
      ...['--install', 'amd64,arm64'],
    ],
  ]);
  expect(calls(run, 'build')[0]?.slice(2, 4)).toEqual(['--platform', 'linux/amd64,linux/arm64']);
});

test('the machine that emulates is of the first platform', () => {
  const arm = projectWith({ platforms: [Platform.LINUX_ARM64, Platform.LINUX_AMD64], emulation: true });
  expect(arm.Environment).toMatchObject({ Type: 'ARM_CONTAINER' });
});

test('no name of the project is needed for any of it', () => {
  const stack = new Stack(newApp(), 'Unnamed', { env });
  addProject(stack, { platforms, projectName: undefined });
  const { Name: name } = onlyProperties(stack, projectType);
  expect(JSON.stringify(resourcesOf(stack, 'AWS::IAM::ManagedPolicy'))).toContain(`:project/${String(name)}"`);
});

import { buildspecOf, type Properties } from '../../synthesis';
import { minimal, problemsIn } from '../config-cases';
import { propertiesOf, templateOf } from '../config-stacks';

const key = 'arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555';
const repositories = [
  {
    name: 'service',
    mutableTags: ['latest', 'branch-*'],
    retention: { protect: ['latest', 'branch-*'], keepNewest: 9 },
  },
  { name: 'cache', mutableTags: ['cache-*'], retention: { protect: ['cache-*'], expireUntaggedAfterDays: 1 } },
];
const source = { s3: { bucket: 'sources', key: 'service.zip' } };

/** A file with one build that says this. */
const fileWith = (build: object) => ({
  ...minimal,
  repositories,
  builds: [{ name: 'service', repository: 'service', source, ...build }],
});

const templateWith = (build: object) => {
  const { repositories: made, builds } = fileWith(build);
  return templateOf({ repositories: made, builds });
};
const projectWith = (build: object): Properties =>
  propertiesOf(templateWith(build), 'AWS::CodeBuild::Project')[0] ?? {};

/** The variables of the build, by name. */
function variablesOf(build: object): Properties {
  const { Environment: environment } = projectWith(build) as {
    Environment: { EnvironmentVariables: { Name: string; Value: unknown }[] };
  };
  return Object.fromEntries(environment.EnvironmentVariables.map(({ Name: name, Value: value }) => [name, value]));
}

describe('the image', () => {
  test('is built for both platforms, side by side', () => {
    const built = templateWith({ platforms: ['linux/amd64', 'linux/arm64'] });
    const [project = {}] = propertiesOf(built, 'AWS::CodeBuild::Project');
    expect(project.BuildBatchConfig).toBeDefined();
    expect(buildspecOf(built.Mappings ?? {}, project)).toContain('ARM_CONTAINER');
  });

  test('has the stage, the values, the labels and the attestations of the file', () => {
    expect(
      variablesOf({
        target: 'production',
        dockerfile: 'docker/Dockerfile',
        context: 'docker',
        buildArgs: [{ name: 'NODE_VERSION', value: '22' }],
        labels: [{ key: 'org.opencontainers.image.title', value: 'Service' }],
        provenance: 'max',
        sbom: false,
      }),
    ).toMatchObject({
      BUILD_TARGET: 'production',
      DOCKERFILE: 'docker/Dockerfile',
      BUILD_CONTEXT: 'docker',
      BUILD_ARG_00: 'NODE_VERSION=22',
      IMAGE_LABEL_00: 'org.opencontainers.image.title=Service',
      PROVENANCE: 'mode=max',
      SBOM: 'false',
    });
  });

  test('has the variables, commands and flags of the file', () => {
    const build = {
      environmentVariables: [{ name: 'NODE_ENV', value: 'production' }],
      commandsBeforeBuild: ['make generate'],
      commandsAfterPush: ['make notify'],
      alwaysPull: true,
      noCache: true,
      attestations: false,
    };
    const built = templateWith(build);
    const [project = {}] = propertiesOf(built, 'AWS::CodeBuild::Project');
    const buildspec = buildspecOf(built.Mappings ?? {}, project);
    expect(buildspec).toContain('make generate');
    expect(buildspec.indexOf('make notify')).toBeGreaterThan(buildspec.indexOf('make generate'));
    expect(variablesOf(build)).toMatchObject({
      NODE_ENV: 'production',
      ALWAYS_PULL: 'true',
      NO_CACHE: 'true',
      PROVENANCE: 'false',
      SBOM: 'false',
    });
  });

  test('has the submodules, the large files and the artifacts of the file', () => {
    const source = { codeCommit: 'service' };
    const kept = { artifacts: ['coverage/**'], artifactBucket: 'acme-build-artifacts' };
    const build = { source, submodules: true, lfs: true, ...kept };
    expect(variablesOf(build)).toMatchObject({ FETCH_LFS: 'true', BUILD_ARTIFACT_00: 'coverage/**' });
    const { Source: found, Artifacts: artifacts } = projectWith(build);
    expect(found).toMatchObject({ GitSubmodulesConfig: { FetchSubmodules: true } });
    expect(artifacts).toMatchObject({ Type: 'S3', Location: 'acme-build-artifacts', Packaging: 'ZIP' });
  });

  test('has one manifest for Lambda', () => {
    expect(variablesOf({ compatibility: 'lambda' })).toMatchObject({ PROVENANCE: 'false', SBOM: 'false' });
    expect(variablesOf({ compatibility: 'oci' })).toMatchObject({ PROVENANCE: 'mode=min' });
  });

  test('has the tags of the file', () => {
    const tags = {
      commit: true,
      shortCommit: true,
      semanticVersion: true,
      channels: ['latest'],
      branchPrefix: 'branch-',
      buildNumber: true,
      fixed: ['branch-newest'],
    };
    const ofGit = { codeCommit: 'service' };
    const rules = Object.entries(variablesOf({ source: ofGit, tags })).filter(([name]) => name.startsWith('TAG_RULE'));
    expect(rules.map(([, rule]) => String(rule))).toEqual([
      'commit',
      'short-commit',
      'semantic-version:latest',
      'branch:branch-',
      'build-number',
      'fixed:branch-newest',
    ]);
  });

  test('is cached in a repository of the file, or on the machine', () => {
    const { CACHE_URI: uri } = variablesOf({ cache: { repository: 'cache' } });
    expect(uri).toEqual({ 'Fn::Join': ['', ['123456789012.dkr.ecr.us-east-1.', { Ref: 'AWS::URLSuffix' }, '/cache']] });
    expect(projectWith({ cache: { local: true } }).Cache).toMatchObject({ Type: 'LOCAL' });
  });

  test('reads secrets by their names, and the role decrypts with their keys', () => {
    const template = templateWith({
      secrets: [
        { id: 'npm', secret: 'ci/npm', jsonKey: 'token', encryptionKey: key },
        { id: 'pip', parameter: '/ci/pip', encryptionKey: key },
      ],
    });
    const [project = {}] = propertiesOf(template, 'AWS::CodeBuild::Project');
    const { EnvironmentVariables: variables } = project.Environment as { EnvironmentVariables: Properties[] };
    expect(variables.filter(({ Type: type }) => type !== 'PLAINTEXT')).toEqual([
      {
        Name: 'BUILD_SECRET_VALUE_00',
        Type: 'SECRETS_MANAGER',
        Value: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:ci/npm:token',
      },
      { Name: 'BUILD_SECRET_VALUE_01', Type: 'PARAMETER_STORE', Value: '/ci/pip' },
    ]);
    const text = JSON.stringify(propertiesOf(template, 'AWS::IAM::ManagedPolicy'));
    expect(text).toContain('secret:ci/npm-??????');
    expect(text).toContain(':parameter/ci/pip');
    expect(text).toContain(`"kms:Decrypt","Effect":"Allow","Resource":"${key}"`);
  });

  test('is built by Earthly, by a script, or with other images of BuildKit', () => {
    expect(variablesOf({ builder: 'earthly', target: 'docker', earthly: { version: '0.8.15' } })).toMatchObject({
      EARTHLY_TARGET: 'docker',
      EARTHLY_BUILDKIT_IMAGE: 'mirror.gcr.io/earthly/buildkitd:v0.8.15',
    });
    const { BuildSpec: buildspec } = projectWith({ builder: 'script', commands: ['make push'] }).Source as Properties;
    expect(buildspec).toContain('make push');
    const buildKit = `public.ecr.aws/team/buildkit@sha256:${'0'.repeat(64)}`;
    expect(variablesOf({ tools: { buildKit } }).BUILDKIT_IMAGE).toBe(buildKit);
  });
});

describe('builds', () => {
  test('have the limits of the file', () => {
    expect(
      projectWith({
        computeType: 'BUILD_GENERAL1_LARGE',
        timeoutMinutes: 90,
        queuedTimeoutMinutes: 30,
        concurrentBuildLimit: 2,
        autoRetryLimit: 1,
      }),
    ).toMatchObject({
      Environment: { ComputeType: 'BUILD_GENERAL1_LARGE' },
      TimeoutInMinutes: 90,
      QueuedTimeoutInMinutes: 30,
      ConcurrentBuildLimit: 2,
      AutoRetryLimit: 1,
    });
  });

  test('run in the network of the file, with its Docker server; nothing is looked up', () => {
    const sg = 'sg-0123456789abcdef0';
    expect(
      projectWith({
        vpc: { vpcId: 'vpc-0123456789abcdef0', subnetIds: ['subnet-0123456789abcdef0'], securityGroupIds: [sg] },
        dockerServer: { computeType: 'BUILD_GENERAL1_MEDIUM', securityGroupIds: [sg] },
      }),
    ).toMatchObject({
      VpcConfig: { VpcId: 'vpc-0123456789abcdef0', Subnets: ['subnet-0123456789abcdef0'], SecurityGroupIds: [sg] },
      Environment: {
        DockerServer: { ComputeType: 'BUILD_GENERAL1_MEDIUM', SecurityGroupIds: [sg] },
        PrivilegedMode: false,
      },
    });
  });

  test('run on the fleet of the file', () => {
    expect(projectWith({ fleet: fleet('us-east-1') })).toMatchObject({
      Environment: { Fleet: { FleetArn: fleet('us-east-1') } },
    });
  });

  test('keep their logs as long as the file says, those of pull requests too', () => {
    const connectionArn =
      'arn:aws:codeconnections:us-east-1:123456789012:connection/11111111-2222-3333-4444-555555555555';
    const template = templateWith({
      source: { github: 'acme/service', connectionArn, branches: ['main'] },
      pullRequests: { commands: ['make'] },
      logRetentionDays: 30,
    });
    const days = propertiesOf(template, 'AWS::Logs::LogGroup').map(({ RetentionInDays: kept }) => Number(kept));
    expect(days).toEqual([30, 30]);
  });

  test('write to log groups that exist, and keep the logs of pull requests as long as the file says', () => {
    const connectionArn =
      'arn:aws:codeconnections:us-east-1:123456789012:connection/11111111-2222-3333-4444-555555555555';
    const build = {
      source: { github: 'acme/service', connectionArn, branches: ['main'] },
      logGroup: '/aws/codebuild/service',
      pullRequests: { commands: ['make'] },
      logRetentionDays: 30,
    };
    const groupsOf = (template: ReturnType<typeof templateWith>) =>
      propertiesOf(template, 'AWS::CodeBuild::Project').map(
        ({ LogsConfig: config }) => (config as { CloudWatchLogs: { GroupName: unknown } }).CloudWatchLogs.GroupName,
      );
    const template = templateWith(build);
    expect(propertiesOf(template, 'AWS::Logs::LogGroup')).toMatchObject([
      { LogGroupName: '/aws/codebuild/service-pull-requests', RetentionInDays: 30 },
    ]);
    expect(groupsOf(template)).toContain('/aws/codebuild/service');
    const pullRequests = { commands: ['make'], logGroup: '/aws/codebuild/service-pull-requests' };
    const both = templateWith({ ...build, logRetentionDays: undefined, pullRequests });
    expect(propertiesOf(both, 'AWS::Logs::LogGroup')).toEqual([]);
    expect(groupsOf(both).sort()).toEqual(['/aws/codebuild/service', '/aws/codebuild/service-pull-requests']);
  });

  test('write their image to a parameter of the stack', () => {
    const template = templateWith({ imageParameter: '/service/image' });
    expect(propertiesOf(template, 'AWS::SSM::Parameter')).toEqual([
      {
        Name: '/service/image',
        Type: 'String',
        Value: 'none yet',
        Description: 'The image that build service pushed last, by digest',
      },
    ]);
    expect(variablesOf({ imageParameter: '/service/image' }).IMAGE_PARAMETER).toEqual({
      Ref: expect.stringMatching(/ImageParameter/) as string,
    });
  });

  test('send a message to topics when they fail', () => {
    const topics = ['arn:aws:sns:us-east-1:123456789012:builds', 'arn:aws:sns:us-east-1:123456789012:ops'];
    const rules = propertiesOf(templateWith({ failureTopics: topics }), 'AWS::Events::Rule');
    expect(
      rules.map(({ Targets: targets }) => (targets as { Arn: string }[]).map(({ Arn: arn }) => arn)).sort(),
    ).toEqual(topics.map((topic) => [topic]));
  });
});

const sizes =
  'BUILD_GENERAL1_SMALL, BUILD_GENERAL1_MEDIUM, BUILD_GENERAL1_LARGE, BUILD_GENERAL1_XLARGE, BUILD_GENERAL1_2XLARGE';
const subnet = 'subnet-0123456789abcdef0';
const vpc = { vpcId: 'vpc-0123456789abcdef0', subnetIds: [subnet] };
const fleet = (where: string) =>
  `arn:aws:codebuild:${where}:123456789012:fleet/builders:11111111-2222-3333-4444-555555555555`;
const topic = (where: string) => `arn:aws:sns:${where}:123456789012:builds`;

test.each<[object, string]>([
  [{ builder: 'kaniko' }, "builder: must be one of buildx, earthly, script, got 'kaniko'"],
  [{ builder: 'earthly' }, 'target: is required with builder earthly'],
  [
    { builder: 'earthly', target: '+docker' },
    "target: must be a target of the Earthfile, like 'docker', got '+docker'. Write a letter, then letters, digits and " +
      "'._-', without the '+'",
  ],
  [{ target: 'a b' }, "target: must be the name of a stage, got 'a b'. Use only letters, digits and '._-'"],
  [{ builder: 'script' }, 'commands: is required with builder script'],
  [{ commands: ['make'] }, 'commands: requires builder script'],
  [{ earthly: {} }, 'earthly: requires builder earthly'],
  [{ builder: 'script', commands: ['make'], tools: {} }, 'tools: requires builder buildx or earthly'],
  [{ emulation: 'yes' }, "emulation: must be true or false, got 'yes'. Write true."],
  [{ sbom: 'no' }, "sbom: must be true or false, got 'no'. Write false."],
  [{ provenance: 'all' }, "provenance: must be one of none, min, max, got 'all'"],
  [{ compatibility: 'ecs' }, "compatibility: must be one of oci, lambda, got 'ecs'"],
  [{ tags: {} }, 'tags: must have at least one tag. Leave `tags` out to use the commit.'],
  [{ tags: { commit: false } }, 'tags.commit: must be true or left out'],
  [
    { tags: { commit: true, latest: true } },
    "tags: must not have 'latest'. The known keys are commit, shortCommit, branch, branchPrefix, semanticVersion, channels, buildNumber, fixed.",
  ],
  [{ cache: {} }, 'cache: must have exactly one of local, repository, got none'],
  [
    { cache: { local: true, repository: 'cache' } },
    'cache: must have exactly one of local, repository, got local and repository',
  ],
  [
    { environmentVariables: [{ name: 'NODE_ENV', value: true }] },
    'environmentVariables[0].value: must be a text, got the boolean true. Write it in quotes.',
  ],
  [{ commandsBeforeBuild: ['  '] }, "commandsBeforeBuild[0]: must be a command, got '  '"],
  [
    { commandsAfterPush: ['TOKEN=ghp_1234567890 make'] },
    'commandsAfterPush[0]: must not have a secret, got a text that looks like one. Anyone who can read the project can read it.',
  ],
  [{ alwaysPull: 'yes' }, "alwaysPull: must be true or false, got 'yes'. Write true."],
  [
    { buildArgs: [{ name: 'NODE_VERSION', value: 22 }] },
    'buildArgs[0].value: must be a text, got the number 22. Write it in quotes.',
  ],
  [{ secrets: [{ id: 'npm' }] }, 'secrets[0]: must have exactly one of secret, parameter, got none'],
  [{ secrets: [{ id: 'npm', parameter: '/npm', jsonKey: 'token' }] }, 'secrets[0].jsonKey: requires secret'],
  [
    { secrets: [{ id: 'npm', secret: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:npm-abcdef' }] },
    'secrets[0].secret: must be the name of a secret of Secrets Manager, got an ARN. Write its name',
  ],
  [
    { secrets: [{ id: 'npm', secret: 'a*' }] },
    "secrets[0].secret: must be the name of a secret of Secrets Manager, got 'a*'. Use only letters, digits and '/_+=.@-'",
  ],
  [
    { secrets: [{ id: 'npm', parameter: 'ci/npm' }] },
    "secrets[0].parameter: must be the name of a parameter, like '/team/image', got 'ci/npm'. " +
      "Use letters, digits and '._-'. A name with '/' starts with '/'",
  ],
  [
    { imageParameter: '/aws/image' },
    "imageParameter: must be the name of a parameter, like '/team/image', got '/aws/image'. Names that start with 'aws' or 'ssm' belong to AWS",
  ],
  [
    { computeType: 'BUILD_LAMBDA_1GB' },
    `computeType: must be one of ${sizes}, got 'BUILD_LAMBDA_1GB'. Lambda compute has no Docker.`,
  ],
  [{ dockerServer: {} }, 'dockerServer.computeType: is required'],
  [
    { failureTopics: [topic('us-east-1'), topic('us-east-1')] },
    `failureTopics[1]: must be listed once, got '${topic('us-east-1')}' again. Remove it.`,
  ],
  [
    { failureTopics: [topic('us-east-1'), topic('eu-west-1')] },
    "failureTopics[1]: must be in Region us-east-1 of environment 'prod', got Region eu-west-1. Add a build for " +
      'each Region.',
  ],
  [
    { vpc: { ...vpc, subnetIds: [subnet, subnet] } },
    `vpc.subnetIds[1]: must be listed once, got '${subnet}' again. Remove it.`,
  ],
  [
    { fleet: 'builders' },
    "fleet: must be the ARN of a CodeBuild fleet (arn:aws:codebuild:...:fleet/NAME:ID), got 'builders'",
  ],
  [
    { fleet: fleet('eu-west-1') },
    "fleet: must be in account 123456789012 and Region us-east-1 of environment 'prod', got account 123456789012 " +
      'and Region eu-west-1',
  ],
  [
    { logRetentionDays: 31 },
    'logRetentionDays: must be a retention that CloudWatch Logs accepts, in days, got the number 31. Choose one of 1, 3, 5, 7, 14, ' +
      '30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653.',
  ],
  [
    { logGroup: '/aws/codebuild/service', logRetentionDays: 30 },
    'logRetentionDays: must not be set with logGroup, whose retention is not changed. Leave it out, and set the retention of the log ' +
      'group itself.',
  ],
  [
    { logGroup: 'arn:aws:logs:us-east-1:123456789012:log-group:a' },
    "logGroup: must be the name of a log group, like '/aws/codebuild/web', got an ARN. Write its name",
  ],
  [{ timeoutMinutes: 4 }, 'timeoutMinutes: must be a whole number from 5 to 2160, got the number 4'],
  [{ queuedTimeoutMinutes: 481 }, 'queuedTimeoutMinutes: must be a whole number from 5 to 480, got the number 481'],
  [{ concurrentBuildLimit: 0 }, 'concurrentBuildLimit: must be a whole number from 1 on, got the number 0'],
  [{ autoRetryLimit: 11 }, 'autoRetryLimit: must be a whole number from 0 to 10, got the number 11'],
  [
    { vpc: { ...vpc, vpcId: 'vpc-1' } },
    "vpc.vpcId: must be the id of a VPC, like 'vpc-0123456789abcdef0', got 'vpc-1'",
  ],
  [{ vpc: { vpcId: vpc.vpcId } }, 'vpc.subnetIds: is required'],
  [
    { vpc: { ...vpc, subnetIds: Array.from({ length: 17 }, (_, index) => `subnet-${10000000 + index}`) } },
    'vpc.subnetIds: must list at most 16 subnets',
  ],
  [
    { vpc: { ...vpc, subnetIds: ['*'] } },
    "vpc.subnetIds[0]: must be the id of a subnet, like 'subnet-0123456789abcdef0', got '*'",
  ],
  [
    { vpc: { ...vpc, securityGroupIds: Array.from({ length: 6 }, (_, index) => `sg-1000000${index}`) } },
    'vpc.securityGroupIds: must list at most 5 security groups',
  ],
  [
    { vpc: { ...vpc, securityGroupIds: ['default'] } },
    "vpc.securityGroupIds[0]: must be the id of a security group, like 'sg-0123456789abcdef0', got 'default'",
  ],
  [
    { failureTopics: ['builds'] },
    "failureTopics[0]: must be the ARN of an SNS topic, like 'arn:aws:sns:us-east-1:111122223333:builds', got 'builds'",
  ],
  [
    { failureTopics: ['arn:aws:sns:us-east-1:123456789012:builds.fifo'] },
    "failureTopics[0]: must be the ARN of an SNS topic, like 'arn:aws:sns:us-east-1:111122223333:builds', got " +
      "'arn:aws:sns:us-east-1:123456789012:builds.fifo'; EventBridge tells no FIFO topic",
  ],
])('fails when a build has %j', (build, problem) => {
  expect(problemsIn(fileWith(build))).toEqual([`builds[0].${problem}`]);
});

test.each<[string, object, string]>([
  [
    'a variable is named like a secret',
    { environmentVariables: [{ name: 'NPM_TOKEN', value: 'x' }] },
    'environmentVariables[0].value: must not be a secret, got one by its name. ' +
      'Anyone who can read the project or the workflow can read it. Mount it with `secrets` instead',
  ],
  [
    'a variable comes twice',
    {
      environmentVariables: [
        { name: 'A', value: '1' },
        { name: 'A', value: '2' },
      ],
    },
    "environmentVariables: must list each name once, got 'A' again",
  ],
  [
    'a build argument is a secret',
    { buildArgs: [{ name: 'NPM_TOKEN', value: 'x' }] },
    'buildArgs[0].value: must not be a secret, got one by its name. ' +
      'Anyone who can pull the image can read it. Mount it with `secrets` instead',
  ],
  [
    'a label comes twice',
    {
      labels: [
        { key: 'team', value: 'a' },
        { key: 'team', value: 'b' },
      ],
    },
    "labels: must list each name once, got 'team' again",
  ],
  [
    'the cache is in no repository of the file',
    { cache: { repository: 'other' } },
    "cache.repository: must be a repository of this environment, got 'other'",
  ],
  [
    'Earthly builds for two platforms',
    { builder: 'earthly', target: 'docker', platforms: ['linux/amd64', 'linux/arm64'] },
    'platforms: must be one platform with the builder earthly, got linux/amd64 and linux/arm64. Make a project for each platform.',
  ],
  [
    'a batch could not build both platforms at the same time',
    { source: { codeCommit: 'service' }, platforms: ['linux/amd64', 'linux/arm64'], concurrentBuildLimit: 1 },
    'concurrentBuildLimit: must be at least 2, got 1. A batch builds 2 platforms at the same time. Raise it, or use one platform.',
  ],
  [
    'a secret comes twice',
    {
      secrets: [
        { id: 'npm', secret: 'npm' },
        { id: 'npm', parameter: '/npm' },
      ],
    },
    "secrets: must list each name once, got 'npm' again",
  ],
])('fails when %s', (_, build, message) => {
  expect(() => templateWith(build)).toThrow(`builds[0].${message}`);
});

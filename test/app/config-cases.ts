import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { readConfig, validateConfig } from '../../lib/app/config';
import { ConfigError, problemLine } from '../../lib/app/config/problem';

/** The least that a config holds. */
export const minimal = {
  version: 1,
  environments: [{ name: 'prod', account: '123456789012', region: 'us-east-1' }],
  repositories: [{ name: 'service' }],
};

const userServices = 'arn:aws:iam::123456789012:role/user-services';
const modelsArn = 'arn:aws:sagemaker:us-east-1:333333333333:model/*';
const connectionArn = 'arn:aws:codeconnections:us-east-1:123456789012:connection/11111111-2222-3333-4444-555555555555';

/** A config with every key of the format. No name of it is referred to by another part unless it says so. */
export const full = {
  version: 1,
  environments: [
    { name: 'prod', account: '123456789012', region: 'us-east-1' },
    { name: 'london', account: '123456789012', region: 'eu-west-2' },
    {
      name: 'test',
      account: '210987654321',
      region: 'us-east-1',
      encryptionKey: 'arn:aws:kms:us-east-1:210987654321:key/11111111-2222-3333-4444-555555555555',
    },
  ],
  include: ['teams/*.yaml'],
  teamPrefixes: { pizza: ['pizza/'] },
  shared: { prefixes: ['base/'], secrets: ['ci/npm'], parameters: ['/ci/pip'], passRoles: ['ecs-execution'] },
  shards: 1,
  tags: { owner: 'platform' },
  github: { provider: 'create', issuer: { enterprise: 'acme' } },
  defaults: { retention: { expireUntaggedAfterDays: 1, keepNewest: 100 } },
  repositories: [
    { name: 'service' }, // referred to below
    {
      name: 'team/everything',
      environments: ['prod'],
      mutableTags: ['latest', 'dev-*'],
      imageScanOnPush: false,
      encryptionKey: 'arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555',
      retention: {
        protect: ['release-*', 'latest', 'dev-*'],
        expireUntaggedAfterDays: 7,
        keepNewest: 10,
        rules: [
          { tagPrefixes: ['pr-'], expireOlderThanDays: 14 },
          { tagPatterns: ['*-rc'], keepNewest: 3 },
          { tagPatterns: ['v*'], archiveUnpulledAfterDays: 90 },
          { tagPatterns: ['v*'], expireArchivedAfterDays: 365 },
          { anyTagPatterns: ['nightly-*', 'weekly-*'], keepNewest: 7 },
        ],
      },
      pullers: [
        { account: '111111111111' },
        { organization: 'o-a1b2c3d4e5' },
        { role: 'arn:aws:iam::222222222222:role/deployer' },
        { user: 'arn:aws:iam::222222222222:user/bob' },
        { lambda: { account: '333333333333' } },
        { codeBuild: { account: '111111111111' } },
        { organizationalUnit: 'o-a1b2c3d4e5/r-ab12/ou-ab12-11111111' },
        { lambda: { organization: 'o-a1b2c3d4e5' } },
        { service: { name: 'sagemaker.amazonaws.com', account: '333333333333', arn: modelsArn } },
        { service: { name: 'apprunner.amazonaws.com', organization: 'o-a1b2c3d4e5' } },
        { tagged: { key: 'team', value: 'platform', account: '123456789012' } },
        { tagged: { key: 'team', value: 'platform', organization: 'o-a1b2c3d4e5' } },
      ],
      pushers: [
        { account: '111111111111' },
        { role: 'arn:aws:iam::222222222222:role/path/deployer' },
        { user: 'arn:aws:iam::222222222222:user/bob' },
        { tagged: { key: 'team', value: 'platform', account: '111111111111' } },
      ],
      readers: [
        { account: '111111111111' },
        { organization: 'o-a1b2c3d4e5' },
        { organizationalUnit: 'o-a1b2c3d4e5/r-ab12/ou-ab12-22222222' },
        { role: 'arn:aws:iam::222222222222:role/reviewer' },
        { user: 'arn:aws:iam::222222222222:user/eve' },
        { tagged: { key: 'team', value: 'audit', organization: 'o-a1b2c3d4e5' } },
      ],
      tags: { 'cost-center': '42' },
      removalPolicy: 'destroy',
      emptyOnDelete: true,
      perEnvironment: { prod: { removalPolicy: 'retain', emptyOnDelete: false, tags: { stage: 'prod' } } },
    },
    {
      name: 'team/approved',
      onlyPushers: [
        { role: 'arn:aws:iam::123456789012:role/promoter' },
        { user: 'arn:aws:iam::123456789012:user/break-glass' },
      ],
    },
  ],
  groups: [{ prefix: 'team/', retention: { keepNewest: 50 }, tags: { team: 'a' } }],
  identities: [
    {
      name: 'developers',
      roles: ['builder'],
      users: ['bob'],
      groups: ['developers'],
      pushRepositories: ['service'],
      pullRepositories: ['service'],
    },
    { name: 'referred', roles: ['operator'], pullRepositories: ['service'] },
  ],
  publishers: [
    {
      name: 'github-ci',
      environments: ['prod', 'london'],
      github: [
        {
          repository: 'acme/service',
          ownerId: '1',
          repositoryId: '2',
          branches: ['main'],
          tags: ['v1.0.0'],
          environments: ['production'],
        },
      ],
      repositories: ['service'],
      deploys: [{ cluster: 'cluster', service: 'service', environments: ['prod'], passRoles: ['tasks'] }],
    },
    {
      name: 'github-release',
      environments: ['prod'],
      github: [
        {
          repository: 'acme/service',
          ownerId: '1',
          repositoryId: '2',
          acceptNameOnly: true,
          branches: ['stable'],
          jobWorkflowRef: 'acme/ci/.github/workflows/publish.yml@refs/heads/main',
        },
        {
          repository: 'acme/service',
          ownerId: '1',
          repositoryId: '2',
          environments: ['production'],
          ref: 'refs/heads/main',
        },
      ],
      repositories: ['service'],
      repositoryPrefixes: ['team/'],
      createRepositories: true,
      maxSessionMinutes: 120,
      pullRepositories: ['team/approved'],
      workflow: {
        repository: 'service',
        platforms: ['linux/amd64'],
        buildArgs: [{ name: 'NODE_VERSION', value: '22' }],
        secrets: [{ id: 'npm', secret: 'ci/npm', jsonKey: 'token' }],
        tags: { commit: true },
        tests: [{ source: true, commands: ['make test'] }],
        cache: { none: true },
        timeoutMinutes: 90,
        registries: [{ host: 'docker.io', secret: 'ci/docker-hub', username: 'acme' }],
        mirrors: [{ host: 'docker.io', mirror: 'mirror.gcr.io' }],
        tools: { buildKit: 'public.ecr.aws/vend/moby/buildkit:v0.26.0' },
        runners: [{ platform: 'linux/amd64', label: 'our-amd' }],
      },
    },
  ],
  builds: [
    {
      name: 'from-github',
      environments: ['prod'],
      repository: 'service',
      source: { github: 'acme/service', connectionArn, branches: ['main'], tags: ['v1.0.0'], tagPatterns: ['v2.*'] },
      platforms: ['linux/arm64'],
      builder: 'buildx',
      dockerfile: 'docker/Dockerfile',
      context: 'docker',
    },
    { name: 'from-codecommit', repository: 'service', source: { codeCommit: 'service', branch: 'main' } },
    {
      name: 'from-s3',
      repository: 'service',
      source: { s3: { bucket: 'sources', key: 'service.zip', buildOnUpload: true } },
    },
    {
      name: 'from-gitlab',
      environments: ['prod'],
      repository: 'service',
      source: {
        gitlab: 'acme/team/service',
        host: 'git.example.com',
        connectionArn,
        branches: ['main'],
        actorIds: ['1234567'],
        paths: ['src', 'Dockerfile'],
        fetchDepth: 1,
        fetchSubmodules: true,
        reportBuildStatus: false,
      },
      pullRequests: {
        commands: ['make check'],
        privileged: true,
        baseImages: ['service'],
        approval: 'FORK_PULL_REQUESTS',
        approvers: ['GITLAB_MAINTAINER'],
      },
    },
    {
      name: 'from-enterprise',
      environments: ['prod'],
      repository: 'service',
      source: { githubEnterprise: 'acme/service', host: 'git.example.com', connectionArn },
    },
    {
      name: 'whole',
      environments: ['prod'],
      repository: 'service',
      source: { codeCommit: 'service' },
      tools: { buildKit: `public.ecr.aws/team/buildkit@sha256:${'0'.repeat(64)}` },
      buildArgs: [{ name: 'NODE_VERSION', value: '22' }],
      labels: [{ key: 'team', value: 'pizza' }],
      secrets: [{ id: 'npm', secret: 'ci/npm', jsonKey: 'token' }],
      tags: { commit: true, buildNumber: true },
      baseImages: ['service', 'arn:aws:ecr:us-east-1:999999999999:repository/base'],
      registries: [
        { host: 'docker.io', secret: 'ci/docker-hub', username: 'acme' },
        { host: 'quay.io', secret: 'ci/quay', usernameKey: 'robot', passwordKey: 'token' },
      ],
      mirrors: [
        { host: 'docker.io', pullThroughCache: 'docker-hub', account: '999999999999', region: 'us-east-1' },
        { host: 'docker.io', mirror: 'mirror.gcr.io' },
      ],
      cache: { local: true },
      provenance: 'max',
      sbom: true,
      compatibility: 'oci',
      dockerServer: { computeType: 'BUILD_GENERAL1_MEDIUM' },
      vpc: { vpcId: 'vpc-0123456789abcdef0', subnetIds: ['subnet-0123456789abcdef0'] },
      timeoutMinutes: 30,
      logRetentionDays: 90,
      imageParameter: '/service/image',
      failureTopics: ['arn:aws:sns:us-east-1:123456789012:builds'],
    },
    {
      name: 'earthly',
      environments: ['prod'],
      repository: 'service',
      source: { codeCommit: 'service' },
      builder: 'earthly',
      target: 'docker',
      earthly: { version: '0.8.15' },
    },
    {
      name: 'shop',
      environments: ['prod'],
      source: { github: 'acme/shop', connectionArn, branches: ['main'], tagPatterns: ['v*'] },
      images: [
        {
          name: 'web',
          repository: 'service',
          context: 'web',
          paths: ['libraries/'],
          tagPrefix: 'web-',
          rebuilds: { schedule: 'rate(1 day)' },
        },
      ],
      paths: ['package.json'],
      tags: { semanticVersion: true },
    },
  ],
  contributors: [
    { name: 'alice', repository: 'incoming/alice', assumedBy: userServices, expiresAt: '2026-12-01T00:00:00Z' },
    {
      name: 'bob@example.com',
      environments: ['prod'],
      repository: 'incoming/bob',
      assumedBy: 'arn:aws:iam::222222222222:user/eve',
      externalId: 'f3c1a9e07b5d48d2a6e4c0b897215d3f',
      expiresAt: '2026-12-01T00:00:00+01:00',
      sessionMinutes: 15,
      allowPull: true,
      allowList: false,
      promoteTo: 'approved/bob',
      gate: {
        passUnscanned: ['UNSUPPORTED_IMAGE'],
        maxSeverity: 'MEDIUM',
        scan: 'basic',
        exceptions: [
          {
            cve: 'CVE-2026-12345',
            reason: 'The library is not reachable: security, 2026-11.',
            until: '2027-01-01T00:00:00Z',
          },
        ],
        waitAtMostMinutes: 60,
      },
      approval: { waitAtMostHours: 48 },
      deploys: [{ cluster: 'pizza', service: 'web', environments: ['prod'], passRoles: ['tasks'] }],
      notificationTopic: 'arn:aws:sns:us-east-1:123456789012:verdicts',
      buildImage: `123456789012.dkr.ecr.us-east-1.amazonaws.com/tools/regctl@sha256:${'0'.repeat(64)}`,
    },
  ],
  registry: {
    environments: ['prod'],
    scanning: { type: 'BASIC', scanOnPush: ['*'], manual: false },
    replication: [{ region: 'eu-west-1', account: '222222222222', prefixes: ['team/'], environments: ['prod'] }],
    acceptReplicationFrom: [{ account: '222222222222', prefixes: ['shared/'], environments: ['prod'] }],
    pullThroughCache: [
      {
        prefix: 'docker-hub',
        upstream: 'docker-hub',
        credentialArn: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:ecr-pullthroughcache/hub-AbCdEf',
        upstreamPrefix: 'library',
        accounts: ['222222222222'],
        environments: ['prod'],
      },
      {
        prefix: 'base',
        upstream: 'ecr',
        account: '333333333333',
        region: 'us-west-2',
        roleArn: 'arn:aws:iam::123456789012:role/pull-through',
      },
      {
        prefix: 'azure',
        upstream: 'azure-container-registry',
        host: 'acme.azurecr.io',
        credentialArn: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:ecr-pullthroughcache/azure-AbCdEf',
      },
    ],
    creationTemplates: [
      {
        prefix: 'ROOT',
        appliedFor: ['PULL_THROUGH_CACHE', 'REPLICATION'],
        imageTagMutability: 'MUTABLE',
        immutableTags: ['v*'],
        retention: { keepNewest: 20 },
        pullers: [{ account: '222222222222' }],
        encryptionKey: 'arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555',
        tags: { team: 'platform' },
        environments: ['prod'],
      },
      { prefix: 'team', appliedFor: ['CREATE_ON_PUSH'], mutableTags: ['latest'] },
    ],
    signing: [{ profile: 'release', repositories: ['team/*'], environments: ['prod'] }],
    pullTimeExclusions: ['arn:aws:iam::123456789012:role/scanner'],
  },
  checks: ['AwsSolutions', 'Serverless'],
  acknowledgements: [
    { id: 'CKV_AWS_136', repositories: ['service'], reason: 'The images hold no secrets: ECR may hold the key.' },
    { id: 'AwsSolutions-IAM5', identities: ['referred'], reason: 'The wildcard is the token of a login.' },
    { id: 'cdk-ecr-publishing:NotScannedOnPush', reason: 'The registry scans each push by its own settings.' },
    { id: 'cdk-ecr-publishing:IamUser', reason: 'Bob is replaced by a role as soon as single sign-on is there.' },
    {
      id: 'cdk-ecr-publishing:NoExternalId',
      reason: 'User Services assumes roles for nobody else, so there is nobody to confuse it.',
    },
    {
      id: 'cdk-ecr-publishing:TopicPolicyNotChanged',
      reason: 'The team of the topic lets CloudWatch publish to it already.',
    },
  ],
};

/** A copy of a config with the value at a path replaced. A path is such as `repositories[1].name`. */
export function withValue(config: object, path: string, value: unknown): unknown {
  const copy = structuredClone(config) as Record<string, unknown>;
  const keys = path.split(/[.[\]]+/).filter((key) => key !== '');
  const last = keys.pop() ?? '';
  const place = keys.reduce((holder, key) => holder[key] as Record<string, unknown>, copy);
  place[last] = value;
  return copy;
}

/** The lines that data is refused with, or none if it is valid. */
export function problemsIn(data: unknown): string[] {
  return problemsOf(() => validateConfig(data));
}

/** A value that is refused at its path, and the problem that is reported. */
export type Refusal = readonly [value: unknown, problem: string];

/** A test for each value: the full config with it has that one problem, reported at its path. */
export function refuses(path: string, refusals: readonly Refusal[]): void {
  test.each(refusals)(`fails when ${path} is %j`, (value, problem) => {
    expect(problemsIn(withValue(full, path, value))).toEqual([`${path}: ${problem}`]);
  });
}

const folder = mkdtempSync(join(tmpdir(), 'ecr-publishing-config-'));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Writes a file of this content, gone after the test file. */
export function configFile(content: string | Uint8Array, name = 'config.yaml'): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** The lines that a file of this content is refused with. */
export function problemsInFile(content: string | Uint8Array): string[] {
  const file = configFile(content);
  return problemsOf(() => readConfig(file)).map((line) => line.replace(file, basename(file)));
}

/** The lines that an action is refused with. Any other error is a bug, and goes on. */
export function problemsOf(action: () => unknown): string[] {
  try {
    action();
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(problemLine);
    throw error;
  }
}

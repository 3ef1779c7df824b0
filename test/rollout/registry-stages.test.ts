import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stack, type Stage } from 'aws-cdk-lib';
import { type CloudAssembly } from 'aws-cdk-lib/cx-api';
import { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import * as pipelines from 'aws-cdk-lib/pipelines';
import { stringify } from 'yaml';
import { readConfig } from '../../lib/app/config';
import { addConfig } from '../../lib/app/config-app';
import { RegistryStages } from '../../lib/rollout/registry-stages';
import { full, minimal } from '../app/config-cases';
import { build, publisher, repositories } from '../app/config-stacks';
import { readFindings } from '../example-apps';
import { env, newApp, onlyProperties } from '../synthesis';

const folder = mkdtempSync(join(tmpdir(), 'registry-stages-'));

beforeEach(() => {
  jest.spyOn(console, 'error').mockImplementation(() => undefined); // the CDK prints warnings
});

afterEach(() => jest.restoreAllMocks());

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function fileOf(config: object): string {
  const file = join(folder, 'ecr-publishing.yaml');
  writeFileSync(file, stringify({ ...minimal, ...config }));
  return file;
}

const teams = join(folder, 'teams');

/** A file for a team, which the config with every key includes. */
const teamFile = {
  version: 1,
  team: 'pizza',
  owners: ['@acme/pizza'],
  prefixes: ['pizza/'],
  repositories: [{ name: 'pizza/oven' }],
};

/** The templates of an assembly and of the assemblies in it, by the names of their stacks. */
function templatesIn(assembly: CloudAssembly): Record<string, unknown> {
  return Object.fromEntries(assembly.stacksRecursively.map((stack) => [stack.stackName, stack.template as unknown]));
}

const wide = {
  environments: [
    { name: 'prod', account: '123456789012', region: 'us-east-1' },
    { name: 'eu', account: '123456789012', region: 'eu-west-1', home: true },
    { name: '1', account: '222222222222', region: 'us-east-1' },
  ],
  shards: 3,
  repositories: [
    ...repositories(20),
    { name: 'named', pushers: [{ role: 'arn:aws:iam::123456789012:role/github-ci' }] },
  ],
  publishers: [publisher('service-1')],
  builds: [build('service-2', { environments: ['prod'] })],
};

function stacksOf({ node }: Stage): Stack[] {
  return node.children.filter((child) => Stack.isStack(child));
}

function stagesOf(config: object): RegistryStages {
  return new RegistryStages(newApp(), 'Registry', { config: fileOf(config) });
}

test.each([
  ['every key', { ...full, repositories: [...full.repositories, { name: 'base/image' }] }],
  ['several shards, a home, and a policy that names a role of another Region', wide],
])('the stages of a config with %s have the stacks, names and templates of the app', (_, config) => {
  const file = fileOf(config);
  mkdirSync(teams, { recursive: true });
  writeFileSync(join(teams, 'pizza.yaml'), stringify(teamFile));
  const app = newApp();
  addConfig(app, readConfig(file));
  const staged = newApp();
  const { waves } = new RegistryStages(staged, 'Registry', { config: file });
  const [inApp, inStages] = [templatesIn(app.synth()), templatesIn(staged.synth())];
  expect(inStages).toEqual(inApp);
  const deployed = waves.flatMap(({ stages }) => stages.flatMap(stacksOf));
  expect(deployed.map(({ stackName }) => stackName).sort()).toEqual(Object.keys(inApp).sort());
});

test('roles come first, then one Region after the other, in the order of the file', () => {
  const waves = stagesOf(wide).waves.map(({ name, stages }) => [name, stages.map(({ node }) => node.id)]);
  expect(waves).toEqual([
    ['publishers', ['publishers']],
    ['us-east-1', ['ecr-publishing-prod', 'ecr-publishing-1']],
    ['eu-west-1', ['ecr-publishing-eu']],
  ]);
});

test('a file without publishers has a wave for each Region only', () => {
  expect(stagesOf({}).waves.map(({ name }) => name)).toEqual(['us-east-1']);
});

test('an environment that only has roles has no stage in the wave of its Region', () => {
  const environments = [
    { name: 'prod', account: '123456789012', region: 'us-east-1' },
    { name: 'roles', account: '123456789012', region: 'eu-west-1', home: true },
  ];
  const only = {
    environments,
    publishers: wide.publishers,
    repositories: [{ name: 'service-1', environments: ['prod'] }],
  };
  expect(stagesOf(only).waves.map(({ name }) => name)).toEqual(['publishers', 'us-east-1']);
});

test('each stack is deployed to the account and Region of its environment', () => {
  const { waves } = stagesOf(wide);
  const stacks = waves.flatMap(({ stages }) => stages.flatMap(stacksOf));
  const places = stacks.map(({ stackName, account, region }) => [stackName.split('-')[2], `${account}/${region}`]);
  expect(Object.fromEntries(places)).toEqual({
    prod: '123456789012/us-east-1',
    eu: '123456789012/eu-west-1',
    '1': '222222222222/us-east-1',
  });
});

test('fails with every problem of the file, as a check prints them', () => {
  const file = fileOf({ repositories: [{ name: 'UPPER' }, { name: 'service', pullers: [{ account: '1' }] }] });
  expect(() => new RegistryStages(newApp(), 'Registry', { config: file })).toThrow(
    `${file}:7:11: repository 'UPPER': repositories[0].name: must be an ECR repository name like 'team/service', got ` +
      `'UPPER'. Use lower case only: 'upper'\n${file}:10:18: repository 'service': repositories[1].pullers[0].account: ` +
      `must be a 12-digit AWS account id, got '1'`,
  );
});

test('fails if there is no file', () => {
  const create = () => new RegistryStages(newApp(), 'Registry', { config: join(folder, 'none.yaml') });
  expect(create).toThrow(`${join(folder, 'none.yaml')} does not exist`);
});

test('checks of the file are about its stages, and not about the rest of the app', () => {
  const app = newApp();
  new CfnBucket(new Stack(app, 'Other'), 'Bucket'); // has findings
  const config = fileOf({
    checks: ['AwsSolutions'],
    repositories: [{ name: 'service', pullers: [{ organization: 'o-a1b2c3d4e5' }] }],
  });
  new RegistryStages(app, 'Registry', { config });
  const [nag] = readFindings(app.synth());
  expect(nag?.violations).toEqual([]);
  expect(nag?.suppressed.map(({ ruleName, acknowledgedAt }) => [ruleName, acknowledgedAt])).toEqual([
    ['AwsSolutions-ECR1', 'Registry/ecr-publishing-prod/ecr-publishing-prod/Repositories/service/Default'],
  ]);
});

test('the review of the app reads the templates of the stages', () => {
  const app = newApp();
  const config = fileOf({ repositories: [{ name: 'approved', mutableTags: ['latest'] }] });
  new RegistryStages(app, 'Registry', { config });
  expect(() => app.synth()).toThrow(
    "ERROR Repository 'approved' is for approved images by its name, but lets a push move",
  );
});

interface PipelineStage {
  readonly Name: string;
  readonly Actions: readonly { readonly Name: string }[];
}

/** The actions by which CDK Pipelines deploys some stacks. */
function actionsOf(...stacks: string[]): string[] {
  return stacks.flatMap((stack) => [`${stack}.Deploy`, `${stack}.Prepare`]);
}

test('CDK Pipelines deploys the waves one after the other', () => {
  const stack = new Stack(newApp(), 'Pipeline', { env });
  const pipeline = new pipelines.CodePipeline(stack, 'Pipeline', {
    crossAccountKeys: true,
    synth: new pipelines.ShellStep('Synth', {
      input: pipelines.CodePipelineSource.s3(Bucket.fromBucketName(stack, 'Source', 'source'), 'source.zip'),
      commands: ['npx cdk synth'],
    }),
  });
  for (const { name, stages } of new RegistryStages(stack, 'Registry', { config: fileOf(wide) }).waves) {
    const wave = pipeline.addWave(name);
    for (const stage of stages) wave.addStage(stage);
  }
  const { Stages: stages } = onlyProperties(stack, 'AWS::CodePipeline::Pipeline') as { Stages: PipelineStage[] };
  const names = stages.map(({ Name, Actions }) => [Name, Actions.map((action) => action.Name).sort()]);
  expect(names.slice(3)).toEqual([
    ['publishers', actionsOf('ecr-publishing-1-publishers', 'ecr-publishing-eu-publishers')],
    [
      'us-east-1',
      actionsOf(
        ...['ecr-publishing-1.2', 'ecr-publishing-1.3', 'ecr-publishing-1.ecr-publishing-1', 'ecr-publishing-prod.2'],
        ...['ecr-publishing-prod.3', 'ecr-publishing-prod.builds-3', 'ecr-publishing-prod.ecr-publishing-prod'],
      ),
    ],
    ['ecr-publishing-eu', actionsOf('2', '3', 'ecr-publishing-eu')], // CDK names a wave of one stage after the stage
  ]);
});

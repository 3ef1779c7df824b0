import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { askedRepositories, describedRepositories } from './asked-in-config';
import { attachedByTemplates, compareWithTemplates } from './as-synthesized';
import { Cdk } from './cdk';
import { changes } from './changes';
import { type Config, consumersOf, readConfig, withoutContributors, writeConfig } from './config';
import { describeAccount, type DescribedAccount } from './describe';
import * as example from './example';
import { existing, retained } from './existing';
import { type JsonObject, pick } from './json';
import { makeUsers } from './make-users';
import { MotoServer } from './moto-server';
import { permissionsOf } from './permissions';
import { workFolder } from './places';
import { preparePython } from './python-environment';
import { step } from './step';
import { synthesizedStacks, type SynthesizedStack } from './synthesized';

const configPath = join(workFolder, 'ecr-publishing.yaml');
const app = 'node -r tsx/cjs test/e2e/app.ts';

describe('the example registry, deployed', () => {
  let python: string;
  let aws: MotoServer | undefined;
  let cdk: Cdk;
  let config: Config;
  let stacks: SynthesizedStack[];
  let regions: string[];
  let now: DescribedAccount;

  const describeNow = () => describeAccount(python, cdk.endpoint, regions);

  beforeAll(async () => {
    config = withoutContributors(readConfig(example.exampleConfig));
    regions = [...new Set(config.environments.map((environment) => environment.region))].sort();
    python = await preparePython('moto');
    aws = await MotoServer.start(python);
    cdk = new Cdk(aws.endpoint, { app, environment: { ECR_PUBLISHING_CONFIG: configPath } });
    writeConfig(configPath, config);
    const users = config.repositories.flatMap(consumersOf).flatMap((consumer) => consumer.user ?? []);
    step('making the IAM users that the example names');
    await makeUsers(python, aws.endpoint, [...new Set(users)]);
    step('deploying the example');
    await cdk.deploy();
    stacks = synthesizedStacks();
    step('describing what is there now');
    now = await describeNow();
  });

  afterAll(async () => {
    await aws?.stop();
    rmSync(configPath, { force: true });
  });

  it('every resource is as in the templates', () => {
    const { expected, described } = compareWithTemplates(stacks, now);
    expect(described).toEqual(expected);
  });

  it('attaches to each role the managed policies that the templates name, and no other', () => {
    const attached = Object.entries(now.roles).map(([name, role]) => [name, role.attachedPolicies]);
    expect(Object.fromEntries(attached)).toEqual(attachedByTemplates(stacks, now));
  });

  it('repositories have the tags, retention and consumers of the file', () => {
    expect(describedRepositories(now)).toEqual(askedRepositories(config));
  });

  it('trusts the GitHub workflows that the file names, and lets them push and deploy', () => {
    const provider = now.oidcProviders[example.providerArn];
    expect(pick(provider, Object.keys(example.provider))).toEqual(example.provider);
    expect(now.roles[example.publisherName]?.AssumeRolePolicyDocument).toEqual(example.publisherTrust);
    expect(now.roles[example.publisherName]?.MaxSessionDuration).toBe(3600);
    expect(permissionsOf(example.publisherName, now)).toEqual(example.publisherMay);
  });

  it('builds from the source that the file names, with a role that can push what it builds', () => {
    const project = now.regions[example.buildRegion]?.projects[example.buildName];
    expect(project?.source).toMatchObject(example.buildSource);
    expect((project?.source as JsonObject).buildspec).toMatch(/aws ecr get-login-password[^]*docker buildx build/);
    expect(project?.environment).toMatchObject({ privilegedMode: true, type: 'LINUX_CONTAINER' });
    expect(project?.webhook).toEqual({ filterGroups: example.buildWebhook });
    const role = Object.values(now.roles).find(({ Arn }) => Arn === project?.serviceRole);
    expect(permissionsOf(role?.RoleName as string, now)).toEqual(example.builderMay);
  });

  it('puts out the URI of each repository and the ARN of the role', () => {
    const found = Object.values(now.regions);
    const uris = found.flatMap(({ repositories }) => Object.values(repositories).map((one) => one.repositoryUri));
    const outputs = found.flatMap((region) =>
      Object.values(region.stacks).flatMap((one) => Object.values(one.outputs)),
    );
    expect(outputs.sort()).toEqual([...uris, now.roles[example.publisherName]?.Arn].sort());
  });

  it('changes nothing when deployed again', async () => {
    step('deploying again without a change');
    const said = await cdk.deploy();
    for (const stack of stacks) expect(said).toContain(`${stack.name} (no changes)`);
    expect(changes(now, await describeNow())).toEqual([]);
  });

  it('adds a repository and touches nothing else', async () => {
    // It is first in the list, so that code that depends on the order would change all others.
    config = { ...config, repositories: [{ name: 'added/by-e2e' }, ...config.repositories] };
    const changed = await deployChanged('deploying with one more repository');
    expect(describedRepositories(now)).toEqual(askedRepositories(config));
    expect(changed.filter((line) => !isAddedToStack(line))).toEqual(
      regions.map((region) => `+ regions > ${region} > repositories > added/by-e2e`),
    );
  });

  it('changes a retention in place', async () => {
    const [added, first, ...others] = config.repositories;
    if (!added || !first) throw new Error('the example has no repository');
    const changedFirst = { ...first, retention: { ...first.retention, keepNewest: 7 } };
    config = { ...config, repositories: [added, changedFirst, ...others] };
    const changed = await deployChanged(`deploying with another retention for ${first.name}`);
    expect(describedRepositories(now)).toEqual(askedRepositories(config));
    const document = /^~ regions > [^>]+ > repositories > (?<name>[^>]+) > lifecyclePolicy > /;
    expect(changed.length).toBeGreaterThan(0);
    expect(new Set(changed.map((line) => document.exec(line)?.groups?.name ?? line))).toEqual(new Set([first.name]));
  });

  it('leaves the repositories, as they were, when all is destroyed', async () => {
    step('destroying all stacks');
    stacks = synthesizedStacks();
    await cdk.destroy();
    const after = await describeNow();
    expect(existing(after)).toEqual(retained(stacks, now));
    for (const region of regions) {
      expect(after.regions[region]?.repositories).toEqual(now.regions[region]?.repositories);
    }
    expect(describedRepositories(after)).toEqual(askedRepositories(config));
  });

  /** Deploys the config as it is now; what that changed in the account. */
  async function deployChanged(what: string): Promise<string[]> {
    writeConfig(configPath, config);
    step(what);
    await cdk.deploy();
    const after = await describeNow();
    const changed = changes(now, after);
    now = after;
    return changed;
  }
});

function isAddedToStack(line: string): boolean {
  return /^\+ regions > [^>]+ > stacks > [^>]+ > (resources|outputs) > /.test(line);
}

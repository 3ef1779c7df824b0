import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { askedRepositories, describedRepositories } from './asked-in-config';
import { attachedByTemplates, compareWithTemplates } from './as-synthesized';
import { Cdk } from './cdk';
import { changes } from './changes';
import { type Config, readConfig, writeConfig } from './config';
import { describeAccount, type DescribedAccount } from './describe';
import { existing, retained } from './existing';
import { MotoServer } from './moto-server';
import { projectFolder, workFolder } from './places';
import { preparePython } from './python-environment';
import { step } from './step';
import { synthesizedStacks, type SynthesizedStack } from './synthesized';

const example = process.env.E2E_CONFIG ?? join(projectFolder, 'examples', 'registry', 'ecr-publishing.yaml');
const configPath = join(workFolder, 'ecr-publishing.yaml');
const app = process.env.E2E_APP ?? 'node -r tsx/cjs test/e2e/app.ts';

describe('the example registry, deployed', () => {
  let python: string;
  let aws: MotoServer | undefined;
  let cdk: Cdk;
  let config: Config;
  let stacks: SynthesizedStack[];
  let regions: string[];
  let before: DescribedAccount;

  const describeNow = () => describeAccount(python, cdk.endpoint, regions);

  beforeAll(async () => {
    python = await preparePython();
    aws = await MotoServer.start(python);
    cdk = new Cdk(aws.endpoint, app, configPath);
    config = readConfig(example);
    regions = [...new Set(config.environments.map((environment) => environment.region))].sort();
    writeConfig(configPath, config);
    step('deploying the example');
    await cdk.deploy();
    stacks = synthesizedStacks();
    step('describing what is there now');
    before = await describeNow();
  });

  afterAll(async () => {
    await aws?.stop();
    rmSync(configPath, { force: true });
  });

  it('holds every resource of the templates as they ask for it', () => {
    const { expected, described } = compareWithTemplates(stacks, before);
    expect(described).toEqual(expected);
  });

  it('attaches to each role the managed policies that the templates name, and no other', () => {
    const attached = Object.entries(before.roles).map(([name, role]) => [name, role.attachedPolicies]);
    expect(Object.fromEntries(attached)).toEqual(attachedByTemplates(stacks, before));
  });

  it('has the repositories that the file asks for: tags, retention and who is let in', () => {
    expect(describedRepositories(before)).toEqual(askedRepositories(config));
  });

  it('changes nothing when deployed again', async () => {
    step('deploying again without a change');
    const said = await cdk.deploy();
    for (const stack of stacks) expect(said).toContain(`${stack.name} (no changes)`);
    expect(changes(before, await describeNow())).toEqual([]);
  });

  it('adds a repository and touches nothing else', async () => {
    // First in the list, where anything that depends on the order would move all the others.
    config = { ...config, repositories: [{ name: 'added/by-e2e' }, ...config.repositories] };
    const changed = await deployChanged('deploying with one more repository');
    expect(describedRepositories(before)).toEqual(askedRepositories(config));
    expect(changed.filter((line) => !isAddedToStack(line))).toEqual(
      regions.map((region) => `+ regions > ${region} > repositories > added/by-e2e`),
    );
  });

  it('changes a retention in place', async () => {
    const [added, first, ...others] = config.repositories;
    if (!added || !first) throw new Error('the example has no repository');
    config = {
      ...config,
      repositories: [added, { ...first, retention: { ...first.retention, keepNewest: 7 } }, ...others],
    };
    const changed = await deployChanged(`deploying with another retention for ${first.name}`);
    expect(describedRepositories(before)).toEqual(askedRepositories(config));
    const document = /^~ regions > [^>]+ > repositories > (?<name>[^>]+) > lifecyclePolicy > /;
    expect(changed.length).toBeGreaterThan(0);
    expect(new Set(changed.map((line) => document.exec(line)?.groups?.name ?? line))).toEqual(new Set([first.name]));
  });

  it('leaves the repositories, as they were, when all is destroyed', async () => {
    step('destroying all stacks');
    stacks = synthesizedStacks();
    await cdk.destroy();
    const after = await describeNow();
    expect(existing(after)).toEqual(retained(stacks, before));
    for (const region of regions) {
      expect(after.regions[region]?.repositories).toEqual(before.regions[region]?.repositories);
    }
  });

  /** Deploys the config as it is now; what that changed in the account. */
  async function deployChanged(what: string): Promise<string[]> {
    writeConfig(configPath, config);
    step(what);
    await cdk.deploy();
    const after = await describeNow();
    const changed = changes(before, after);
    before = after;
    return changed;
  }
});

function isAddedToStack(line: string): boolean {
  return /^\+ regions > [^>]+ > stacks > [^>]+ > (resources|outputs) > /.test(line);
}

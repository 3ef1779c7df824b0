import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { homes, organizationEnvironments, organizationTeams, writeOrganization } from '../bench/organization';
import { attachedByTemplates, compareWithTemplates } from './as-synthesized';
import { assemblyFolder, Cdk } from './cdk';
import { describeAccount, type DescribedAccount } from './describe';
import { accountId } from './local-aws';
import { MotoServer } from './moto-server';
import { projectFolder, workFolder } from './places';
import { preparePython } from './python-environment';
import { runCommand } from './run-command';
import { step } from './step';
import { synthesizedStacks, type SynthesizedStack } from './synthesized';

const size = 5000;
const app = 'node -r tsx/cjs test/e2e/app.ts';

/** The environments of the account that the local AWS has. It is the smallest of the three. */
const deployed = organizationEnvironments.filter(({ account }) => account === accountId);
const teams = organizationTeams(size);
const ofAccount = teams.filter(({ environment }) => environment.account === accountId);

/** The command line, as a user runs it. */
async function ecrPublishing(...args: string[]): Promise<string> {
  const program = join(projectFolder, 'bin/ecr-publishing.ts');
  const { stdout } = await runCommand(process.execPath, ['-r', 'tsx/cjs', program, ...args], { cwd: projectFolder });
  return stdout;
}

describe(`an organization of ${size} repositories, with a file for each of ${teams.length} teams`, () => {
  let folder: string;
  let config: string;
  let aws: MotoServer | undefined;
  let python: string;
  let cdk: Cdk;
  let stacks: SynthesizedStack[];
  let now: DescribedAccount;

  beforeAll(async () => {
    mkdirSync(workFolder, { recursive: true });
    folder = mkdtempSync(join(workFolder, 'organization-'));
    config = writeOrganization(folder, size);
    python = await preparePython('moto');
    aws = await MotoServer.start(python);
    cdk = new Cdk(aws.endpoint, { app, environment: { ECR_PUBLISHING_CONFIG: config } });
  });

  afterAll(async () => {
    await aws?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('passes its check', async () => {
    const counts = `${organizationEnvironments.length} environments, ${teams.length} teams, ${size} repositories, ${teams.length} publishers`;
    expect(await ecrPublishing('check', config)).toBe(`${config} is valid: ${counts}\n`);
  });

  it('is deployed to the smallest of its accounts', async () => {
    const names = deployed.flatMap((one) => [
      ...Array.from({ length: 8 }, (_, index) => `ecr-publishing-${one.name}${index === 0 ? '' : `-${index + 1}`}`),
      ...(homes.includes(one) ? [`ecr-publishing-${one.name}-publishers`] : []),
    ]);
    const start = Date.now();
    step(`deploying ${names.length} stacks of the organization`);
    await cdk.deploy(...names);
    step(`deployed in ${Math.round((Date.now() - start) / 1000)} s`);
    const all = synthesizedStacks();
    stacks = all.filter(({ name }) => names.includes(name));
    expect(stacks.map(({ name }) => name).sort()).toEqual(names.sort());
    expect(all.length).toBeGreaterThan(stacks.length);
    now = await describeAccount(python, cdk.endpoint, [...new Set(deployed.map(({ region }) => region))].sort());
  });

  it('every resource of the account is as in the templates', () => {
    const { expected, described } = compareWithTemplates(stacks, now);
    expect(described).toEqual(expected);
    const attached = Object.entries(now.roles).map(([name, role]) => [name, role.attachedPolicies]);
    expect(Object.fromEntries(attached)).toEqual(attachedByTemplates(stacks, now));
  });

  it('the account has the repositories and roles of its teams, and no others', () => {
    const found = deployed.flatMap(({ region }) => Object.keys(now.regions[region]?.repositories ?? {}));
    expect(found.sort()).toEqual(ofAccount.flatMap(({ repositories }) => repositories).sort());
    expect(Object.keys(now.roles).sort()).toEqual(ofAccount.map(({ name }) => `${name}-ci`).sort());
  });

  it('the review reads all templates, and each team can push only to its own repositories', async () => {
    const { repositories, access, unreviewed } = JSON.parse(
      await ecrPublishing('review', assemblyFolder, '--format', 'json'),
    ) as {
      repositories: object[];
      access: { principal: string; repository: string; alike?: string[]; operation: string }[];
      unreviewed: object[];
    };
    expect(repositories).toHaveLength(size);
    expect(unreviewed).toEqual([]);
    const pushes = access.filter(({ operation, principal }) => operation === 'push' && principal.includes(':role/'));
    const foreign = pushes.flatMap(({ principal, repository, alike = [] }) => {
      const [, team = ''] = /:role\/(.*)-ci$/.exec(principal) ?? [];
      const names = [repository, ...alike].map((name) => name.replace(/^arn:.*:repository\//, ''));
      return names.filter((name) => !name.startsWith(`${team}/`));
    });
    expect(foreign).toEqual([]);
    expect(new Set(pushes.map(({ principal }) => principal)).size).toBe(teams.length);
  });
});

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { account, github, lambdaAccount, pullingAccounts } from './workload';

/** An account and a Region of the generated organization. */
export interface OrganizationEnvironment {
  readonly name: string;
  readonly account: string;
  readonly region: string;
}

const accounts = { prod: '210987654321', stage: '310987654321', tools: account } as const;
const regions = { us: 'us-east-1', eu: 'eu-west-1' } as const;

/** Three accounts with two Regions each. */
export const organizationEnvironments: readonly OrganizationEnvironment[] = Object.entries(accounts).flatMap(
  ([name, id]) =>
    Object.entries(regions).map(([suffix, region]) => ({ name: `${name}-${suffix}`, account: id, region })),
);

/** The first environment of its account by name, which has the roles. */
export const homes: readonly OrganizationEnvironment[] = organizationEnvironments.filter(
  ({ region }) => region === regions.eu,
);

export const organizationShards = 8;
const teamCount = 40;
/** The last teams deploy to the smallest account, which the e2e deploys. */
const teamsOfTools = 2;
const pushedByName = 10;

/** A team with its own file. */
export interface OrganizationTeam {
  readonly name: string;
  readonly owners: readonly string[];
  readonly environment: OrganizationEnvironment;
  readonly repositories: readonly string[];
  /** The repositories that its role names. It may push to all others by the prefix. */
  readonly pushed: readonly string[];
}

/** The teams, which share the repositories equally. */
export function organizationTeams(repositories: number): OrganizationTeam[] {
  const tools = organizationEnvironments.filter(({ account: id }) => id === accounts.tools);
  const others = organizationEnvironments.filter((one) => !tools.includes(one));
  return Array.from({ length: teamCount }, (_, index) => index).flatMap((index) => {
    const candidates = index < teamCount - teamsOfTools ? others : tools;
    const environment = candidates[index % candidates.length];
    if (environment === undefined) return [];
    const name = `team-${index}`;
    const names = Array.from({ length: repositories / teamCount }, (_, at) => `${name}/service-${at}`);
    const owners = [`@acme/${name}`, `${name}@example.com`];
    return [{ name, owners, environment, repositories: names, pushed: names.slice(0, pushedByName) }];
  });
}

/** Writes the main file and the files of the teams into a folder, and returns the path of the main file. */
export function writeOrganization(folder: string, repositories: number): string {
  const file = join(folder, 'ecr-publishing.yaml');
  mkdirSync(join(folder, 'teams'), { recursive: true });
  writeFileSync(file, mainFile());
  for (const team of organizationTeams(repositories))
    writeFileSync(join(folder, `teams/${team.name}.yaml`), teamFile(team));
  return file;
}

function mainFile(): string {
  return lines([
    'version: 1',
    'include: [teams/*.yaml]',
    'environments:',
    ...organizationEnvironments.map(
      ({ name, account: id, region }) => `  - { name: ${name}, account: '${id}', region: ${region} }`,
    ),
    `shards: ${organizationShards}`,
    'defaults:',
    '  retention: { expireUntaggedAfterDays: 1, keepNewest: 100 }',
  ]);
}

function teamFile({ name, owners, environment, repositories, pushed }: OrganizationTeam): string {
  const { ownerId, repositoryId, branch } = github;
  return lines([
    'version: 1',
    `team: ${name}`,
    `owners: [${owners.map((owner) => `'${owner}'`).join(', ')}]`,
    `prefixes: [${name}/]`,
    'groups:',
    `  - prefix: ${name}/`,
    '    pullers:',
    ...pullingAccounts.map((puller) => `      - account: '${puller}'`),
    `      - lambda: { account: '${lambdaAccount}' }`,
    'repositories:',
    ...repositories.flatMap((repository) => [`  - name: ${repository}`, `    environments: [${environment.name}]`]),
    'publishers:',
    `  - name: ${name}-ci`,
    `    environments: [${environment.name}]`,
    '    github:',
    `      - { repository: acme/${name}, ownerId: '${ownerId}', repositoryId: '${repositoryId}', branches: [${branch}] }`,
    `    repositories: [${pushed.join(', ')}]`,
    `    repositoryPrefixes: [${name}/]`,
  ]);
}

function lines(text: readonly string[]): string {
  return `${text.join('\n')}\n`;
}

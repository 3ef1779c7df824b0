import { join } from 'node:path';
import { type JsonObject } from './json';
import { localAwsEnvironment } from './local-aws';
import { e2eFolder } from './places';
import { runCommand } from './run-command';

export interface DescribedStack {
  readonly outputs: Readonly<Record<string, string>>;
  /** Logical id -> physical id. */
  readonly resources: Readonly<Record<string, string>>;
}

export type Described = Readonly<Record<string, JsonObject>>;

export interface DescribedRegion {
  readonly repositories: Described;
  readonly projects: Described;
  readonly logGroups: Described;
  readonly keys: Described;
  readonly stacks: Readonly<Record<string, DescribedStack>>;
}

/** All that describe calls say of the account; `describe.py` makes the calls. */
export interface DescribedAccount {
  readonly roles: Described;
  readonly policies: Described;
  readonly oidcProviders: Described;
  readonly regions: Readonly<Record<string, DescribedRegion>>;
}

export async function describeAccount(
  python: string,
  endpoint: string,
  regions: readonly string[],
  credentials: NodeJS.ProcessEnv = {},
): Promise<DescribedAccount> {
  const env = { ...localAwsEnvironment(endpoint), ...credentials };
  const output = await runCommand(python, [join(e2eFolder, 'describe.py'), ...regions], { env });
  return JSON.parse(output.stdout) as DescribedAccount;
}

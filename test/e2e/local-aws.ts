import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { workFolder } from './places';

/** Whom moto takes every caller for. */
export const accountId = '123456789012';

/**
 * The whole environment of a program that talks to the local AWS. Nothing of ours is passed on but the path to
 * programs: no proxy, profile, key or home folder of the machine can lead to a real account.
 */
export function localAwsEnvironment(endpoint: string): NodeJS.ProcessEnv {
  const home = join(workFolder, 'home');
  mkdirSync(home, { recursive: true });
  return {
    PATH: process.env.PATH,
    HOME: home,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

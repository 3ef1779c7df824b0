import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { workFolder } from './places';

/**
 * The whole environment of a program that the e2e runs. It contains only the path to programs. So no proxy,
 * profile, key, setting or home folder of the machine can lead to a real account or change a result.
 */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const home = join(workFolder, 'home');
  mkdirSync(home, { recursive: true });
  return { PATH: process.env.PATH, HOME: home };
}

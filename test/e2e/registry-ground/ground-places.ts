import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { workFolder } from '../places';

/** The folders that stay between runs (programs, certificates) and those that each run creates (state). */
export const groundFolder = join(workFolder, 'registry-ground');
export const binFolder = join(groundFolder, 'bin');
export const tlsFolder = join(groundFolder, 'tls');
export const logFolder = join(groundFolder, 'logs');

/** A folder that is there. */
export function folder(path: string): string {
  mkdirSync(path, { recursive: true });
  return path;
}

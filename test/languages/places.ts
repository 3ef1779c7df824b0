import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { languagesFolder } from '../../scripts/package/places';

export { languagesFolder, mavenRepository, projectFolder } from '../../scripts/package/places';

/** The packages that `npm run package` wrote. */
export const packagesFolder = join(languagesFolder, '../dist');

/** A folder below that of the caches, which is there. */
export function folderOf(...names: readonly string[]): string {
  const path = join(languagesFolder, ...names);
  mkdirSync(path, { recursive: true });
  return path;
}

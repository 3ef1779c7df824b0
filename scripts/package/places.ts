import { join, resolve } from 'node:path';

export const projectFolder = resolve(__dirname, '../..');

/** The folder of caches and of copies of apps, which git ignores. */
export const languagesFolder = join(projectFolder, '.languages');

/** The repository in which Maven stores what it downloads. */
export const mavenRepository = join(languagesFolder, 'maven');

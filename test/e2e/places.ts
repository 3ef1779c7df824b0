import { join, resolve } from 'node:path';

/** The folders that the e2e reads and writes; all it leaves behind is under `.e2e`, which git ignores. */
export const projectFolder = resolve(__dirname, '../..');
export const e2eFolder = __dirname;
export const workFolder = join(projectFolder, '.e2e');

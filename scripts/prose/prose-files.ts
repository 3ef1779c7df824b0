import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The files and folders with text for people. */
export const proseRoots = [
  ...['lib', 'bin', 'scripts', 'test', 'examples', 'docs'],
  ...['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md'],
];

/** Folders of other texts. The reference of the API repeats the doc comments, and those of CDK. */
const otherFolders = new Set(['node_modules', 'cdk.out', 'dist', 'docs/api']);

/** The TypeScript and Markdown files of files and folders, sorted. */
export function proseFiles(paths: readonly string[]): string[] {
  return paths.flatMap((path) => (statSync(path).isDirectory() ? filesBelow(path) : [path]));
}

function filesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return otherFolders.has(entry.name) || otherFolders.has(path) ? [] : filesBelow(path);
    return /(?<!\.d)\.ts$|\.md$/.test(path) ? [path] : [];
  });
}

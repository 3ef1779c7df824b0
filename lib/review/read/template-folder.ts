import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { hasArtifacts, isAssembly } from './cloud-assembly';
import { ReviewInputError } from './input-error';
import { attempt, isFolder } from './template-file';

/** An entry of a folder that the review reads, or that it reports as not read. */
export interface FolderEntry {
  readonly kind: 'file' | 'assembly' | 'unread file' | 'unread folder';
  readonly path: string;
  /** Why it was not read. */
  readonly why?: string;
}

/** Folders of packages and of Git. */
const skipped = new Set(['node_modules', '.git']);

/** Far above the templates of a real folder. */
const mostLevels = 20;
const mostFiles = 5000;

/** The files that may be templates and the cloud assemblies of a folder and its subfolders, ordered by name. */
export function entriesOfFolder(root: string): FolderEntry[] {
  const found: FolderEntry[] = [];
  for (const entry of walk(root, 0)) {
    if (found.length < mostFiles) {
      found.push(entry);
      continue;
    }
    const why = `it has more than ${mostFiles} files in JSON or YAML, and the review read the first ${mostFiles}`;
    return [...found, { kind: 'unread folder', path: root, why }];
  }
  return found;
}

function* walk(folder: string, level: number): Generator<FolderEntry> {
  const entries = attempt(folder, () => readdirSync(folder, { withFileTypes: true }));
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* subfolder(entry, path, level + 1);
    else if (entry.isFile() && mayBeTemplate(entry)) yield { kind: 'file', path };
    else if (entry.isSymbolicLink() && !skipped.has(entry.name)) yield* linked(entry, path);
  }
}

function* subfolder({ name }: Dirent, path: string, level: number): Generator<FolderEntry> {
  if (skipped.has(name)) return;
  if (level > mostLevels) {
    yield { kind: 'unread folder', path, why: `it is more than ${mostLevels} folders deep` };
    return;
  }
  try {
    if (isAssembly(path) && hasArtifacts(path)) yield { kind: 'assembly', path };
    else yield* walk(path, level);
  } catch (error) {
    if (!(error instanceof ReviewInputError)) throw error;
    yield { kind: 'unread folder', path, why: `it ${error.reason}` };
  }
}

/** Reads a symbolic link to a file. Does not follow one to a folder, which may lead in a circle. */
function* linked(entry: Dirent, path: string): Generator<FolderEntry> {
  try {
    if (isFolder(path)) yield { kind: 'unread folder', path, why: 'it is a symbolic link' };
    else if (mayBeTemplate(entry)) yield { kind: 'file', path };
  } catch (error) {
    if (!(error instanceof ReviewInputError)) throw error;
    if (mayBeTemplate(entry)) yield { kind: 'unread file', path, why: `it ${error.reason}` };
  }
}

function mayBeTemplate({ name }: Dirent): boolean {
  return /\.(json|ya?ml|template)$/.test(name);
}

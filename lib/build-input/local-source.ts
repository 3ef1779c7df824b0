import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidInputError, quote, refuseIf, validate } from '../private/validation/validation';
import { textRule } from '../private/validation/text';
import { type BuildInputOptions } from './build-input-options';

type LocalOptions = Pick<BuildInputOptions, 'localSource' | 'context' | 'dockerfile' | 'commandsBeforeBuild'>;

/**
 * Refuses a context and a Dockerfile that the source at hand does not have. Commands before the build may write both, so with them
 * neither is checked.
 */
export function checkLocalInputs(
  { localSource, context = '.', commandsBeforeBuild }: LocalOptions,
  file?: string,
): void {
  if (localSource === undefined) return;
  const source = sourceAt(localSource);
  if (commandsBeforeBuild !== undefined) return;
  if ((kindIn(source, context, true) ?? 'folder') !== 'folder') {
    refuseIf('context', missing('a folder', localSource, context));
  }
  if (file !== undefined && (kindIn(source, file, true) ?? 'file') !== 'file') {
    refuseIf('dockerfile', missing('a file', localSource, file));
  }
}

/**
 * Refuses files and folders whose changes start a build if no file of the source at hand is one of them. Names are exact, as in Git:
 * case counts, a symbolic link is a file, and a folder without files does not exist.
 */
export function checkLocalPaths(path: string, paths: readonly string[] = [], localSource?: string): void {
  if (localSource === undefined) return;
  const source = sourceAt(localSource);
  paths.forEach((each, index) => {
    const kind = kindIn(source, each, false) ?? 'folder';
    const matches = each.endsWith('/') ? kind === 'folder' : kind !== 'none';
    refuseIf(`${path}[${index}]`, matches ? undefined : missing('a file, or a folder with files,', localSource, each));
  });
}

function missing(what: string, localSource: string, path: string): string {
  return (
    `must be ${what} in ${localSource}, got ${quote(path)}, which it does not have. Correct the path, or name the folder of the ` +
    'source as `localSource`.'
  );
}

interface LocalSource {
  readonly folder: string;
  /** The folders of submodules, whose files may not be there. */
  readonly submodules: readonly string[];
}

function sourceAt(localSource: string): LocalSource {
  validate('localSource', localSource, textRule('the path of a folder on this machine'));
  if (!isFolderAt(localSource)) {
    throw new InvalidInputError(
      `\`localSource\` must be the path of a folder on this machine, got ${quote(localSource)}, which is none. It is relative to the ` +
        'folder that the app runs in.',
    );
  }
  const hasSubmodules = entryOf(localSource, '.gitmodules')?.isFile() === true;
  const text = hasSubmodules ? readFileSync(join(localSource, '.gitmodules'), 'utf8') : '';
  return {
    folder: localSource,
    submodules: [...text.matchAll(/^\s*path\s*=\s*(.+?)\s*$/gm)].map(([, path = '']) => path),
  };
}

/** Whether a path is a file, a folder with files or nothing. Undefined for a path of a submodule, which may not be checked out. */
function kindIn(
  { folder, submodules }: LocalSource,
  path: string,
  followsLinks: boolean,
): 'file' | 'folder' | 'none' | undefined {
  const segments = path.split('/').filter((segment) => segment !== '' && segment !== '.');
  let at = folder;
  for (const [index, segment] of segments.entries()) {
    if (submodules.includes(segments.slice(0, index + 1).join('/'))) return undefined;
    const entry = segment === '.git' ? undefined : entryOf(at, segment);
    if (entry === undefined) return 'none';
    at = join(at, segment);
    const isFolder = entry.isSymbolicLink() && followsLinks ? isFolderAt(at) : entry.isDirectory();
    if (!isFolder) return index === segments.length - 1 ? 'file' : 'none';
  }
  return hasFile(at) ? 'folder' : 'none';
}

/** An entry of a folder by its exact name, also on a file system that ignores case. */
function entryOf(folder: string, name: string): Dirent | undefined {
  return readdirSync(folder, { withFileTypes: true }).find((entry) => entry.name === name);
}

function isFolderAt(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false; // a link to nothing, or to itself
  }
}

/** Whether Git knows a folder, which it does by its files only. */
function hasFile(folder: string): boolean {
  return readdirSync(folder, { withFileTypes: true }).some(
    (entry) => entry.name !== '.git' && (!entry.isDirectory() || hasFile(join(folder, entry.name))),
  );
}

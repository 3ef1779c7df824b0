import { type Dirent, existsSync, readdirSync, realpathSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import { quote } from '../../../private/validation/validation';
import { readProblem } from '../../../review/index';
import { type ConfigProblem } from '../problem';
import { includePatternRule } from '../teams/include-pattern';

/* eslint-disable @typescript-eslint/no-require-imports -- loading takes time, and most configs are one file */
const load = { tinyglobby: () => require('tinyglobby') as typeof import('tinyglobby') };
/* eslint-enable @typescript-eslint/no-require-imports */

/** More files than an organization has teams. A pattern that matches more is not meant so. */
const mostFiles = 1000;

/** The files that the patterns of a main file match, by their names below its folder. */
interface Included {
  readonly names: readonly string[];
  readonly problems: readonly ConfigProblem[];
}

/** Finds the files of `include`. A pattern that is not valid is skipped, since the schema reports it. */
export function includedFiles(main: string, folder: string, patterns: readonly unknown[]): Included {
  const root = realpathSync(folder);
  const first = new Map<string, string>([[realpathSync(main), 'this file itself']]);
  const names: string[] = [];
  const problems: ConfigProblem[] = [];
  patterns.forEach((pattern, index) => {
    const path = `include[${index}]`;
    const refuse = (message: string) => problems.push({ path, message });
    if (typeof pattern !== 'string' || includePatternRule(pattern) !== undefined) return;
    const { found, unread } = matching(pattern, root);
    unread.forEach(refuse);
    if (found.length === 0 && unread.length === 0) refuse(noMatch(pattern));
    if (found.length > mostFiles) {
      refuse(`must match at most ${mostFiles} files, got ${found.length}. Name the folder of the files.`);
      return;
    }
    for (const name of found) {
      const real = realPath(join(root, name));
      const before = first.get(real);
      if (!isInside(root, real)) {
        refuse(outside(`${quote(name)}, a link to a file out of it`));
      } else if (before !== undefined) {
        refuse(`must match each file once, got ${quote(name)}, which is ${before}. Remove or correct the pattern.`);
      } else {
        first.set(real, `${quote(name)} of ${path}`);
        names.push(name);
      }
    }
  });
  return { names: names.sort(byCode), problems };
}

function noMatch(pattern: string): string {
  return `must match a file below the folder of this file, got ${quote(pattern)}. Correct it, or remove it.`;
}

function outside(what: string): string {
  return `must match files in the folder of this file, got ${what}. Copy the files into it.`;
}

/** The names of the files that a pattern matches, and the problems of folders that cannot be searched. */
function matching(pattern: string, root: string) {
  const unread: string[] = [];
  const readFolder = (path: string, options: { withFileTypes: true }): Dirent[] => {
    const real = realPath(path);
    if (!isInside(root, real)) {
      unread.push(outside(`a link to the folder ${quote(real)}`)); // it could lead to the whole disk
      return [];
    }
    try {
      return readdirSync(path, options).map((entry) => withBrokenLink(entry, join(path, entry.name)));
    } catch (error) {
      if (existsSync(path))
        unread.push(
          `must match files that can be read. The folder ${quote(relative(root, path))} ${readProblem(error)}`,
        );
      return [];
    }
  };
  const found = load.tinyglobby().globSync([pattern], {
    cwd: root,
    expandDirectories: false,
    ignore: ['**/node_modules/**', '**/cdk.out/**'],
    fs: { readdirSync: readFolder as typeof readdirSync },
  });
  return { found: found.sort(byCode), unread };
}

/** A link that leads nowhere counts as a file, because the search would ignore it. The reader of the file reports it. */
function withBrokenLink(entry: Dirent, path: string): Dirent {
  if (!entry.isSymbolicLink() || existsSync(path)) return entry;
  return Object.create(entry, { isFile: { value: () => true }, isSymbolicLink: { value: () => false } }) as Dirent;
}

/** The path without links. A link that leads nowhere stays as it is. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function isInside(root: string, path: string): boolean {
  const below = relative(root, path);
  return !isAbsolute(below) && below !== '..' && !below.startsWith(`..${sep}`);
}

/** In all languages of the machine, the order is the same. */
function byCode(one: string, other: string): number {
  return one < other ? -1 : 1;
}

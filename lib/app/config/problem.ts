import { looksLikeSecret } from '../../private/validation/secret';

/** One problem of a config, and its path. */
export interface ConfigProblem {
  /** The path of the value, such as `repositories[0].pullers[1].account`. It is empty for the file as a whole. */
  readonly path: string;
  readonly message: string;
  /** The default is an error. Only `check` reports warnings, and notices of what moves. */
  readonly severity?: 'error' | 'warning' | 'notice';
  /** The id of a warning or a finding, with which it is acknowledged. */
  readonly id?: string;
  /** The key that should not be there, if the problem is a key of the mapping at the path. */
  readonly key?: string;
  /** The path of another entry, if the message names one. */
  readonly other?: string;
  /** The file of a team that the path is in. In problems that are shown to users, it can be the main file too. */
  readonly file?: string;
  /** The line and column in the file, from 1. Only problems that are shown to users have them. */
  readonly line?: number;
  readonly column?: number;
  /** The entry that the path is in, such as `repository 'team/service'`. */
  readonly entry?: string;
}

/** All problems of a config. */
export class ConfigError extends Error {
  public override readonly name = 'ConfigError';

  /** The problems, sorted by file, path and index. */
  public readonly problems: readonly ConfigProblem[];

  public constructor(problems: readonly ConfigProblem[]) {
    const { compare } = new Intl.Collator('en', { numeric: true });
    const sorted = [...problems].sort(
      (one, other) => compare(one.file ?? '', other.file ?? '') || compare(one.path, other.path),
    );
    super(sorted.map(problemLine).join('\n'));
    this.problems = sorted;
  }
}

/** Formats a problem for the command line, always on one line. */
export function problemLine(problem: ConfigProblem): string {
  const { path, message, severity, id, file, line, column, entry } = problem;
  const parts = [
    ...(line === undefined || namesFile(problem) ? fileOnly(problem) : [[file, line, column].join(':')]),
    ...(entry === undefined ? [] : [entry]),
    ...(path === '' ? [] : [shownPath(path)]),
    ...(severity === 'warning' ? ['warning'] : []),
    id === undefined ? message : `${message} (${id})`,
  ];
  return parts
    .join(': ')
    .replace(/\s*\n\s*/g, ' ')
    .replace(invisible, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`);
}

/** The message of a problem of a file as a whole names the file itself, and the position if there is one. */
function namesFile({ path, key }: ConfigProblem): boolean {
  return path === '' && key === undefined;
}

function fileOnly(problem: ConfigProblem): string[] {
  return problem.file === undefined || namesFile(problem) ? [] : [problem.file];
}

/** A path without the keys of a file that look like secrets. */
export function shownPath(path: string): string {
  if (!looksLikeSecret(path)) return path;
  const shown = path.replaceAll(/[^.[\]]+/g, (part) => (looksLikeSecret(part) ? hiddenKey : part));
  if (!looksLikeSecret(shown)) return shown;
  return path.replace(/^(\w+(?:\[\d+\])?).*$/s, `$1.${hiddenKey}`); // a secret may contain dots
}

const hiddenKey = '(a text that looks like a secret)';

/** Characters that a terminal does not show. A path has them if a key of the file has them. */
const invisible = /[\0-\x1f\x7f\u2028\u2029]/g;

/** Formats a path with dots between names and brackets around indexes. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');
}

/** One problem of a config, and its path. */
export interface ConfigProblem {
  /** The path of the value, such as `repositories[0].pullers[1].account`. It is empty for the file as a whole. */
  readonly path: string;
  readonly message: string;
  /** The default is an error. Only `check` reports warnings. */
  readonly severity?: 'error' | 'warning';
  /** The id of a warning or a finding, with which it is acknowledged. */
  readonly id?: string;
}

/** All problems of a config. */
export class ConfigError extends Error {
  public override readonly name = 'ConfigError';

  /** The problems, sorted by path and by index. */
  public readonly problems: readonly ConfigProblem[];

  public constructor(problems: readonly ConfigProblem[]) {
    const { compare } = new Intl.Collator('en', { numeric: true });
    const sorted = [...problems].sort((one, other) => compare(one.path, other.path));
    super(sorted.map(problemLine).join('\n'));
    this.problems = sorted;
  }
}

/** Formats a problem for the command line, always on one line. */
export function problemLine({ path, message, severity, id }: ConfigProblem): string {
  const text = [severity === 'warning' ? `warning: ${message}` : message, id && `(${id})`].filter(Boolean).join(' ');
  const line = path === '' ? text : `${path}: ${text}`;
  return line
    .replace(/\s*\n\s*/g, ' ')
    .replace(invisible, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`);
}

/** Characters that a terminal does not show. A path has them if a key of the file has them. */
const invisible = /[\0-\x1f\x7f\u2028\u2029]/g;

/** Formats a path with dots between names and brackets around indexes. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');
}

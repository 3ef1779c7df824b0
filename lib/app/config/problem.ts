/** One thing that is wrong with the config, and where. */
export interface ConfigProblem {
  /** Where, like `repositories[0].pullers[1].account`; empty for the file as a whole. */
  readonly path: string;
  readonly message: string;
}

/** All that is wrong with a config. */
export class ConfigError extends Error {
  public override readonly name = 'ConfigError';

  /** The problems in the order of their paths, and by number in lists. */
  public readonly problems: readonly ConfigProblem[];

  public constructor(problems: readonly ConfigProblem[]) {
    const { compare } = new Intl.Collator('en', { numeric: true });
    const sorted = [...problems].sort((one, other) => compare(one.path, other.path));
    super(sorted.map(problemLine).join('\n'));
    this.problems = sorted;
  }
}

/** A problem as the command line prints it, on one line whatever the file holds. */
export function problemLine({ path, message }: ConfigProblem): string {
  const line = path === '' ? message : `${path}: ${message}`;
  return line.replace(/\s*\n\s*/g, ' ');
}

/** A path as people write it: names with dots, positions in brackets. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');
}

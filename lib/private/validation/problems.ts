import { InvalidInputError, type Problem, type Rule } from './validation';

/** The most problems shown. People read no more at once, and most have the same cause as the first. */
const mostShown = 20;

/** All problems of an input, so that its authors need not fix them one by one. */
export class Problems {
  private readonly lines: string[] = [];
  private count = 0;

  /** Adds the problem, if there is one, and returns whether there was none. The path is created only if it is shown. */
  public add(path: string | (() => string), problem: Problem): boolean {
    if (problem === undefined) return true;
    this.count += 1;
    if (this.count <= mostShown) this.lines.push(`\`${typeof path === 'string' ? path : path()}\` ${problem}`);
    return false;
  }

  public check(path: string | (() => string), value: unknown, rule: Rule): boolean {
    return this.add(path, rule(value));
  }

  /** Adds all problems of another collection after those that are here. */
  public addAll({ lines, count }: Problems): void {
    this.lines.push(...lines.slice(0, Math.max(0, mostShown - this.lines.length)));
    this.count += count;
  }

  /** Throws all problems, one per line, if there are any. */
  public refuse(): void {
    if (this.count === 0) return;
    const more = this.count - this.lines.length;
    throw new InvalidInputError([...this.lines, ...(more > 0 ? [`and ${more} more problems`] : [])].join('\n'));
  }
}

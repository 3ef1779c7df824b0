import { displayWidth } from '../../private/text/display-width';
import { type Paint, painted } from '../../private/text/paint';
import { type Terminal } from '../../private/text/terminal';
import { wrap } from '../../private/text/wrap';
import { type Mark, type Who, whoText, wideWhoText } from './who';

/** How much the screen shows, and where. */
export interface ScreenOptions {
  readonly terminal: Terminal;
  /** Whether ARNs and long conditions are shown. */
  readonly wide: boolean;
  /** Whether everything is shown: plumbing, and lists that are cut otherwise. */
  readonly all: boolean;
}

/** Writes the lines of a screen, and remembers which footnotes it needs. */
export class ScreenLines {
  private readonly lines: string[] = [];
  private readonly used = new Set<Mark>();

  public constructor(public readonly options: ScreenOptions) {}

  public get marks(): ReadonlySet<Mark> {
    return this.used;
  }

  public toString(): string {
    return this.lines.join('\n');
  }

  /** An empty line between parts. */
  public gap(): void {
    if (this.lines.length > 0) this.lines.push('');
  }

  /** A text in the whole width. */
  public text(text: string, indent = 0, paint?: Paint): void {
    this.hanging('', text, indent, paint);
  }

  /** A text after its label. All labels of a block have the same width. A longer label has its own line. */
  public field(label: string, text: string, labelWidth: number, indent: number): void {
    const isLong = displayWidth(label) > labelWidth;
    if (isLong) this.text(label, indent, 'dim');
    const shown = isLong ? '' : label;
    this.hanging(`${shown}${' '.repeat(labelWidth - displayWidth(shown))}  `, text, indent);
  }

  /** Principals in words. */
  public who(list: readonly Who[]): string {
    const { text, marks } = this.options.wide ? wideWhoText(list) : whoText(list);
    for (const mark of marks) this.used.add(mark);
    return text;
  }

  /** Principals in words, or a text if there are none. */
  public principals(list: readonly Who[], noOne: string): string {
    if (list.length === 0) return noOne;
    const { shown, more } = this.cut(list, mostPrincipals);
    return `${this.who(shown)}${more > 0 ? ` and ${more} more, which --all shows` : ''}`;
  }

  /** Items in a list that is cut after so many, unless everything is shown. */
  public cut<T>(items: readonly T[], most: number): { readonly shown: readonly T[]; readonly more: number } {
    const shown = this.options.all ? items : items.slice(0, most);
    return { shown, more: items.length - shown.length };
  }

  /** Adds a text after a label. Its lines start in the same column. */
  private hanging(label: string, text: string, indent: number, paint?: Paint): void {
    const { terminal } = this.options;
    const start = ' '.repeat(indent);
    const isList = text.includes('\n'); // the further lines of an item keep their indent
    const column = indent + displayWidth(label);
    const width = Math.max(terminal.width - column, leastWidth);
    const [first = '', ...others] = wrap(text, width)
      .split('\n')
      .map((line, number) => painted(isList || number === 0 ? line : line.trimStart(), paint, terminal));
    const below = ' '.repeat(column);
    this.lines.push(`${start}${painted(label, 'dim', terminal)}${first}`, ...others.map((line) => `${below}${line}`));
  }
}

const mostPrincipals = 12;

/** A narrower text is hard to read. */
const leastWidth = 20;

/** The width of the output, and whether it may have colours. Renderers get both as values and never read the process. */
export interface Terminal {
  /** In columns. */
  readonly width: number;
  readonly colours: boolean;
}

/** The output is a pipe or a file, such as the log of a CI job. */
export const plainTerminal: Terminal = { width: 100, colours: false };

/** A narrower table has no room for words. */
const leastWidth = 40;

/**
 * The terminal of a stream. `COLUMNS` sets another width, `NO_COLOR` turns colours off, and `FORCE_COLOR` turns them on
 * in a pipe.
 *
 * @see https://no-color.org
 */
export function terminalOf(
  stream: { readonly isTTY?: boolean; readonly columns?: number },
  env: Readonly<Record<string, string | undefined>>,
): Terminal {
  const width = columnsOf(env.COLUMNS) ?? (stream.isTTY === true ? stream.columns : undefined) ?? plainTerminal.width;
  return { width: Math.max(leastWidth, width), colours: hasColours(stream.isTTY === true, env) };
}

/** The value of `COLUMNS`. Any other value than an integer is ignored, as in other programs. */
function columnsOf(text = ''): number | undefined {
  return /^[1-9]\d{0,3}$/.test(text) ? Number(text) : undefined;
}

function hasColours(
  isTerminal: boolean,
  { NO_COLOR: no = '', FORCE_COLOR: force, TERM: kind }: Readonly<Record<string, string | undefined>>,
): boolean {
  if (no !== '') return false;
  return force === undefined ? isTerminal && kind !== 'dumb' : force !== '0' && force !== 'false';
}

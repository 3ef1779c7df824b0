import { createColors } from 'picocolors';
import { type Terminal } from './terminal';

/** How a text looks in a terminal. Colour never is the only sign: each text says the same in words. */
export type Paint = 'bold' | 'dim' | 'red' | 'yellow' | 'green' | 'cyan' | 'magenta';

const colours = createColors(true);

/** The text in a colour, each of its lines by itself, or the text as it is if the terminal has no colours. */
export function painted(text: string, paint: Paint | undefined, terminal: Terminal): string {
  if (paint === undefined || !terminal.colours) return text;
  return text
    .split('\n')
    .map((line) => (line === '' ? '' : colours[paint](line)))
    .join('\n');
}

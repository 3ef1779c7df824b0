import { type OnProgress } from '../private/text/progress';
import { terminalOf } from '../private/text/terminal';

/** The stream of errors of a process, or of a test. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** The output of a task, which can be erased. */
export interface Progress {
  readonly show: OnProgress;
  erase(): void;
}

/** In milliseconds. A faster command shows no line. */
const untilFirst = 1000;
const betweenLines = 100;

const eraseLine = '\r\u001B[K';

/**
 * One line in a terminal that shows the step of a task which takes more than a second. In a pipe, in a CI job and in a
 * terminal that cannot erase a line, it shows nothing.
 *
 * @param now the time in milliseconds.
 */
export function progressLine(
  stream: ProgressStream,
  env: Readonly<Record<string, string | undefined>>,
  now: () => number = () => performance.now(),
): Progress {
  const { CI: job = '', TERM: kind } = env;
  const isShown = stream.isTTY === true && (job === '' || job === 'false') && kind !== 'dumb';
  // A text that fills the last column would wrap.
  const width = terminalOf(stream, env).width - 1;
  let next = now() + untilFirst;
  let isOnScreen = false;
  return {
    show: (step) => {
      if (!isShown || now() < next) return;
      next = now() + betweenLines;
      isOnScreen = true;
      stream.write(`${eraseLine}${step.slice(0, width)}`);
    },
    erase: () => {
      if (isOnScreen) stream.write(eraseLine);
      isOnScreen = false;
    },
  };
}

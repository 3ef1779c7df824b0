import { progressLine, type ProgressStream } from '../../lib/app/progress-line';

/** A stream that keeps what is written, with a clock that a test moves. */
function fake(stream: Omit<ProgressStream, 'write'> = { isTTY: true, columns: 80 }, env: Record<string, string> = {}) {
  const written: string[] = [];
  const clock = { now: 5000 };
  const progress = progressLine({ ...stream, write: (text) => written.push(text) }, env, () => clock.now);
  const at = (milliseconds: number, step: string): void => {
    clock.now = 5000 + milliseconds;
    progress.show(step);
  };
  return { progress, at, written };
}

const erased = '\r\u001B[K';

test('the first step is shown after a second, and then at most every tenth of a second', () => {
  const { at, written } = fake();
  at(0, 'step 1');
  at(999, 'step 2');
  expect(written).toEqual([]);
  at(1000, 'step 3');
  at(1099, 'step 4');
  at(1100, 'step 5');
  expect(written).toEqual([`${erased}step 3`, `${erased}step 5`]);
});

test('the line is erased once', () => {
  const { at, progress, written } = fake();
  at(2000, 'step 1');
  progress.erase();
  progress.erase();
  expect(written).toEqual([`${erased}step 1`, erased]);
});

test('a line that was not shown is not erased', () => {
  const { at, progress, written } = fake();
  at(500, 'step 1');
  progress.erase();
  expect(written).toEqual([]);
});

test('a step is shorter than the line of the terminal', () => {
  const { at, written } = fake({ isTTY: true, columns: 40 });
  at(1000, 'x'.repeat(50));
  expect(written).toEqual([`${erased}${'x'.repeat(39)}`]);
});

const shown = [`${erased}step`, erased];

test.each([
  ['a terminal', { isTTY: true }, {}, shown],
  ['a terminal with CI=false', { isTTY: true }, { CI: 'false' }, shown],
  ['a pipe', {}, {}, []],
  ['a pipe with colours', {}, { FORCE_COLOR: '1' }, []],
  ['a terminal of a CI job', { isTTY: true }, { CI: 'true' }, []],
  ['a terminal that cannot erase', { isTTY: true }, { TERM: 'dumb' }, []],
])('%s', (_, stream, env, expected) => {
  const { at, progress, written } = fake(stream, env);
  at(3000, 'step');
  progress.erase();
  expect(written).toEqual(expected);
});

import { plainTerminal, terminalOf } from '../../../lib/private/text/terminal';

const terminal = { isTTY: true, columns: 132 };
const pipe = { columns: undefined };

test('a terminal has its own width and colours', () => {
  expect(terminalOf(terminal, { TERM: 'xterm' })).toEqual({ width: 132, colours: true });
});

test('a pipe has 100 columns and no colours', () => {
  expect(terminalOf(pipe, { TERM: 'xterm' })).toEqual(plainTerminal);
  expect(plainTerminal).toEqual({ width: 100, colours: false });
});

test.each([
  [terminal, { COLUMNS: '80' }, 80],
  [pipe, { COLUMNS: '80' }, 80],
  [pipe, { COLUMNS: '12' }, 40],
  [terminal, { COLUMNS: '' }, 132],
  [terminal, { COLUMNS: '0' }, 132],
  [pipe, { COLUMNS: 'wide' }, 100],
  [pipe, { COLUMNS: '99999' }, 100],
  [{ isTTY: true }, {}, 100],
])('the width of %j with %j is %d', (stream, env, width) => {
  expect(terminalOf(stream, env).width).toBe(width);
});

test.each([
  [terminal, { NO_COLOR: '1' }, false],
  [terminal, { NO_COLOR: '' }, true],
  [terminal, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
  [terminal, { FORCE_COLOR: '0' }, false],
  [terminal, { FORCE_COLOR: 'false' }, false],
  [terminal, { TERM: 'dumb' }, false],
  [pipe, { FORCE_COLOR: '1' }, true],
  [pipe, { FORCE_COLOR: '' }, true],
  [pipe, {}, false],
])('whether %j with %j has colours: %s', (stream, env, colours) => {
  expect(terminalOf(stream, env).colours).toBe(colours);
});

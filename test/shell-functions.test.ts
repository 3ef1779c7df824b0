import { withoutRepetition } from './shell-functions';

const shared = 'report() { # MESSAGE\n  echo "$1"\n}\n';

test('equal functions and equal commands are written once', () => {
  const [script, ...more] = withoutRepetition([`${shared}report a\n`, `${shared}report b\n`, `${shared}report a\n`]);
  expect(more).toEqual([]);
  expect(script).toBe(
    `${shared}commands_0() {\nreport a\n\n}\nif [[ "$1" == 0 ]]; then commands_0; fi\n` +
      'commands_1() {\nreport b\n\n}\nif [[ "$1" == 1 ]]; then commands_1; fi\n',
  );
});

test('functions of one name are in different scripts', () => {
  const scripts = withoutRepetition(['note() { echo 1; }\nnote\n', 'note() { echo 2; }\nnote\n']);
  expect(scripts.map((script) => /^note.*$/m.exec(script)?.[0])).toEqual(['note() { echo 1; }', 'note() { echo 2; }']);
});

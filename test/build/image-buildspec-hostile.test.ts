import { commit, runBuild } from './build-run';

const names = ['REGISTRY', 'REGISTRY_REGION', 'REPOSITORY_URI', 'IMAGE_PLATFORM', 'DOCKERFILE', 'BUILD_CONTEXT'];

const hostileValues: [string, string][] = [
  ['a substitution', '$(touch pwned)'],
  ['backticks', '`touch pwned`'],
  ['a second command', 'x; touch pwned'],
  ['a pipe', 'x|touch pwned'],
  ['a quote and a command', '"; touch pwned; "'],
  ['a single quote and a command', "'; touch pwned; '"],
  ['a second line', 'x\ntouch pwned'],
  ['words and a pattern', 'a * ?'],
  ['a command of sed', 'a|touch pwned|e;s|b'],
];

test.each(hostileValues)('every value is one argument and never a command, where it holds %s', (_, value) => {
  const hostile = Object.fromEntries(names.map((name) => [name, value]));
  const { calls, pwned } = runBuild(hostile);
  expect(pwned).toBe(false);
  const [logIn = [], logInToo = [], ...others] = calls.map((call) => call.slice(1));
  expect([logIn.at(-1), logInToo.at(-1)]).toEqual([value, value]);
  const image = `${value}:${commit}`;
  expect(others).toEqual([
    ['build', '--platform', value, '--file', value, '--tag', image, `./${value}`],
    ['push', image],
    ['image', 'inspect', '--format', expect.any(String), image],
  ]);
});

test.each(['github.com/acme/other', 'git@github.com', '-', '--help'])(
  'the context is a folder of the source, where it reads like another: %s',
  (context) => {
    const build = runBuild({ BUILD_CONTEXT: context }).calls.find(([, verb]) => verb === 'build');
    expect(build?.at(-1)).toBe(`./${context}`);
  },
);

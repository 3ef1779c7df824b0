import { commit, digest, runBuild, variables } from './build-run';

const { REGISTRY: registry, REPOSITORY_URI: uri } = variables;
const programsAndVerbs = (calls: string[][]) => calls.map(([program = '', verb = '']) => `${program} ${verb}`);

test('a build logs in, builds, pushes and reads the digest, in this order', () => {
  const { succeeded, calls } = runBuild();
  expect(succeeded).toBe(true);
  const [first, second, ...others] = calls;
  const login = [
    ['aws', 'ecr', 'get-login-password', '--region', 'eu-west-1'],
    ['docker', 'login', '--username', 'AWS', '--password-stdin', registry],
  ];
  expect([first, second]).toHaveLength(2);
  expect([first, second]).toEqual(expect.arrayContaining(login)); // both ends of a pipe start at once
  const image = `${uri}:${commit}`;
  expect(others).toEqual([
    ['docker', 'build', '--platform', 'linux/amd64', '--file', 'Dockerfile', '--tag', image, './.'],
    ['docker', 'push', image],
    ['docker', 'image', 'inspect', '--format', expect.any(String), image],
  ]);
});

test('a build exports the tag, the address and the digest of this repository', () => {
  expect(runBuild().exported).toEqual({ IMAGE_TAG: commit, IMAGE_URI: `${uri}:${commit}`, IMAGE_DIGEST: digest });
});

test.each<[string, string]>([
  ['getting a password', 'get-login-password'],
  ['the login', 'login'],
])('nothing is built or pushed where %s fails', (_, failing) => {
  const { succeeded, calls } = runBuild({}, failing);
  expect(succeeded).toBe(false);
  expect(programsAndVerbs(calls).filter((call) => !['aws ecr', 'docker login'].includes(call))).toEqual([]);
});

test('nothing is pushed where the build fails', () => {
  const { succeeded, calls } = runBuild({}, 'build');
  expect(succeeded).toBe(false);
  expect(programsAndVerbs(calls).at(-1)).toBe('docker build');
});

test.each<[string, string]>([
  ['the push', 'push'],
  ['reading the digest', 'inspect'],
])('no digest is exported and the build fails where %s fails', (_, failing) => {
  const { succeeded, exported } = runBuild({}, failing);
  expect([succeeded, exported.IMAGE_DIGEST]).toEqual([false, '']);
});

test.each<[string, string]>([
  ['a commit', commit],
  ['a short version', '1'],
  ['a version of S3', '3sL4kqtJlcpXroDTDmJ_rmSpXd3dIbrHY.MTRCxf3vjVBH40Nr8X8gdRQBpUMLUo'],
])('the tag is the version of the source, where it is %s', (_, version) => {
  expect(runBuild({ CODEBUILD_RESOLVED_SOURCE_VERSION: version }).exported.IMAGE_TAG).toBe(version);
});

test.each<[string, string]>([
  ['is empty', ''],
  ['starts with a period', '.hidden'],
  ['starts with a hyphen', '--all-tags'],
  ['has a slash', 'refs/heads/main'],
  ['has a colon', 'a:b'],
  ['has a space', 'a b'],
  ['has a plus', 'Xk+a'],
  ['has a letter that is not ASCII', 'é'],
  ['has two lines', `${commit}\n${commit}`],
  ['is a command', '$(touch pwned)'],
])('the tag is the number of the build, where the version of the source %s', (_, version) => {
  const { succeeded, exported, pwned } = runBuild({ CODEBUILD_RESOLVED_SOURCE_VERSION: version });
  expect([succeeded, exported.IMAGE_TAG, exported.IMAGE_URI, pwned]).toEqual([
    true,
    'build-7',
    `${uri}:build-7`,
    false,
  ]);
});

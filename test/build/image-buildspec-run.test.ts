import { type BuildRun, commit, digestOf, runBuild, uri } from './build-run';

const image = digestOf('an image');
const programsAndVerbs = ({ calls }: BuildRun) =>
  calls.map(([program = '', ...words]) => [program, ...words.slice(0, words[0] === 'buildx' ? 2 : 1)].join(' '));
const pushes = (run: BuildRun) =>
  programsAndVerbs(run).filter((call) => ['docker buildx build', 'docker push'].includes(call));

test('a build logs in, looks for the image, starts a builder, builds, pushes and adds the tag, in this order', () => {
  const { succeeded, calls, log } = runBuild();
  expect({ succeeded, log }).toEqual({ succeeded: true, log: expect.stringContaining(`@${image}`) as string });
  const [first, second, ...others] = calls;
  const login = [
    ['aws', 'ecr', 'get-login-password', '--region', 'eu-west-1'],
    ['docker', 'login', '--username', 'AWS', '--password-stdin', uri.split('/')[0]],
  ];
  expect([first, second]).toEqual(expect.arrayContaining(login)); // both ends of a pipe start at once
  const inspect = ['docker', 'buildx', 'imagetools', 'inspect', '--raw', `${uri}:${commit}`];
  const buildKit = 'image=public.ecr.aws/vend/moby/buildkit:buildx-stable-1';
  const create = ['docker', 'buildx', 'create', '--name', 'image-build', '--driver', 'docker-container'];
  expect(others).toEqual([
    expect.arrayContaining(['aws', 'ecr', 'batch-get-image', 'jwt-pizza-service', `imageTag=${commit}`]) as string[],
    inspect,
    [...create, '--driver-opt', buildKit, '--bootstrap'],
    expect.arrayContaining(['docker', 'buildx', 'build', './.']) as string[],
    inspect,
    [...inspect.slice(0, -1), `${uri}@${image}`],
    expect.arrayContaining(['aws', 'ecr', 'put-image', '--image-tag', commit]) as string[],
    inspect,
  ]);
});

test('buildx receives the platform, the Dockerfile, no tag, attestations and the revision, and nothing else', () => {
  const build = runBuild().calls.find(([, , verb]) => verb === 'build');
  expect(build?.slice(3)).toEqual([
    ...['--platform', 'linux/amd64', '--file', 'Dockerfile', '--metadata-file', expect.any(String) as string],
    ...['--provenance', 'mode=min'],
    ...['--sbom', 'generator=mirror.gcr.io/docker/buildkit-syft-scanner:stable-1'],
    ...['--annotation', `index:org.opencontainers.image.revision=${commit}`],
    ...['--output', `type=image,name=${uri},push-by-digest=true,name-canonical=true,push=true`],
    ...['--label', `org.opencontainers.image.revision=${commit}`],
    './.',
  ]);
});

test('a build exports the tags, the address and the digest', () => {
  expect(runBuild().exported).toEqual({
    IMAGE_TAG: commit,
    IMAGE_TAGS: commit,
    IMAGE_URI: `${uri}:${commit}`,
    IMAGE_URI_BY_DIGEST: `${uri}@${image}`,
    IMAGE_DIGEST: image,
    IMAGE_REVISION: commit,
  });
});

test('an existing builder is used', () => {
  const run = runBuild({ variables: { BUILDX_BUILDER: 'ours' } });
  expect([run.succeeded, programsAndVerbs(run).includes('docker buildx create')]).toEqual([true, false]);
});

test.each<[string, string]>([
  ['getting a password', 'get-login-password'],
  ['the login', 'login'],
])('nothing is built or pushed if %s fails', (_, failing) => {
  const run = runBuild({ failing });
  expect(run.succeeded).toBe(false);
  expect(programsAndVerbs(run).filter((call) => !['aws ecr', 'docker login'].includes(call))).toEqual([]);
});

test('nothing is built if the registry does not answer whether the image exists', () => {
  const run = runBuild({ failing: 'inspect' });
  expect([run.succeeded, pushes(run)]).toEqual([false, []]);
  expect(run.log).toContain('no inspect');
});

test('nothing else runs if the build fails', () => {
  const run = runBuild({ failing: 'build' });
  expect([run.succeeded, programsAndVerbs(run).at(-1)]).toEqual([false, 'docker buildx build']);
  expect(run.exported.IMAGE_DIGEST).toBe('');
});

import { ImageProvenance } from '../../lib/build-input/attestations';
import { ImageBuilder } from '../../lib/build/image-builder';
import { commit, digestOf, runBuild, uri } from './build-run';

const digest = digestOf('an image');
const builds = (calls: string[][]) => calls.filter(([program, ...args]) => program === 'docker' && args[1] === 'build');

/** Commands that print variables, so that a test reads what a user's command can read. */
const shown = (...names: string[]) => [`echo "shown: ${names.map((name) => `${name}=$${name}`).join(' ')}"`];

test('without options, nothing is pulled again, the cache is used, and Dockerfile is that of the context', () => {
  const [[, , , ...args] = []] = builds(runBuild({ props: { context: 'service' } }).calls);
  expect(args).not.toContain('--pull');
  expect(args).not.toContain('--no-cache');
  expect(args).toEqual(expect.arrayContaining(['--file', 'service/Dockerfile', './service']));
});

test.each([
  ['.', 'Dockerfile'],
  ['a/b/', 'a/b/Dockerfile'],
])('in the context %p, the Dockerfile is %p', (context, dockerfile) => {
  const [args = []] = builds(runBuild({ props: { context } }).calls);
  expect(args[args.indexOf('--file') + 1]).toBe(dockerfile);
});

test('base images are pulled and layers made again if both are wanted, and `attestations: false` leaves none', () => {
  const props = { alwaysPull: true, noCache: true, attestations: false };
  const [args = []] = builds(runBuild({ props }).calls);
  expect(args).toEqual(expect.arrayContaining(['--pull', '--no-cache']));
  expect(args[args.indexOf('--provenance') + 1]).toBe('false');
  expect(args[args.indexOf('--sbom') + 1]).toBe('false');
});

test('Earthly makes all layers again', () => {
  const { calls } = runBuild({ props: { builder: ImageBuilder.earthly({ target: 'docker' }), noCache: true } });
  expect(calls.find(([program]) => program === 'earthly')).toContain('--no-cache');
});

describe('commands', () => {
  const props = {
    environmentVariables: { NODE_ENV: 'production', SPACED: '$(touch pwned) "a"' },
    commandsBeforeBuild: ['cd service', 'echo "before in ${PWD##*/} with $NODE_ENV and $SPACED"', 'IMAGE_TAG=changed'],
    commandsAfterPush: shown(
      'IMAGE_URI',
      'IMAGE_URI_BY_DIGEST',
      'IMAGE_DIGEST',
      'IMAGE_TAG',
      'IMAGE_TAGS',
      'IMAGE_REVISION',
    ),
  };
  const files = { 'service/Dockerfile': 'FROM scratch' };

  test('run before the build and after the push, with the variables of the user and of the image', () => {
    const { succeeded, log, calls, pwned, exported } = runBuild({ props, files });
    expect(succeeded).toBe(true);
    expect(log).toContain('before in service with production and $(touch pwned) "a"');
    expect(log).toContain(
      `shown: IMAGE_URI=${uri}:${commit} IMAGE_URI_BY_DIGEST=${uri}@${digest} IMAGE_DIGEST=${digest} IMAGE_TAG=${commit} ` +
        `IMAGE_TAGS=${commit} IMAGE_REVISION=${commit}\n`,
    );
    expect(log.indexOf('before in')).toBeLessThan(log.indexOf('Published'));
    expect(log.indexOf('Published')).toBeLessThan(log.indexOf('shown:'));
    expect(builds(calls)).toHaveLength(1);
    expect(exported.IMAGE_TAG).toBe(commit);
    expect(pwned).toBe(false);
  });

  test('run only after the push if the commit has its image already', () => {
    const { succeeded, log, calls } = runBuild({ props, files, images: { [commit]: 'an image' } });
    expect(succeeded).toBe(true);
    expect(log).not.toContain('before in');
    expect(log).toContain(`IMAGE_DIGEST=${digest} IMAGE_TAG=${commit}`);
    expect(builds(calls)).toEqual([]);
  });

  test('fails when a command before the build fails, and nothing is built', () => {
    const { succeeded, calls } = runBuild({ props: { commandsBeforeBuild: ['false', 'true'] } });
    expect(succeeded).toBe(false);
    expect(builds(calls)).toEqual([]);
  });

  test('fails when a command after the push fails, also in a pipe', () => {
    const { succeeded, log } = runBuild({ props: { commandsAfterPush: ['false | cat', 'echo next'] } });
    expect(succeeded).toBe(false);
    expect(log).not.toContain('next');
  });

  test('fails when a command reads a variable that is not set', () => {
    expect(runBuild({ props: { commandsAfterPush: ['echo "$NOT_SET"'] } }).succeeded).toBe(false);
  });

  test('of the machine of one platform do not run after its push, and of the index not before', () => {
    const { log } = runBuild({ props, files, variables: { PUSH_BY_DIGEST: 'true' } });
    expect(log).toContain('before in');
    expect(log).not.toContain('shown:');
  });

  test('may end in a comment', () => {
    const { log, succeeded } = runBuild({ props: { commandsBeforeBuild: ['echo built # with a comment'] } });
    expect(succeeded).toBe(true);
    expect(log).toContain('built');
  });

  test('run before a script of the user, which does not run again for the same commit', () => {
    const builder = ImageBuilder.script(['echo building', 'docker build --tag "$IMAGE_URI" .']);
    const { log } = runBuild({
      props: { builder, commandsBeforeBuild: ['echo first'] },
      images: { [commit]: 'an image' },
    });
    expect(log).not.toMatch(/first|building/);
  });
});

test('only the SBOM or only the provenance is left out', () => {
  const [args = []] = builds(runBuild({ props: { provenance: ImageProvenance.NONE } }).calls);
  expect(args[args.indexOf('--provenance') + 1]).toBe('false');
  expect(args[args.indexOf('--sbom') + 1]).toMatch(/^generator=/);
});

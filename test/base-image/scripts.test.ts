import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildKitConfig, explainPull } from '../../lib/base-image/scripts';

const ecr = '123456789012.dkr.ecr.us-east-1.amazonaws.com';
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'base-images-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function run(script: string, env: Record<string, string>): string {
  const { stdout, stderr, status } = spawnSync('bash', ['--norc', '-c', `set -euo pipefail\n${script}`], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: '/usr/bin:/bin', ...env },
  });
  expect([status, stderr]).toEqual([0, '']);
  return stdout;
}

/** The text that the build prints after BuildKit ended with a message. */
function explained(log: string, env: Record<string, string> = {}): string {
  writeFileSync(join(folder, 'log'), `#1 [internal] load build definition\n${log}\n`);
  return run(`${explainPull}\nexplain_pull log`, { REGISTRY: ecr, ...env });
}

test('the configuration of BuildKit has the mirrors of each registry in their order', () => {
  const mirrors = {
    REGISTRY_MIRRORS_00: `docker.io ${ecr}/docker-hub mirror.gcr.io`,
    REGISTRY_MIRRORS_01: 'quay.io mirror.example.com:5000/quay',
  };
  expect(run(`${buildKitConfig}\nbuildkit_config`, mirrors)).toBe(
    `[registry."docker.io"]\n  mirrors = ["${ecr}/docker-hub", "mirror.gcr.io"]\n` +
      '[registry."quay.io"]\n  mirrors = ["mirror.example.com:5000/quay"]\n',
  );
});

describe('a build that could not pull a base image', () => {
  const failed = (image: string, reason: string) =>
    `ERROR: failed to build: failed to solve: ${image}: failed to resolve source metadata for ${image}: ${reason}`;

  test.each([
    [
      'another account, without a login',
      failed(
        '999999999999.dkr.ecr.us-east-1.amazonaws.com/base:1',
        'unexpected status from HEAD request to https://999999999999.dkr.ecr.us-east-1.amazonaws.com/v2/base/manifests/1: 401 Unauthorized',
      ),
      'The build may not pull 999999999999.dkr.ecr.us-east-1.amazonaws.com/base:1. Add its repository to `baseImages`. ' +
        'If it is in another account, its policy must allow the role of the build as well.\n',
    ],
    [
      'its own registry, without the right',
      failed(
        `${ecr}/base:1`,
        `unexpected status from HEAD request to https://${ecr}/v2/base/manifests/1: 403 Forbidden`,
      ),
      `The build may not pull ${ecr}/base:1. Add its repository to \`baseImages\`. ` +
        'If it is in another account, its policy must allow the role of the build as well.\n',
    ],
    [
      'a private image of Docker Hub',
      failed(
        'docker.io/acme/private:1',
        'pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
      ),
      'The build has no credentials for docker.io, so it may not pull docker.io/acme/private:1. Check that the image exists. ' +
        'If it is private, add the registry to `registries`.\n',
    ],
    [
      'a private image of GHCR',
      failed(
        'ghcr.io/acme/base@sha256:abc',
        'failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://ghcr.io/token?scope=repository%3Aacme%2Fbase%3Apull&service=ghcr.io: 401 Unauthorized',
      ),
      'The build has no credentials for ghcr.io, so it may not pull ghcr.io/acme/base@sha256:abc. Check that the image exists. ' +
        'If it is private, add the registry to `registries`.\n',
    ],
    [
      'the limit of Docker Hub',
      failed(
        'docker.io/library/node:22',
        'failed to copy: httpReadSeeker: failed open: unexpected status code 429 Too Many Requests - Server message: toomanyrequests: You have reached your unauthenticated pull rate limit.',
      ),
      'docker.io limits how many images are pulled, and answered no more for docker.io/library/node:22. ' +
        'Log in to it by `registries`, or use a mirror by `mirrors`.\n',
    ],
  ])('says what to do: %s', (_, log, said) => {
    expect(explained(log)).toBe(said);
  });

  test('says that the credentials lack a right if it is logged in', () => {
    const log = failed(
      'quay.io/acme/base:1',
      'unexpected status from HEAD request to https://quay.io/v2/acme/base/manifests/1: 401 UNAUTHORIZED',
    );
    expect(
      explained(log, { LOGIN_HOST_00: 'docker.io https://index.docker.io/v1/', LOGIN_HOST_01: 'quay.io quay.io' }),
    ).toBe(
      'The build is logged in to quay.io, but may not pull quay.io/acme/base:1. Check that the image exists, and that the credentials may read it.\n',
    );
  });

  test('says it once for each image', () => {
    const log = [1, 2]
      .map((n) => `#${n} ERROR: ${failed('docker.io/acme/x', 'pull access denied').slice(7)}`)
      .join('\n');
    expect(explained(`${log}\n${log}`).match(/docker\.io\/acme\/x\./g)).toHaveLength(1);
  });
});

test.each([
  ['an image that is not there', 'failed to resolve source metadata for quay.io/acme/x:1: quay.io/acme/x:1: not found'],
  [
    'a step that fails',
    'process "/bin/sh -c curl https://x" did not complete successfully: exit code: 22: 403 Forbidden',
  ],
])('a build says nothing more about %s', (_, log) => {
  expect(explained(log)).toBe('');
});

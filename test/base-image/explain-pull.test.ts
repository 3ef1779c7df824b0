import { spawnSync } from 'node:child_process';
import { explainPull } from '../../lib/base-image/scripts';

const ecr = '123456789012.dkr.ecr.us-east-1.amazonaws.com';
const other = '999999999999.dkr.ecr.us-east-1.amazonaws.com';

/** The text that a build prints after a program ended with this output. */
function explained(log: string, env: Record<string, string> = {}): string {
  const script = `set -euo pipefail\n${explainPull}\nexplain_pull <(cat)`;
  const { stdout, stderr, status } = spawnSync('bash', ['--norc', '-c', script], {
    encoding: 'utf8',
    input: log,
    env: { PATH: '/usr/bin:/bin', REGISTRY: ecr, ...env },
  });
  expect([status, stderr]).toEqual([0, '']);
  return stdout;
}

const noRight = (image: string) =>
  `The build may not pull ${image}. Add its repository to \`baseImages\`. If it is in another account, its policy must allow the role of the build as well.\n`;
const noCredentials = (host: string, image: string) =>
  `The build has no credentials for ${host}, so it may not pull ${image}. Check that the image exists. If it is private, add the registry to \`registries\`.\n`;
const limited = (host: string, image: string) =>
  `${host} limits how many images are pulled, and answered no more for ${image}. Log in to it by \`registries\`, or use a mirror by \`mirrors\`.\n`;
const expired = (host: string, image: string) =>
  `${host} refused the login of this machine for ${image}. A password of ECR expires after 12 hours. Start the build again. On a machine that is not new for each build, run \`docker logout ${host}\` first.\n`;
const wrong = (host: string, image: string) =>
  `${host} refused the user name or the password, so the build may not pull ${image}. Check both in the secret of the credentials.\n`;

/** The output of Docker and BuildKit, as people reported it. Accounts, names and digests are others. */
const outputs: readonly (readonly [string, string, string])[] = [
  [
    'BuildKit 0.12 and newer: no login to ECR',
    `ERROR: failed to solve: ${other}/base:1: failed to resolve source metadata for ${other}/base:1: unexpected status from HEAD request to https://${other}/v2/base/manifests/1: 401 Unauthorized`,
    noRight(`${other}/base:1`),
  ],
  [
    'BuildKit with the credentials of Docker: no login to ECR',
    `#2 [internal] load metadata for ${other}/base:1\n#2 ERROR: no basic auth credentials\n------\n > [internal] load metadata for ${other}/base:1:\n------\nerror: failed to solve: no basic auth credentials`,
    noRight(`${other}/base:1`),
  ],
  [
    'BuildKit: a login without the right',
    `#3 [internal] load metadata for ${ecr}/base:1\n#3 ERROR: failed to authorize: failed to fetch oauth token: unexpected status from GET request to https://${ecr}/token: 403 Forbidden`,
    noRight(`${ecr}/base:1`),
  ],
  [
    'BuildKit: the manifest is allowed, and the layers are not',
    `#5 [1/2] FROM ${ecr}/base:1@sha256:0123abcd\n#5 resolve ${ecr}/base:1@sha256:0123abcd done\n#5 ERROR: failed to copy: httpReadSeeker: failed open: unexpected status code https://${ecr}/v2/base/blobs/sha256:77aa: 403 Forbidden\n------\n > [1/2] FROM ${ecr}/base:1@sha256:0123abcd:\n------\nERROR: failed to solve: failed to compute cache key: failed to copy: httpReadSeeker: failed open: unexpected status code https://${ecr}/v2/base/blobs/sha256:77aa: 403 Forbidden`,
    noRight(`${ecr}/base:1@sha256:0123abcd`),
  ],
  [
    'BuildKit 0.9 and older: Docker Hub',
    ' > [internal] load metadata for docker.io/library/node:14-alpine:\n------\nfailed to solve with frontend dockerfile.v0: failed to create LLB definition: failed to authorize: rpc error: code = Unknown desc = failed to fetch oauth token: unexpected status: 401 Unauthorized',
    noCredentials('docker.io', 'docker.io/library/node:14-alpine'),
  ],
  [
    'BuildKit 0.9 and older: a private image',
    ' > [internal] load metadata for docker.io/acme/private:1:\n------\nfailed to solve with frontend dockerfile.v0: failed to create LLB definition: pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
    noCredentials('docker.io', 'docker.io/acme/private:1'),
  ],
  [
    'BuildKit: an address without a name of the image',
    'ERROR: failed to solve: rpc error: code = Unknown desc = failed to solve with frontend dockerfile.v0: failed to create LLB definition: failed to copy: httpReadSeeker: failed open: unexpected status code https://eu.gcr.io/v2/acme/java/blobs/sha256:6522: 401 Unauthorized',
    noCredentials('eu.gcr.io', 'eu.gcr.io/acme/java'),
  ],
  [
    'BuildKit: a wrong password for Docker Hub',
    'failed to solve: acme/tool:6: failed to resolve source metadata for docker.io/acme/tool:6: failed to authorize: failed to fetch oauth token: unexpected status from GET request to https://auth.docker.io/token?scope=repository%3Aacme%2Ftool%3Apull&service=registry.docker.io: 401 Unauthorized: incorrect username or password',
    wrong('docker.io', 'docker.io/acme/tool:6'),
  ],
  [
    'GHCR',
    'ERROR: failed to solve: ghcr.io/acme/base: failed to resolve source metadata for ghcr.io/acme/base:latest: failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://ghcr.io/token?scope=repository%3Aacme%2Fbase%3Apull&service=ghcr.io: 403 Forbidden',
    noCredentials('ghcr.io', 'ghcr.io/acme/base:latest'),
  ],
  [
    'the limit of Docker Hub',
    '#4 [internal] load metadata for docker.io/library/debian:12\n#4 ERROR: failed to copy: httpReadSeeker: failed open: unexpected status code https://registry-1.docker.io/v2/library/debian/manifests/sha256:5369: 429 Too Many Requests - Server message: toomanyrequests: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit\nERROR: failed to solve: debian:12: failed to copy: httpReadSeeker: failed open: unexpected status code https://registry-1.docker.io/v2/library/debian/manifests/sha256:5369: 429 Too Many Requests - Server message: toomanyrequests: You have reached your unauthenticated pull rate limit.',
    limited('docker.io', 'docker.io/library/debian:12'),
  ],
  [
    'the limit of ECR Public, by the older builder',
    'invalid from flag value public.ecr.aws/awsguru/aws-lambda-adapter:0.8.2: toomanyrequests: Rate exceeded',
    limited('public.ecr.aws', 'public.ecr.aws/awsguru/aws-lambda-adapter:0.8.2'),
  ],
  [
    'an old login to ECR Public, by BuildKit',
    'ERROR: failed to solve: public.ecr.aws/docker/library/golang:1.24: failed to resolve source metadata for public.ecr.aws/docker/library/golang:1.24: unexpected status from HEAD request to https://public.ecr.aws/v2/docker/library/golang/manifests/1.24: 403 Forbidden',
    expired('public.ecr.aws', 'public.ecr.aws/docker/library/golang:1.24'),
  ],
  [
    'an old login to ECR Public, by the older builder',
    "invalid from flag value public.ecr.aws/awsguru/aws-lambda-adapter:0.6.1: pull access denied for public.ecr.aws/awsguru/aws-lambda-adapter, repository does not exist or may require 'docker login': denied: Your authorization token has expired. Reauthenticate and try again.",
    expired('public.ecr.aws', 'public.ecr.aws/awsguru/aws-lambda-adapter'),
  ],
  [
    'an old login to ECR',
    `ERROR: failed to solve: ${other}/base:1: failed to resolve source metadata for ${other}/base:1: denied: Your authorization token has expired. Reauthenticate and try again.`,
    expired(other, `${other}/base:1`),
  ],
  [
    'the older builder: Docker Hub',
    "pull access denied for acme/private, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
    noCredentials('docker.io', 'docker.io/acme/private'),
  ],
  [
    'the older builder: no login to ECR',
    `Error response from daemon: Head "https://${other}/v2/base/manifests/1": no basic auth credentials`,
    noRight(`${other}/base`),
  ],
  [
    'lines that end as on Windows',
    `ERROR: failed to solve: ${other}/base:1: failed to resolve source metadata for ${other}/base:1: no basic auth credentials\r\n`,
    noRight(`${other}/base:1`),
  ],
];

test.each(outputs)('a build explains %s', (_, log, said) => {
  expect(explained(`#1 [internal] load build definition from Dockerfile\n${log}\n`)).toBe(said);
});

test('it explains all images of a build, each once', () => {
  const first = outputs.map(([, log]) => log).filter((log) => log.includes('node:14') || log.includes('gcr.io'));
  expect(explained([...first, ...first].join('\n'))).toBe(
    noCredentials('docker.io', 'docker.io/library/node:14-alpine') + noCredentials('eu.gcr.io', 'eu.gcr.io/acme/java'),
  );
});

test('a registry of ECR that it is logged in to can refuse an old login, too', () => {
  const log = `ERROR: failed to solve: x: failed to resolve source metadata for ${ecr}/x:1: denied: Your Authorization Token has expired. Please run 'aws ecr get-login' to fetch a new one.`;
  expect(explained(log)).toBe(expired(ecr, `${ecr}/x:1`));
});

test('the remedy has the name of the option in this system', () => {
  const log = outputs[0]?.[1] ?? '';
  expect(explained(log, { PULL_OPTION: 'pullRepositories' })).toContain('to `pullRepositories`.');
});

test.each([
  [
    'a push',
    `ERROR: failed to solve: failed to push ${ecr}/app: unexpected status from HEAD request to https://${ecr}/v2/app/blobs/sha256:1: 403 Forbidden`,
  ],
  [
    'an upload',
    `ERROR: failed to solve: unexpected status from POST request to https://${ecr}/v2/app/blobs/uploads/: 403 Forbidden`,
  ],
  [
    'a cache',
    `#4 importing cache manifest from ${ecr}/cache:1\n#4 ERROR: failed to configure registry cache importer: unexpected status from HEAD request to https://${ecr}/v2/cache/manifests/1: 403 Forbidden`,
  ],
  [
    'a step',
    '#7 [2/3] RUN curl https://x/v2/a/manifests/1 FROM docker.io/a\n#7 ERROR: process "/bin/sh -c curl" did not complete: 403 Forbidden\n------\n > [2/3] RUN curl https://x:\n------\nERROR: failed to solve: process "/bin/sh -c curl": 403 Forbidden',
  ],
  [
    'an image that is not there',
    'ERROR: failed to solve: quay.io/a/x:1: failed to resolve source metadata for quay.io/a/x:1: quay.io/a/x:1: not found',
  ],
  [
    'a certificate',
    'ERROR: failed to solve: failed to resolve source metadata for r.test/a:1: failed to do request: Head "https://r.test/v2/a/manifests/1": tls: failed to verify certificate: x509: certificate signed by unknown authority',
  ],
])('it says nothing of the failure of %s', (_, log) => {
  expect(explained(log)).toBe('');
});

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addTags, joinImages, requireRepository, retry } from '../../lib/naming/scripts';
import { joinedScripts } from '../../lib/private/text/shell-script';

const folder = mkdtempSync(join(tmpdir(), 'retry-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The seconds of each wait. */
  readonly waits: number[];
  /** How often each program was called. */
  readonly calls: Record<string, number>;
}

/** Runs a script with programs that write an error, fail a few times, and then print `done` and a line end. */
function run(script: string, message: string, failures: number, env: Record<string, string> = {}): Run {
  const program = `#!/bin/bash
echo "\${0##*/}" >>"${folder}/calls"
if [[ $(grep -c "^\${0##*/}$" "${folder}/calls") -le ${failures} ]]; then
  printf '%s\\n' "$MESSAGE" >&2
  printf partial
  exit 7
fi
echo done
`;
  for (const name of ['docker', 'aws']) writeFileSync(join(folder, name), program, { mode: 0o755 });
  writeFileSync(join(folder, 'sleep'), `#!/bin/bash\necho "$1" >>"${folder}/waits"\n`, { mode: 0o755 });
  for (const name of ['calls', 'waits']) writeFileSync(join(folder, name), '');
  const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-euo', 'pipefail', '-c', script], {
    encoding: 'utf8',
    env: { PATH: `${folder}:/usr/bin:/bin`, TMPDIR: folder, MESSAGE: message, ...env },
  });
  const lines = (name: string) => readFileSync(join(folder, name), 'utf8').split('\n').filter(Boolean);
  const calls = { docker: 0, aws: 0 };
  for (const name of lines('calls')) calls[name as keyof typeof calls] += 1;
  return { status, stdout, stderr, waits: lines('waits').map(Number), calls };
}

const busy = [
  'An error occurred (ThrottlingException) when calling the PutImage operation (reached max retries: 2): Rate exceeded',
  'An error occurred (TooManyRequestsException) when calling the PutImage operation: slow down',
  'An error occurred (ServerException) when calling the PutImage operation',
  'An error occurred (503) when calling the GetAuthorizationToken operation',
  'ERROR: unexpected status from PUT request to https://host/v2/app/manifests/1: 429 Too Many Requests',
  'ERROR: failed to copy: unexpected status from POST request to https://host/v2/app/blobs/uploads/: 503 Service Unavailable',
  'Error response from daemon: toomanyrequests: Rate exceeded',
  'Error response from daemon: login attempt to https://host/v2/ failed with status: 502 Bad Gateway',
  'received unexpected HTTP status: 500 Internal Server Error',
  'Error response from daemon: Get "https://host/v2/": net/http: TLS handshake timeout',
  'ERROR: failed to do request: Head "https://host/v2/app/manifests/1": dial tcp 1.2.3.4:443: i/o timeout',
  'Get "https://host/v2/": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
  'Connect timeout on endpoint URL: "https://api.ecr.eu-west-1.amazonaws.com/"',
  'ERROR: unexpected status from GET request to https://host/v2/: 504 Gateway Time-out',
];

test.each(busy)('a command is repeated after waits that grow, for: %s', (message) => {
  expect(run(`${joinedScripts(retry)}\nretry docker push`, message, 2)).toMatchObject({
    status: 0,
    stdout: 'done\n',
    waits: [2, 4],
    calls: { docker: 3 },
  });
});

test('six tries are the most, and the last error and status are those of the command', () => {
  const { stderr, ...others } = run(`${joinedScripts(retry)}\nretry docker push`, '429 Too Many Requests', 9);
  expect(others).toEqual({
    status: 7,
    stdout: 'partial',
    waits: [2, 4, 8, 16, 32],
    calls: { docker: 6, aws: 0 },
  });
  expect(stderr.split('\n').slice(-3)).toEqual([
    'Trying again in 32 seconds: 429 Too Many Requests',
    '429 Too Many Requests',
    '',
  ]);
});

test.each([
  'ERROR: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:timeout: not found',
  'denied: User is not authorized to perform: ecr:PutImage on resource: arn:aws:ecr:eu-west-1:500502503504:repository/app',
  'unexpected status from HEAD request to https://host/v2/app/manifests/1: 403 Forbidden',
  'unexpected status from HEAD request to https://host/v2/app/manifests/1: 401 Unauthorized',
  'An error occurred (AccessDeniedException) when calling the PutImage operation',
  'An error occurred (ImageTagAlreadyExistsException) when calling the PutImage operation: tag build-429-1',
  'An error occurred (RepositoryNotFoundException) when calling the PutImage operation',
  'no basic auth credentials',
  "manifest sha256:4295035024 is invalid: unexpected status: 400 Bad Request for tag 'build-503-2'",
  'Could not connect to the endpoint URL: "https://api.ecr.eu-west-1.amazonaws.com/"',
])('any other failure is final: %s', (message) => {
  expect(run(`${joinedScripts(retry)}\nretry docker push`, message, 9)).toEqual({
    status: 7,
    stdout: 'partial',
    stderr: `${message}\n`,
    waits: [],
    calls: { docker: 1, aws: 0 },
  });
});

const image = {
  REPOSITORY_URI: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/app',
  IMAGE_TAG: 'one',
};

test('joining the platforms is repeated', () => {
  const script = `${joinedScripts(joinImages)}\njoin_images sha256:a sha256:b`;
  const { status, waits, calls } = run(script, '429 Too Many Requests', 2, { ...image, IMAGE_REVISION: '' });
  expect([status, waits, calls]).toEqual([0, [2, 4, 2, 4], { docker: 3, aws: 3 }]);
});

test('giving a tag is repeated, both to read the image and to put it', () => {
  const { status, waits, calls } = run(
    `${joinedScripts(addTags)}\nput_tag one sha256:a`,
    'toomanyrequests: Rate exceeded',
    2,
    image,
  );
  expect([status, waits, calls]).toEqual([0, [2, 4, 2, 4], { docker: 3, aws: 3 }]);
});

const requires = `fail() { echo "FAILED $1"; exit 1; }\n${joinedScripts(requireRepository)}\nrequire_repository\necho built`;
const missing = 'An error occurred (RepositoryNotFoundException) when calling the BatchGetImage operation';

test('a missing repository is reported at once, with its name and registry', () => {
  expect(run(requires, missing, 9, image)).toMatchObject({
    status: 1,
    stdout:
      'FAILED The repository team/app does not exist in 123456789012.dkr.ecr.eu-west-1.amazonaws.com. Deploy it, or correct its ' +
      'name. Nothing was built\n',
    stderr: `${missing}\n`,
    waits: [],
  });
});

test('another answer about the repository fails too, and throttling is repeated', () => {
  const denied = 'An error occurred (AccessDeniedException) when calling the BatchGetImage operation';
  expect(run(requires, denied, 9, image)).toMatchObject({ status: 1, stdout: '', stderr: `${denied}\n` });
  expect(run(requires, 'ThrottlingException', 2, image)).toMatchObject({ status: 0, stdout: 'built\n', waits: [2, 4] });
});

test.each([
  [
    'busy',
    'throttle-timeout',
    'ERROR: unexpected status from HEAD request to https://host/v2/throttle-timeout/manifests/1: 401',
    [],
  ],
  [
    'final',
    'not-found',
    'ERROR: unexpected status from HEAD request to https://host/v2/not-found/manifests/1: 429 Too Many Requests',
    [2],
  ],
  ['final', 'denied', "An error occurred (ThrottlingException): Rate exceeded for the repository 'denied'", [2]],
  ['final', 'e', 'ERROR: 429 Too Many Requests', [2]],
])('a repository whose name reads like a %s error, %s, changes nothing', (_, name, message, waits) => {
  const env = { REPOSITORY_URI: `host/${name}` };
  expect(run(`${joinedScripts(retry)}\nretry docker`, message, 1, env).waits).toEqual(waits);
});

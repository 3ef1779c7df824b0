import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { shellScript } from '../../../lib/private/text/shell-script';

const script = shellScript(`${__dirname}/../../../lib/github/workflow`, 'history.sh');
type Answer = readonly [status: number, body: string];

/** GitHub's API, which gives these answers one after the other, and the last one again. */
let answers: Answer[] = [];
let server: Server;
beforeAll(async () => {
  server = createServer((_, response) => {
    const [status, body] = (answers.length > 1 ? answers.shift() : answers[0]) ?? [500, ''];
    response.writeHead(status).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => server.close());

/** The output of a command after the script. It stops at the first failure, as the step of a workflow does. */
async function bash(command: string, ...given: Answer[]): Promise<string> {
  answers = given;
  const { port } = server.address() as AddressInfo;
  const env = {
    PATH: '/usr/bin:/bin',
    GITHUB_API_URL: `http://127.0.0.1:${port}`,
    GITHUB_REPOSITORY: 'acme/app',
    GITHUB_TOKEN: 'token',
    IMAGE_BRANCH: 'main',
  };
  const { stdout, stderr } = await promisify(execFile)(
    'bash',
    ['--norc', '-euo', 'pipefail', '-c', `${script}\n${command}`],
    {
      env,
    },
  );
  expect(stderr).toBe('');
  return stdout;
}

const read = 'read_history; echo "$BRANCH_HEAD of $RECENT_COMMITS"';
const compare = 'echo "it is $(compare_commits a b)"';

test.each<[string, string, Answer[], string]>([
  ['two commits', read, [[200, '[{"sha":"b"},{"sha":"a"}]']], 'b of b\na\n'],
  ['no commit', read, [[200, '[]']], ' of \n'],
  ['an unknown branch', read, [[404, '{"message":"Not Found"}']], ' of \n'],
  ['a list that ends too early', read, [[200, '[{"sha":"b"},{"sh']], ' of \n'],
  [
    'an error of the server before the answer',
    read,
    [
      [503, '{"message":"busy"}'],
      [200, '[{"sha":"b"}]'],
    ],
    'b of b\n',
  ],
  ['a newer commit', compare, [[200, '{"status":"ahead"}']], 'it is ahead\n'],
  [
    'an error of the server before the answer',
    compare,
    [
      [502, '<html>'],
      [200, '{"status":"behind"}'],
    ],
    'it is behind\n',
  ],
  ['an unknown commit', compare, [[404, '{"message":"Not Found"}']], 'it is unrelated\n'],
  ['a limit that is reached', compare, [[403, '{"message":"API rate limit exceeded"}']], 'it is \n'],
  ['an answer that ends too early', compare, [[200, '{"status":"ah']], 'it is \n'],
  ['a page of a proxy', compare, [[200, '<html>']], 'it is \n'],
])('reads the answer of GitHub: %s', async (_, command, given, expected) => {
  expect(await bash(command, ...given)).toBe(expected);
});

test('without an answer, nothing is known', async () => {
  expect(await bash(`GITHUB_API_URL=http://127.0.0.1:1; ${read}; ${compare}`, [200, ''])).toBe(' of \nit is \n');
});

import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderWith } from '../app/command';
import { shellCheck } from '../shell-check';

const script = join(__dirname, '../../docs/backfill-replication.sh');
const from = '123456789012.dkr.ecr.us-east-1.amazonaws.com';
const to = '222222222222.dkr.ecr.eu-west-1.amazonaws.com';
const [one, two] = ['a', 'b'].map((digit) => `sha256:${digit.repeat(64)}`) as [string, string];

/** Writes the arguments of each call to a file. */
const note = `#!/bin/bash
printf '%s\\n' "\${0##*/} $*" >>"$CALLS"
`;

const aws = `${note}case "$*" in
  *get-login-password*) [[ "$*" == *"$REFUSED_REGION"* ]] && exit 254; echo 'the password' ;;
  *describe-repositories*) printf 'prod/app\\nprod/web\\ndev/app\\nproduct\\n' ;;
  *'--repository-name prod/app '*) printf '${one}\\t1.0.0\\n${one}\\tlatest\\n${two}\\t2.0.0\\n' ;;
  *list-images*) ;;
esac
`;

/** A registry in a file, with a line for each image. A tag in \`BROKEN\` cannot be read, and one in \`FULL\` not be copied. */
const regctl = `${note}case "$1 $2" in
  'registry login') [[ "$(cat)" == 'the password' ]] ;;
  'manifest head')
    [[ "$4" != "$BROKEN" ]] || { echo 'failed: [http 500]' >&2; exit 1; }
    grep --fixed-strings "$4 " "$HELD" | cut -d ' ' -f 2 | grep . || { echo 'failed: [http 404]' >&2; exit 1; } ;;
  'image copy') [[ "$6" != "$FULL" ]] || exit 1; echo "$6 \${5#*@}" >>"$HELD" ;;
esac
`;

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly calls: string[];
  readonly held: string;
  readonly left: string[];
}

function run(args: readonly string[], held = '', env: Readonly<Record<string, string>> = {}): Run {
  const folder = folderWith({ 'bin/aws': aws, 'bin/regctl': regctl, held, calls: '', 'tmp/.keep': '' });
  for (const tool of ['aws', 'regctl']) chmodSync(join(folder, 'bin', tool), 0o755);
  const { status, stdout, stderr } = spawnSync('bash', ['--norc', script, ...args], {
    encoding: 'utf8',
    env: {
      PATH: `${join(folder, 'bin')}:${process.env.PATH ?? ''}`,
      CALLS: join(folder, 'calls'),
      HELD: join(folder, 'held'),
      TMPDIR: join(folder, 'tmp'),
      REFUSED_REGION: 'none',
      ...env,
    },
  });
  const [calls = '', kept = ''] = ['calls', 'held'].map((name) => readFileSync(join(folder, name), 'utf8'));
  return {
    status,
    stdout,
    stderr,
    calls: calls.split('\n').filter(Boolean),
    held: kept,
    left: readdirSync(join(folder, 'tmp')).filter((name) => name !== '.keep'),
  };
}

const copies = ({ calls }: Run) => calls.filter((call) => call.startsWith('regctl image copy'));
const copyOf = (digest: string, tag: string) =>
  `regctl image copy --referrers --digest-tags ${from}/prod/app@${digest} ${to}/prod/app:${tag}`;
const all = [`${to}/prod/app:1.0.0 ${one}`, `${to}/prod/app:latest ${one}`, `${to}/prod/app:2.0.0 ${two}`];

test('ShellCheck finds nothing', () => {
  expect(shellCheck(readFileSync(script, 'utf8'))).toEqual([]);
});

test('each tag below the prefix is copied by digest, with what is attached to its image', () => {
  const result = run([from, to, 'prod/']);
  expect(result).toMatchObject({
    status: 0,
    stderr: '',
    stdout:
      `Copied ${to}/prod/app:1.0.0\nCopied ${to}/prod/app:latest\nCopied ${to}/prod/app:2.0.0\n` +
      'Repositories: 2. Tags copied: 3. Tags that were there: 0. Tags that were not copied: 0.\n',
    held: `${all.join('\n')}\n`,
    left: [],
  });
  expect(copies(result)).toEqual([copyOf(one, '1.0.0'), copyOf(one, 'latest'), copyOf(two, '2.0.0')]);
  expect(result.calls.filter((call) => call.includes('list-images'))).toEqual(
    ['prod/app', 'prod/web'].map(
      (name) =>
        `aws ecr list-images --repository-name ${name} --filter tagStatus=TAGGED --query imageIds[].[imageDigest,imageTag] ` +
        '--registry-id 123456789012 --region us-east-1 --output text',
    ),
  );
});

test('a second run copies nothing', () => {
  const result = run([from, to, 'prod/'], `${all.join('\n')}\n`);
  expect(result).toMatchObject({
    status: 0,
    stdout: 'Repositories: 2. Tags copied: 0. Tags that were there: 3. Tags that were not copied: 0.\n',
  });
  expect(copies(result)).toEqual([]);
});

test('a tag that is another image there stays, and the others are copied', () => {
  const result = run([from, to, 'prod/'], `${to}/prod/app:latest ${two}\n`);
  expect(result).toMatchObject({
    status: 1,
    stderr: `Not copied: ${to}/prod/app:latest is another image already: ${two}\n`,
  });
  expect(copies(result)).toEqual([copyOf(one, '1.0.0'), copyOf(two, '2.0.0')]);
});

test('a tag that cannot be read is not copied over', () => {
  const tag = `${to}/prod/app:1.0.0`;
  const result = run([from, to, 'prod/'], '', { BROKEN: tag });
  expect(result).toMatchObject({
    status: 1,
    stderr: `failed: [http 500]\nNot copied: ${tag}, which could not be read\n`,
  });
  expect(copies(result)).toEqual([copyOf(one, 'latest'), copyOf(two, '2.0.0')]);
});

test('a copy that fails says what the repository needs, and the others are copied', () => {
  const tag = `${to}/prod/app:latest`;
  const result = run([from, to, 'prod/'], '', { FULL: tag });
  expect(result).toMatchObject({
    status: 1,
    stderr: `Not copied: ${tag}. If its repository does not exist, create it, or add CREATE_ON_PUSH to the creation template of ${to}\n`,
    held: `${all[0]}\n${all[2]}\n`,
  });
});

test('without a prefix, all repositories are read, and each registry has its own profile', () => {
  const { calls } = run([from, to], '', { FROM_PROFILE: 'ours', TO_PROFILE: 'theirs' });
  const listed = calls.flatMap((call) => /--repository-name (\S+)/.exec(call)?.[1] ?? []);
  expect(listed).toEqual(['prod/app', 'prod/web', 'dev/app', 'product']);
  expect(new Set(calls.filter((call) => call.includes('get-login-password')))).toEqual(
    new Set([
      'aws --profile ours ecr get-login-password --region us-east-1',
      'aws --profile theirs ecr get-login-password --region eu-west-1',
    ]),
  );
  expect(calls.filter((call) => call.includes('the password'))).toEqual([]);
});

test('a login that fails ends the run before anything is copied', () => {
  const result = run([from, to, 'prod/'], '', { REFUSED_REGION: 'eu-west-1' });
  expect(result.status).not.toBe(0);
  expect(copies(result)).toEqual([]);
  expect(result.left).toEqual([]);
});

const must = 'must be a registry such as 123456789012.dkr.ecr.us-east-1.amazonaws.com, got';

test.each<[string, string[], string]>([
  ['no arguments', [], 'Usage: backfill-replication.sh FROM TO [PREFIX...]'],
  ['one registry', [from], 'Usage: backfill-replication.sh FROM TO [PREFIX...]'],
  ['a host that is no registry of ECR', ['docker.io', to], `FROM ${must} 'docker.io'`],
  ['an option', [from, '--help'], `TO ${must} '--help'`],
  ['a repository', [from, `${to}/prod`], `TO ${must} '${to}/prod'`],
  ['a command', [from, '$(touch pwned)'], `TO ${must} '$(touch pwned)'`],
  ['the same registry', [from, from], 'TO must be another registry than FROM'],
])('%s is refused before anything is called', (_, args, message) => {
  expect(run(args)).toMatchObject({ status: 2, stderr: `${message}\n`, calls: [] });
});

test('prefixes that no repository starts with are refused', () => {
  expect(run([from, to, 'prd/', 'x/'])).toMatchObject({
    status: 2,
    stdout: '',
    stderr: `No repository of ${from} starts with: prd/ x/\n`,
  });
});

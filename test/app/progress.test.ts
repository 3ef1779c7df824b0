import { join } from 'node:path';
import { runCommandLine } from '../../lib/app/cli';
import { listingOf } from '../../lib/app/lifecycle-preview/images-file';
import { plainTerminal } from '../../lib/private/text/terminal';
import { allRules } from '../../lib/review/index';
import { folderWith } from './command';

const selection = { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 9 };
const role = {
  Type: 'AWS::IAM::Role',
  Properties: {
    RoleName: 'ci',
    AssumeRolePolicyDocument: { Statement: { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' } },
  },
};
const repository = { Type: 'AWS::ECR::Repository', Properties: { RepositoryName: 'app' } };
const folder = folderWith({
  'template.json': { Resources: { Role: role, Repository: repository } },
  'ecr-publishing.yaml': {
    version: 1,
    environments: [{ name: 'prod', account: '123456789012', region: 'us-east-1' }],
    repositories: [{ name: 'app' }],
  },
  'policy.json': { rules: [{ rulePriority: 1, selection, action: { type: 'expire' } }] },
  'images.json': { imageDetails: [] },
});
const file = (name: string) => join(folder, name);

/** Everything that a slow command writes in a terminal, in order. The clock is a second later at each look. */
function writtenBySlow(...args: string[]): string[] {
  const written: string[] = [];
  let now = 0;
  const { isTTY } = process.stderr;
  const { exitCode } = process;
  const capture = (stream: 'stdout' | 'stderr') =>
    jest.spyOn(process[stream], 'write').mockImplementation((text) => written.push(text.toString()) > 0);
  const clock = jest.spyOn(performance, 'now').mockImplementation(() => (now += 1000));
  const { CI: job, TERM: kind } = process.env;
  const spies = [capture('stdout'), capture('stderr'), clock];
  process.stderr.isTTY = true;
  Object.assign(process.env, { CI: '', TERM: 'xterm' });
  try {
    runCommandLine(['node', 'ecr-publishing', ...args], plainTerminal);
  } finally {
    process.stderr.isTTY = isTTY;
    process.exitCode = exitCode;
    delete process.env.CI;
    delete process.env.TERM;
    Object.assign(process.env, job === undefined ? {} : { CI: job }, kind === undefined ? {} : { TERM: kind });
    for (const spy of spies) spy.mockRestore();
  }
  return written;
}

const erase = '\r\u001B[K';
const evaluating = [
  'Evaluating the trust of roles: 1 of 1',
  'Evaluating policies of principals: 1 of 1',
  'Evaluating policies of repositories: 1 of 1',
  'Evaluating access to other repositories: 1 of 1',
];

test.each([
  ['show of a template', ['show', file('template.json')], evaluating],
  ['show of a folder', ['show', folder], ['Reading templates: 1 of 4', ...evaluating]],
  [
    'show of a config',
    ['show', file('ecr-publishing.yaml')],
    ['Checking repositories: 1 of 1', 'Writing templates', 'Reading templates: 1 of 1'],
  ],
  [
    'review',
    ['review', file('template.json')],
    [`Checking rules: ${allRules.length} of ${allRules.length}`, ...evaluating],
  ],
  [
    'guide',
    ['guide', file('template.json')],
    ['Evaluating policies of principals: 1 of 1', 'Evaluating policies of repositories: 1 of 1'],
  ],
  ['check', ['check', file('ecr-publishing.yaml')], ['Checking repositories: 1 of 1']],
])('a slow %s shows its steps, and erases them before it prints', (_, args, steps) => {
  const written = writtenBySlow(...args);
  const at = written.indexOf(erase);
  const shown = written.slice(0, at).map((text) => text.slice(erase.length));
  expect(shown).toEqual(expect.arrayContaining(steps));
  expect(written.slice(at + 1).join('')).not.toContain('\r');
  expect(written.slice(at + 1).join('')).not.toBe('');
});

test('a slow command that fails erases its steps before the error', () => {
  const written = writtenBySlow('workflow', folder, '--role', 'other');
  expect(written.slice(0, -2)).toContain(`${erase}Reading templates: 4 of 4`);
  expect(written.at(-2)).toBe(erase);
  expect(written.at(-1)).toMatch(/^--role must be /);
});

test('a listing that is read as a stream reports the megabytes that were read', () => {
  const padded = folderWith({ 'images.json': `{ "imageDetails": [] ${' '.repeat(2 ** 20)}}` });
  const steps: string[] = [];
  listingOf(join(padded, 'images.json'), 0, (step) => steps.push(step))({ detail: jest.fn(), item: jest.fn() });
  expect(steps).toEqual(['0', '1', '1', '1', '1'].map((read) => `Reading images: ${read} of 1 MB`));
});

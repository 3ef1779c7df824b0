import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import * as publicApi from 'cdk-ecr-publishing';
import { readConfig } from '../lib/app/config';
import { addRegistryStacks } from '../lib/app/registry-stacks';
import packageJson from '../package.json';
import { folderWith, run } from './app/command';
import { documentedCommands } from './docs/commands';
import { wholeConfig } from './docs/config-snippet';
import { anchorsOf, links } from './docs/links';
import { type Block, blockAfter, blocksIn, pages, publishedPages, root } from './docs/pages';
import { runSnippet } from './docs/run-snippet';
import { snippetValues } from './docs/snippet-values';
import { synthesizeExample } from './example-apps';
import { env, templateOf } from './synthesis';

const snippets = blocksIn('ts');
const yaml = blocksIn('yaml');

/** YAML that is not from an ecr-publishing.yaml: a workflow, and the file of a reviewer. */
const workflows = yaml.filter(({ text }) => text.startsWith('on:'));
const acceptances = yaml.filter(({ text }) => /^acknowledgements:\n(?: .*\n)*? +path:/.test(text));

/** The files of teams, which a config on the same page includes. */
const teamFiles = yaml.filter(({ text }) => /^team: /m.test(text));
const configs = yaml.filter((block) => ![workflows, acceptances, teamFiles].some((others) => others.includes(block)));

function teamFilesOf({ page, text }: Block): Record<string, string> {
  const included = /^include: /m.test(text) ? teamFiles.filter((file) => file.page === page) : [];
  return Object.fromEntries(included.map((file, index) => [`teams/${index}.yaml`, file.text]));
}

/**
 * A folder in which a snippet or command finds the cdk.out of the config file's guide. Next to it is a folder `main` with the
 * cdk.out of an earlier version of the stack of all snippets.
 */
function folderWithAssembly(): string {
  const config = configs.find(({ page }) => page === 'docs/guides/config-file.md')?.text ?? '';
  const folder = folderWith({ 'app/ecr-publishing.yaml': config });
  const app = new App({ outdir: join(folder, 'app/cdk.out') });
  addRegistryStacks(app, readConfig(join(folder, 'app/ecr-publishing.yaml')));
  app.synth();
  const earlier = new App({ outdir: join(folder, 'main/cdk.out') });
  snippetValues(earlier, new Stack(earlier, 'Snippet', { env }));
  earlier.synth();
  return join(folder, 'app');
}

const before = process.cwd();

beforeAll(() => {
  process.chdir(folderWithAssembly());
});

afterAll(() => {
  process.chdir(before);
});

test('the README is short', () => {
  expect(pages.get('README.md')?.split('\n').length).toBeLessThanOrEqual(251);
});

describe('every snippet synthesizes without a warning, or is refused with the message after it', () => {
  test.each(snippets.map((snippet) => [snippet.title, snippet] as const))('%s', (_, snippet) => {
    expect(refusalOf(snippet)).toBe(messagesAfter(snippet));
  });
});

describe('every config is valid, or is refused with the messages after it', () => {
  test.each(configs.map((config) => [config.title, config] as const))('%s', (_, config) => {
    const files = { 'ecr-publishing.yaml': wholeConfig(config.text), ...teamFilesOf(config) };
    const file = join(folderWith(files), 'ecr-publishing.yaml');
    const messages = messagesAfter(config);
    const { stderr, exitCode } = run('check', file);
    expect({ stderr: withoutPositions(stderr), exitCode }).toEqual({
      stderr: messages,
      exitCode: messages === '' ? 0 : 1,
    });
  });
});

test('the workflow on a page has lines of the workflow that the command before it writes', () => {
  const options = '--role github-ci --platform linux/arm64 --tag commit latest'.split(' ');
  const written = run('workflow', 'cdk.out', ...options).stdout.split('\n');
  expect(workflows.length).toBe(1);
  for (const { text } of workflows) {
    const lines = text.split('\n').filter((line) => !/^ *(#|$)/.test(line));
    expect(lines.filter((line) => !written.includes(line.replace(/ # by its .*/, '')))).toEqual([]);
  }
});

test('the part of a guide page that is shown has lines of the page that the command writes', () => {
  const written = run('guide', 'cdk.out', '--repository', 'jwt-pizza-service').stdout.split('\n');
  const shown = blocksIn('markdown');
  expect(shown.length).toBe(1);
  for (const { text } of shown) expect(text.split('\n').filter((line) => !written.includes(line))).toEqual([]);
});

test('the tables that are shown have lines of the tables that the commands print', () => {
  const images = {
    imageDetails: [
      { imageDigest: `sha256:${'4'.repeat(64)}`, imageTags: ['fcd3f42'], imagePushedAt: '2026-11-21T00:00:00Z' },
      { imageDigest: `sha256:${'2'.repeat(64)}`, imagePushedAt: '2026-11-01T00:00:00Z' },
    ].map((image) => ({ ...image, repositoryName: 'jwt-pizza-service', imageSizeInBytes: 152e6 })),
  };
  const files = [
    '--policy',
    'cdk.out/ecr-publishing-prod.template.json',
    '--images',
    folderWith({ images }) + '/images',
  ];
  const written = [
    run('lifecycle-preview', ...files, '--repository', 'jwt-pizza-service', '--now', '2026-11-30T00:00:00Z'),
    run('review', synthesizeExample('registry', () => undefined).directory),
  ].flatMap(({ stdout }) => stdout.split('\n'));
  const tables = blocksIn('').filter(({ text }) => /^[┌│]/.test(text) && text.includes('│ '));
  expect(tables.map(({ page }) => page)).toEqual(['docs/guides/retention-and-preview.md', 'docs/guides/review.md']);
  for (const { text } of tables) expect(text.split('\n').filter((line) => !written.includes(line))).toEqual([]);
});

test("a reviewer's acknowledgements on a page are read", () => {
  expect(acceptances.length).toBe(1);
  for (const { text } of acceptances) {
    const file = join(folderWith({ 'accepted.yaml': text }), 'accepted.yaml');
    expect(run('review', 'cdk.out', '--acknowledgements', file)).toMatchObject({ stderr: '', exitCode: 0 });
  }
});

test('every command and option on a page is in the help', () => {
  expect(documentedCommands.length).toBeGreaterThan(10);
  const unknown = documentedCommands.filter(({ name, options }) => {
    const help = run(name, '--help').stdout;
    return !help.startsWith(`Usage: ecr-publishing ${name} `) || options.some((option) => !help.includes(`${option} `));
  });
  expect(unknown).toEqual([]);
});

test('everything that is exported is explained', () => {
  const text = [...pages.values()].join('\n');
  expect(Object.keys(publicApi).filter((name) => !text.includes(name))).toEqual([]);
});

test('every link leads to a file and heading of the package', () => {
  const broken = links.filter(
    ({ path, anchor }) =>
      !existsSync(join(root, path)) ||
      !isPublished(path) ||
      (anchor !== undefined && !anchorsOf(publishedPages.get(path) ?? '').includes(anchor)),
  );
  expect(broken).toEqual([]);
});

test('every question of a newcomer has an answer two clicks from the README, at a heading', () => {
  const index = 'docs/guides/README.md';
  expect(links).toContainEqual({ page: 'README.md', path: index, anchor: undefined });
  const [, questions = ''] = publishedPages.get(index)?.split('## Questions\n') ?? [];
  const rows = questions.split('\n## ')[0]?.match(/^\| .+\? .*$/gm) ?? [];
  expect(rows.length).toBeGreaterThanOrEqual(20);
  expect(rows.filter((row) => !/\]\([^)]+\.md#[^)]+\)/.test(row))).toEqual([]);
});

/** The messages of the text block after a block, or nothing. */
function messagesAfter(block: Block): string {
  const next = blockAfter(block);
  return next?.language === 'text' ? next.text : '';
}

/** The lines without the file, the position and the entry before the path. A snippet is only a part of the file. */
function withoutPositions(text: string): string {
  return text.replace(/^\S+\.yaml:\d+:\d+: ([a-z]+ '[^']*': )?/gm, '');
}

/** The error of a snippet, or its warnings, as lines. */
function refusalOf(snippet: Block): string {
  try {
    const { stack, warnings } = runSnippet(snippet);
    templateOf(stack);
    return warnings.map((warning) => `${warning}\n`).join('');
  } catch (error) {
    return `${(error as Error).message}\n`;
  }
}

/** Whether a file is in the package that npm publishes. */
function isPublished(path: string): boolean {
  const covers = (entry: string) => path === entry || path.startsWith(`${entry}/`);
  const excluded = packageJson.files.filter((entry) => entry.startsWith('!')).map((entry) => entry.slice(1));
  return ['README.md', ...packageJson.files].some(covers) && !excluded.some(covers);
}

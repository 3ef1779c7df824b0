import fs, { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { folderWith, run } from './command';
import { commandNames } from './command-names';

const template = { Resources: { A: { Type: 'AWS::ECR::Repository', Properties: { RepositoryName: 'a' } } } };
const selection = { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: 9 };

/** A folder with good files, and with the bad ones of the table. */
const folder = folderWith({
  'template.json': template,
  'policy.json': { rules: [{ rulePriority: 1, selection, action: { type: 'expire' } }] },
  'images.json': { imageDetails: [] },
  empty: '',
  'text.txt': 'hello\n',
  'tabs.yaml': 'a:\n\t- b\n',
  'cut.json': '{ "Resources": { "A": {',
  'list.json': '[1]',
  'other.json': '{ "a": 1 }',
});
writeFileSync(join(folder, 'binary.zip'), Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0xff]));
writeFileSync(join(folder, 'utf16.yaml'), '\ufeffa: 1', 'utf16le');
writeFileSync(join(folder, 'latin1.yaml'), 'a: caf\xe9', 'latin1');
writeFileSync(join(folder, 'large.yaml'), `a: ${'x'.repeat(6 * 2 ** 20)}`);
mkdirSync(join(folder, 'folder'));
mkdirSync(join(folder, 'assembly'));
writeFileSync(join(folder, 'assembly/manifest.json'), '{ "artifacts"');
symlinkSync('loop.yaml', join(folder, 'loop.yaml'));

/** The ways in which commands read a file. */
const readers: Readonly<Record<string, (file: string) => string[]>> = {
  check: (file) => ['check', file],
  show: (file) => ['show', file],
  review: (file) => ['review', file],
  'review --against': (file) => ['review', 'template.json', '--against', file],
  'review --acknowledgements': (file) => ['review', 'template.json', '--acknowledgements', file],
  guide: (file) => ['guide', file],
  workflow: (file) => ['workflow', file, '--role', 'ci'],
  'lifecycle-preview --policy': (file) => ['lifecycle-preview', '--policy', file, '--images', 'images.json'],
  'lifecycle-preview --images': (file) => ['lifecycle-preview', '--policy', 'policy.json', '--images', file],
  'lifecycle-preview --manifests': (file) => [
    ...['lifecycle-preview', '--policy', 'policy.json', '--images', 'images.json'],
    ...['--manifests', file],
  ],
};

/** The readers by what they expect. All readers of a kind print the same message, and that of `--against` names the option. */
const kinds = {
  config: ['check'],
  'config or template': ['show', 'workflow'],
  template: ['review', 'review --against', 'guide'],
  acknowledgements: ['review --acknowledgements'],
  policy: ['lifecycle-preview --policy'],
  images: ['lifecycle-preview --images'],
  manifests: ['lifecycle-preview --manifests'],
} as const;

type Kind = keyof typeof kinds;

const noTemplate = (got: string) =>
  `must be a CloudFormation template or a cloud assembly, got ${got}. Name cdk.out or a template.`;
const several = "If it holds several JSON values, make a list of them with 'jq -s . FILE'.";
const noAcknowledgements = 'must be a list of acknowledgements, each with an id, a reason and a path or a resource';
const noPolicy = 'must be a lifecycle document, { "rules": [...] }, got';
const noImages = `must be what 'aws ecr describe-images' prints, { "imageDetails": [...] }, got`;
const noManifests = `must be what 'aws ecr batch-get-image' prints, { "images": [...] }, got`;
const emptyJson = "must be JSON, got an empty file. Save the output of 'aws ecr' in it.";
const otherText = `must be JSON, got other text. ${several}`;
const cutJson = 'must be JSON, got a file that ends too early. Save it again as a whole.';
const cutYaml =
  'must be JSON or YAML, got a wrong indentation at line 1, column 24. Align it with the lines above, and close all brackets.';
const tabs = 'must be JSON or YAML, got a tab as indentation at line 2, column 1. Indent with spaces.';
const tooLarge = 'must be at most 5 MB, got 6.1 MB. CloudFormation accepts 1 MB.';
const isFolder = 'must be a file, got a folder';

/** The problem of every kind of reader with every bad file, after the file's name. `other` is that of all other kinds. */
const problems: Readonly<Record<string, Partial<Record<Kind | 'other', string>>>> = {
  'missing.yaml': {
    config: "does not exist. Run 'ecr-publishing init' to write a starter.",
    other: 'does not exist',
  },
  'text.txt/below': {
    config: "does not exist. Run 'ecr-publishing init' to write a starter.",
    other: 'does not exist',
  },
  empty: {
    config: "must be a config, got an empty file. Run 'ecr-publishing init' in another folder for a starter.",
    template: noTemplate('an empty file'),
    acknowledgements: noAcknowledgements,
    policy: 'must be a lifecycle policy or a template, got an empty file. Save a policy in it.',
    other: emptyJson,
  },
  folder: {
    template:
      "must be a cloud assembly or a folder with CloudFormation templates, got none in it. Run 'npx cdk synth' to create one.",
    other: isFolder,
  },
  'text.txt': {
    config: "must be a mapping, got 'hello'",
    template: noTemplate('a text without Resources'),
    acknowledgements: noAcknowledgements,
    policy: `${noPolicy} 'hello'`,
    other: otherText,
  },
  'list.json': {
    config: 'must be a mapping, got a list',
    template: noTemplate('a list without Resources'),
    policy: `${noPolicy} a list`,
    images: `${noImages} a list`,
    manifests: `${noManifests} the number 1`,
  },
  'other.json': {
    template: noTemplate('a file without Resources'),
    acknowledgements: noAcknowledgements,
    policy: `${noPolicy} a mapping without 'rules'`,
    images: `${noImages} a mapping without 'imageDetails'`,
    manifests: `${noManifests} a mapping without 'images'`,
  },
  'tabs.yaml': { images: otherText, manifests: otherText, other: tabs },
  'cut.json': { images: cutJson, manifests: cutJson, other: cutYaml },
  'binary.zip': { other: 'must be text in UTF-8, got a binary file. Use another file.' },
  'utf16.yaml': { other: 'must be text in UTF-8, got UTF-16. Save it as UTF-8.' },
  'latin1.yaml': { other: 'must be text in UTF-8, got another encoding. Save it as UTF-8.' },
  'loop.yaml': { other: 'cannot be read, because its symbolic links lead in a circle' },
  'large.yaml': {
    config: 'must be at most 5 MB, got 6.1 MB. Check that it is the right file.',
    images: otherText,
    manifests: otherText,
    other: tooLarge,
  },
};

const home = process.cwd();

beforeAll(() => {
  process.chdir(folder);
});

afterAll(() => {
  process.chdir(home);
});

const startOf = (reader: string) => (reader === 'review --against' ? '--against: ' : '');
const failure = (line: string) => ({ stdout: '', stderr: `${line}\n`, exitCode: 1 });

/** `show` and `workflow` read a bad YAML file as a config, and any other bad file as a template. */
const cases = Object.entries(problems).flatMap(([file, byKind]) =>
  (Object.keys(kinds) as Kind[]).flatMap((kind) => {
    const expected = kind === 'config or template' ? (file.endsWith('.yaml') ? 'config' : 'template') : kind;
    const problem = byKind[expected] ?? byKind.other;
    return problem === undefined ? [] : kinds[kind].map((reader) => [reader, file, problem] as const);
  }),
);

test('every command that reads a file is in the table', () => {
  const reading = new Set(Object.values(readers).map((args) => args('')[0]));
  expect(commandNames().filter((name) => !reading.has(name))).toEqual(['init', 'completion']);
  expect(Object.values(kinds).flat().sort()).toEqual(Object.keys(readers).sort());
});

test.each(cases)('%s of %s fails with one line', (reader, file, problem) => {
  expect(run(...(readers[reader]?.(file) ?? []))).toEqual(failure(`${startOf(reader)}${file} ${problem}`));
});

test('a config of another kind fails with a line for each problem, and the first names the file', () => {
  const { stdout, stderr, exitCode } = run('check', 'other.json');
  expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 1 });
  const [first, ...others] = stderr.trimEnd().split('\n');
  expect(first).toMatch(/^other\.json:1:3: must not have 'a'\. The known keys are version, .*\.$/);
  expect(others.map((line) => line.replace(/^other\.json:1:1: (\w+):.*/, '$1'))).toEqual([
    'environments',
    'repositories',
    'version',
  ]);
});

test('acknowledgements of another kind fail with the position in the list', () => {
  expect(run('review', 'template.json', '--acknowledgements', 'list.json')).toEqual(
    failure('list.json: acknowledgements[0]: must be a mapping with an id, a reason and a path or a resource'),
  );
});

test.each(['show', 'review', 'guide', 'workflow'])('%s of a cloud assembly that is cut fails', (reader) => {
  expect(run(...(readers[reader]?.('assembly') ?? []))).toEqual(
    failure("assembly/manifest.json must be JSON that CDK wrote. Run 'npx cdk synth' to create a cloud assembly."),
  );
});

test.each(Object.keys(readers))('%s of a file without permission fails', (reader) => {
  const read = fs.readFileSync;
  const refused = Object.assign(new Error("EACCES: permission denied, open 'x'"), { code: 'EACCES', syscall: 'open' });
  const spy = jest.spyOn(fs, 'readFileSync').mockImplementation(((path: string, options: BufferEncoding) => {
    if (typeof path === 'string' && basename(path) === 'other.json') throw refused;
    return read(path, options);
  }) as typeof fs.readFileSync);
  try {
    expect(run(...(readers[reader]?.('other.json') ?? []))).toEqual(
      failure(`${startOf(reader)}other.json cannot be read, because you have no permission. Ask its owner for it.`),
    );
  } finally {
    spy.mockRestore();
  }
});

const usage: readonly (readonly [args: string[], line: string])[] = [
  [['chekc'], "error: unknown command 'chekc'\n(Did you mean check?)"],
  [['lifecycle'], "error: unknown command 'lifecycle'"],
  [['review', 'template.json', '--formt', 'json'], "error: unknown option '--formt'\n(Did you mean --format?)"],
  [['guide', 'template.json', '--repositry', 'a'], "error: unknown option '--repositry'\n(Did you mean --repository?)"],
  [['workflow', 'template.json'], "error: required option '--role <id>' not specified"],
  [['review'], "error: missing required argument 'templates'"],
  [['show', '--wid'], "error: unknown option '--wid'\n(Did you mean --wide?)"],
  [['check', 'a', 'b'], "error: too many arguments for 'check'. Expected 1 argument but got 2."],
  [['init', 'a'], "error: too many arguments for 'init'. Expected 0 arguments but got 1."],
  [['check', '--format'], "error: option '--format <format>' argument missing"],
  [['completion'], "error: missing required argument 'shell'"],
];

test.each(usage)('%j is a usage error', (args, line) => {
  expect(run(...args)).toEqual({ stdout: '', stderr: `${line}\n`, exitCode: 2 });
});

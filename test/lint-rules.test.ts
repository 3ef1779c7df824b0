import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** An import that is planted in a file of the repository, in place of the file's text. */
type Planted = readonly [file: string, imported: string];

interface Linted {
  readonly ruleId: string | null;
}

const root = resolve(__dirname, '..');
const paths = 'import-x/no-restricted-paths';
const packages = '@typescript-eslint/no-restricted-imports';
const importRules = [paths, packages, 'import-x/no-extraneous-dependencies'];

/**
 * Lints in its own process, since Jest can't load the configuration, an ES module. Rules that need types are off, because
 * type checks are slow, and no import rule needs them.
 */
const linting = `
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
const overrideConfig = { files: ['**/*.ts'], ...tseslint.configs.disableTypeChecked };
overrideConfig.languageOptions = { parserOptions: { project: false, projectService: false } };
const eslint = new ESLint({ overrideConfig });
const results = [];
for (const [filePath, imported] of JSON.parse(process.argv[1])) {
  const [result] = await eslint.lintText("export * from '" + imported + "';", { filePath });
  results.push(result.messages);
}
console.log(JSON.stringify(results));`;

const refused: [string, ...Planted, string][] = [
  ['private imports a domain', 'lib/private/aws/s3-key.ts', '../../access/source-condition', paths],
  ['private imports the app', 'lib/private/aws/s3-key.ts', '../../app/failure', paths],
  ['private imports the public API', 'lib/private/aws/s3-key.ts', '../../index', paths],
  ['private imports a third package', 'lib/private/aws/s3-key.ts', 'yaml', packages],
  ['a domain imports another: github, access', 'lib/github/github-issuer.ts', '../access/image-consumer', paths],
  ['a domain imports another: build, repository', 'lib/build/build-role.ts', '../repository/image-repository', paths],
  ['naming imports another domain', 'lib/naming/image-tag.ts', '../build/image-builder', paths],
  ['testing imports another domain', 'lib/testing/image-tests.ts', '../naming/image-tag', paths],
  ['build-input imports build', 'lib/build-input/command.ts', '../build/image-builder', paths],
  ['access imports repository', 'lib/access/source-condition.ts', '../repository/image-repository', paths],
  ['a domain imports the app', 'lib/repository/lifecycle/image-selection.ts', '../../app/failure', paths],
  ['a domain imports the public API', 'lib/repository/lifecycle/image-selection.ts', '../../index', paths],
  ['a domain imports a third package', 'lib/repository/lifecycle/image-selection.ts', 'zod', packages],
  ['a domain imports the file system', 'lib/build/build-role.ts', 'node:fs', packages],
  ['private imports the file system', 'lib/private/aws/s3-key.ts', 'node:fs', packages],
  ['the reader of scripts imports a third package', 'lib/private/text/shell-script.ts', 'yaml', packages],
  ['a table imports the library of colours', 'lib/private/text/box-table.ts', 'picocolors', packages],
  ['the writer of workflow files imports a third package', 'lib/github/workflow/yaml-text.ts', 'zod', packages],
  ['a workflow imports the YAML library', 'lib/github/workflow/workflow-file.ts', 'yaml', packages],
  ['the review imports a third package', 'lib/review/rules/finding.ts', 'zod', packages],
  ['the script of a page imports the review', 'lib/review/render/browser/page.ts', '../html', paths],
  ['the script of the guide imports the guide', 'lib/app/guide/browser/page.ts', '../guide-page', paths],
  ['a domain imports a test', 'lib/build/build-role.ts', '../../test/synthesis', paths],
  ['the app imports the inside of the review', 'lib/app/failure.ts', '../review/rules/finding', paths],
  ['the public API exports the inside of the review', 'lib/index.ts', './review/rules/finding', paths],
  ['the app imports the stages', 'lib/app/failure.ts', '../rollout/registry-stages', paths],
  ['the stages import a domain', 'lib/rollout/registry-stages.ts', '../access/source-condition', paths],
  ['the stages import the inside of the review', 'lib/rollout/registry-stages.ts', '../review/rules/finding', paths],
  ['the stages import a third package', 'lib/rollout/registry-stages.ts', 'zod', packages],
  ['the app imports bin', 'lib/app/failure.ts', '../../bin/app', paths],
  ['the app imports what is for tests', 'lib/app/failure.ts', 'fast-check', 'import-x/no-extraneous-dependencies'],
  ['bin imports the public API', 'bin/app.ts', '../lib/index', paths],
  ['bin imports a domain', 'bin/app.ts', '../lib/repository/image-repository', paths],
  ['bin imports private', 'bin/app.ts', '../lib/private/validation/text', paths],
  ['the public API exports private', 'lib/index.ts', './private/validation/text', paths],
  ['the public API exports the app', 'lib/index.ts', './app/failure', paths],
];

const allowed: [string, ...Planted][] = [
  ['repository imports access', 'lib/repository/lifecycle/image-selection.ts', '../../access/image-consumer'],
  ['build imports build-input', 'lib/build/build-role.ts', '../build-input/command'],
  ['github imports build-input', 'lib/github/github-issuer.ts', '../build-input/command'],
  ['build imports naming', 'lib/build/build-role.ts', '../naming/image-tag'],
  ['github imports naming', 'lib/github/github-issuer.ts', '../naming/image-tag'],
  ['build imports testing', 'lib/build/build-role.ts', '../testing/image-tests'],
  ['github imports testing', 'lib/github/github-issuer.ts', '../testing/image-tests'],
  ['registry imports repository', 'lib/registry/signing.ts', '../repository/tag-mutability'],
  ['promotion imports naming', 'lib/promotion/approved-repository.ts', '../naming/tag-mobility'],
  ['promotion imports deployment', 'lib/promotion/rollout-project.ts', '../deployment/scripts'],
  ['the reader of scripts imports the file system', 'lib/private/text/shell-script.ts', 'node:fs'],
  ['the colours of a terminal import their library', 'lib/private/text/paint.ts', 'picocolors'],
  ['the writer of workflow files imports the YAML library', 'lib/github/workflow/yaml-text.ts', 'yaml'],
  ['a domain imports itself', 'lib/build/build-role.ts', './build-logs'],
  ['a domain imports private', 'lib/build/build-role.ts', '../private/validation/text'],
  ['the review imports Node', 'lib/review/rules/finding.ts', 'node:fs'],
  ['the review imports its parser', 'lib/review/rules/finding.ts', 'yaml'],
  ['the script of a page imports the type of its data', 'lib/review/render/browser/page.ts', '../page-data'],
  ['the script of the guide imports private', 'lib/app/guide/browser/page.ts', '../../../private/text/search-words'],
  ['a domain imports the AWS packages', 'lib/build/build-role.ts', 'aws-cdk-lib/aws-ecr'],
  ['private imports itself', 'lib/private/aws/s3-key.ts', '../validation/text'],
  ['private imports constructs', 'lib/private/aws/s3-key.ts', 'constructs'],
  ['the stages import the app', 'lib/rollout/registry-stages.ts', '../app/failure'],
  ['the public API exports the stages', 'lib/index.ts', './rollout/registry-stages'],
  ['the app imports a domain', 'lib/app/failure.ts', '../repository/image-repository'],
  ['the app imports the review', 'lib/app/failure.ts', '../review'],
  ['the public API exports the review', 'lib/index.ts', './review'],
  ['the app imports private', 'lib/app/failure.ts', '../private/validation/text'],
  ['the app imports a third package', 'lib/app/failure.ts', 'zod'],
  ['bin imports the app', 'bin/app.ts', '../lib/app/app'],
  ['the public API exports a domain', 'lib/index.ts', './repository/image-repository'],
  ['an example imports the package by its name', 'examples/larger-stack/app.ts', 'cdk-ecr-publishing'],
];

const examples: [string, ...Planted][] = [
  ['a file of lib', 'examples/larger-stack/app.ts', '../../lib/repository/image-repository'],
  ['the public API', 'examples/larger-stack/app.ts', '../../lib'],
];

const planted = [...refused, ...allowed, ...examples].map(([, file, imported]): Planted => [file, imported]);
let linted: ReadonlyMap<string, readonly Linted[]>;

const nameOf = ([file, imported]: Planted) => `${file} imports ${imported}`;

beforeAll(() => {
  const args = ['--input-type=module', '--eval', linting, JSON.stringify(planted)];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const results = JSON.parse(stdout) as Linted[][];
  linted = new Map(planted.map((one, index) => [nameOf(one), results[index] ?? []]));
}, 60_000);

/** The rules about imports that the planted import breaks. A file that does not parse breaks none that has a name. */
function brokenRules(...one: Planted): (string | null)[] {
  const broken = linted.get(nameOf(one))?.map(({ ruleId }) => ruleId) ?? ['not linted'];
  return [...new Set(broken)].filter((rule) => rule === null || importRules.includes(rule)).sort();
}

test.each(refused)('fails if %s', (_, file, imported, rule) => {
  expect(brokenRules(file, imported)).toEqual([rule]);
});

test.each(examples)('fails if an example imports %s, by its path and by its name', (_, file, imported) => {
  expect(brokenRules(file, imported)).toEqual([packages, paths]);
});

test.each(allowed)('%s', (_, file, imported) => {
  expect(brokenRules(file, imported)).toEqual([]);
});

test('all files and imports exist, since no rule sees what does not', () => {
  const endings = ['.ts', '/index.ts'];
  const missing = planted.filter(([file, imported]) => {
    const target = join(root, dirname(file), imported);
    const found = !imported.startsWith('.') || endings.some((ending) => existsSync(target + ending));
    return !existsSync(join(root, file)) || !found;
  });
  expect(missing).toEqual([]);
});

test('imports name files, since a folder is loaded from its build if there is one', () => {
  const files = readdirSync(join(root, 'lib'), { recursive: true, encoding: 'utf8' });
  const sources = files.filter((file) => /(?<!\.d)\.ts$/.test(file)).map((file) => join(root, 'lib', file));
  const ofFolders = sources.flatMap((file) => {
    const imported = readFileSync(file, 'utf8').matchAll(/(?:from|require\(|import\() ?'(\.[^']*)'/g);
    return [...imported]
      .map(([, path = '']) => join(dirname(file), path))
      .filter((path) => existsSync(path) && !existsSync(`${path}.ts`));
  });
  expect(ofFolders.filter((path) => statSync(path).isDirectory())).toEqual([]);
});

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../../../lib/app/config';
import { exampleNames, synthesizeExample } from '../../example-apps';
import { actionlint, bashErrorsOfMany, schemaErrors, scriptsIn } from '../../github/workflow-lint';
import { type Properties } from '../../synthesis';
import { run } from '../command';

const examples = join(__dirname, '../../../examples');
const gitHub = 'token.actions.githubusercontent.com:sub';
const severalRepositories = /^`--repository` is required because the role pushes to \d+: (.+)\. Name one\.\n$/;

/** The key in a template for a role whose file a config describes. Its file is rendered from the config only. */
const described = '"describedIn"';

interface ExampleRole {
  readonly assembly: string;
  readonly logicalId: string;
}

/** The roles that an example creates for GitHub Actions. */
function gitHubRolesOf(name: string): ExampleRole[] {
  const { directory: assembly } = synthesizeExample(name, () => undefined);
  const templates = readdirSync(assembly).filter((file) => file.endsWith('.template.json'));
  return templates.flatMap((file) => {
    const { Resources } = JSON.parse(readFileSync(join(assembly, file), 'utf8')) as { Resources: Properties };
    return Object.entries(Resources as Record<string, Properties>)
      .filter(([, { Type, Properties }]) => Type === 'AWS::IAM::Role' && JSON.stringify(Properties).includes(gitHub))
      .filter(([, { Metadata }]) => !JSON.stringify(Metadata ?? {}).includes(described))
      .map(([logicalId]) => ({ assembly, logicalId }));
  });
}

/** The workflow of a role, or one for each repository if it pushes to several and the command requires their names. */
function workflowsOf({ assembly, logicalId }: ExampleRole): string[] {
  const words = ['workflow', assembly, '--role', logicalId, '--platform', 'linux/amd64', 'linux/arm64'];
  const first = run(...words);
  const [, names = ''] = severalRepositories.exec(first.stderr) ?? [];
  const others = [...names.matchAll(/'([^']+)'/g)].map(([, name = '']) => run(...words, '--repository', name));
  return (others.length > 0 ? others : [first]).map(({ stdout, stderr, exitCode }) => {
    expect([logicalId, stderr, exitCode]).toEqual([logicalId, '', 0]);
    return stdout;
  });
}

const printed = jest.spyOn(console, 'error').mockImplementation(() => undefined);
const roles = exampleNames.flatMap(gitHubRolesOf);
printed.mockRestore();

test('every role of the examples that GitHub Actions assumes has a workflow without problems', async () => {
  expect(roles.length).toBeGreaterThanOrEqual(2);
  const texts = roles.flatMap(workflowsOf);
  expect(texts.length).toBeGreaterThan(roles.length);
  expect(await actionlint(...texts)).toEqual([]);
  expect(bashErrorsOfMany(texts.flatMap(scriptsIn))).toEqual([]);
  expect(texts.flatMap(schemaErrors)).toEqual([]);
}, 60_000);

/** The publishers of the examples whose config describes a file, with the config. */
function describedIn(name: string): { config: string; publisher: string }[] {
  const config = join(examples, name, 'ecr-publishing.yaml');
  if (!existsSync(config)) return [];
  const { publishers = [] } = readConfig(config);
  return publishers.flatMap((one) => (one.workflow === undefined ? [] : [{ config, publisher: one.name }]));
}

test('the described files of the examples are those that their configs describe', async () => {
  const found = exampleNames.flatMap(describedIn);
  const texts = found.map(({ config, publisher }) => {
    const { stdout, stderr, exitCode } = run('workflow', config, '--role', publisher);
    expect([publisher, stderr, exitCode]).toEqual([publisher, '', 0]);
    expect(stdout).toBe(readFileSync(join(config, `../workflows/${publisher}.yml`), 'utf8'));
    return stdout;
  });
  expect(found.map(({ publisher }) => publisher)).toEqual(['data-ci']);
  expect(await actionlint(...texts)).toEqual([]);
  expect(bashErrorsOfMany(texts.flatMap(scriptsIn))).toEqual([]);
  expect(texts.flatMap(schemaErrors)).toEqual([]);
}, 60_000);

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exampleNames, synthesizeExample } from '../../example-apps';
import { actionlint, bashErrorsOfMany, schemaErrors, scriptsIn } from '../../github/workflow-lint';
import { type Properties } from '../../synthesis';
import { run } from '../command';

const gitHub = 'token.actions.githubusercontent.com:sub';
const severalRepositories = /^`--repository` is required because the role pushes to \d+: (.+)\. Name one\.\n$/;

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

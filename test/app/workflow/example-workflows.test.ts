import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exampleNames, synthesizeExample } from '../../example-apps';
import { actionlint, bashErrors, schemaErrors, scriptsIn } from '../../github/workflow-lint';
import { type Properties } from '../../synthesis';
import { run } from '../command';

const gitHub = 'token.actions.githubusercontent.com:sub';

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

const printed = jest.spyOn(console, 'error').mockImplementation(() => undefined);
const roles = exampleNames.flatMap(gitHubRolesOf);
printed.mockRestore();

test('every role of the examples that GitHub Actions assumes has a workflow without problems', async () => {
  expect(roles.length).toBeGreaterThanOrEqual(2);
  const platforms = ['--platform', 'linux/amd64', 'linux/arm64'];
  const texts = roles.map(({ assembly, logicalId }) => {
    const { stdout, stderr, exitCode } = run('workflow', assembly, '--role', logicalId, ...platforms);
    expect([logicalId, stderr, exitCode]).toEqual([logicalId, '', 0]);
    return stdout;
  });
  expect(await actionlint(...texts)).toEqual([]);
  expect(bashErrors(texts.flatMap(scriptsIn))).toEqual([]);
  expect(texts.flatMap(schemaErrors)).toEqual([]);
}, 60_000);

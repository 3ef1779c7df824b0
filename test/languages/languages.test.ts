import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { compileGo, goBadInput, goRegistry } from './go';
import { compileJava, javaBadInput, javaRegistry } from './java';
import { installPython, pythonApp, pythonBadInput } from './python';
import { projectFolder } from './places';
import { type CdkApp, runApp, templatesOf } from './templates';
import { examples } from './typescript';

const refusal =
  "`repositoryName` must be an ECR repository name like 'team/service', got 'Team/Service'. " +
  "Use lower case only: 'team/service'";

const expected = new Map<string, Promise<Record<string, unknown>>>();

/** The templates of an example in TypeScript. */
function expectedOf(name: string): Promise<Record<string, unknown>> {
  const example = examples[name];
  if (example === undefined) throw new Error(`add ${name} to test/languages/typescript.ts`);
  const templates = expected.get(name) ?? templatesOf(example.app, example.cdkJson);
  expected.set(name, templates);
  return templates;
}

/** The message with which an app ends, without the stack trace that its language adds. */
async function lastWords(app: CdkApp): Promise<string[]> {
  const output = await runApp(app).then(
    () => 'the app ended well',
    (error: unknown) => String(error),
  );
  return output.split('\n').filter((line) => /^(RuntimeError|Exception in thread "main" [\w.]+|panic): /.test(line));
}

describe('Python', () => {
  beforeAll(installPython);

  const withPython = readdirSync(join(projectFolder, 'examples')).filter((name) =>
    existsSync(join(projectFolder, 'examples', name, 'python/app.py')),
  );

  test('has each example that it is compared with', () => {
    expect(withPython).toEqual(Object.keys(examples).sort());
  });

  test.each(withPython)('examples/%s gives the templates of TypeScript', async (name) => {
    const templates = await templatesOf(pythonApp(name), examples[name]?.cdkJson ?? '');
    expect(templates).toEqual(await expectedOf(name));
  });

  test('bad input is refused with our message', async () => {
    expect(await lastWords(pythonBadInput)).toEqual([`RuntimeError: ${refusal}`]);
  });
});

describe('Java', () => {
  beforeAll(compileJava);

  test('examples/registry gives the templates of TypeScript', async () => {
    expect(await templatesOf(javaRegistry(), 'cdk.json')).toEqual(await expectedOf('registry'));
  });

  test('bad input is refused with our message', async () => {
    const thrown = 'Exception in thread "main" software.amazon.jsii.JsiiError';
    expect(await lastWords(javaBadInput())).toEqual([`${thrown}: ${refusal}`]);
  });
});

describe('Go', () => {
  beforeAll(compileGo);

  test('examples/registry gives the templates of TypeScript', async () => {
    expect(await templatesOf(goRegistry, 'cdk.json')).toEqual(await expectedOf('registry'));
  });

  test('bad input is refused with our message', async () => {
    expect(await lastWords(goBadInput)).toEqual([`panic: ${refusal}`]);
  });
});

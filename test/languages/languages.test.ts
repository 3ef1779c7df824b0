import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { compileGo, goBadInput, goRegistry } from './go';
import { compileJava, javaBadInput, javaRegistry } from './java';
import { installPython, pythonApp, pythonBadInput } from './python';
import { projectFolder } from './places';
import { type CdkApp, runApp, templatesOf } from './templates';
import { templatesOfTypeScript } from './typescript';

const refusal =
  "`repositoryName` must be an ECR repository name like 'team/service', got 'Team/Service'. " +
  "Use lower case only: 'team/service'";

/** The example that is in all languages. */
const inAllLanguages = 'registry-in-code';

/** Their code is mostly that of aws-cdk-lib for pipelines and stack sets, so they are in TypeScript only. */
const inTypeScriptOnly: readonly string[] = ['codepipeline', 'pipelines', 'stack-sets'];

const examplesFolder = join(projectFolder, 'examples');

/** Runs an app and that of TypeScript at the same time, and compares their templates. */
async function expectTemplatesOfTypeScript(app: CdkApp, example: string): Promise<void> {
  const [templates, ofTypeScript] = await Promise.all([templatesOf(app, example), templatesOfTypeScript(example)]);
  expect(templates).toEqual(ofTypeScript);
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

  const having = (file: string) =>
    readdirSync(examplesFolder).filter((name) => existsSync(join(examplesFolder, name, file)));

  const examples = having('app.ts').filter((name) => !inTypeScriptOnly.includes(name));

  test('has every example that has an app in TypeScript, but for pipelines and stack sets', () => {
    expect(having('python/app.py')).toEqual(examples);
  });

  test.each(examples)('examples/%s gives the templates of TypeScript', async (name) => {
    await expectTemplatesOfTypeScript(pythonApp(name), name);
  });

  test('bad input is refused with our message', async () => {
    expect(await lastWords(pythonBadInput)).toEqual([`RuntimeError: ${refusal}`]);
  });
});

describe('Java', () => {
  beforeAll(compileJava);

  test(`examples/${inAllLanguages} gives the templates of TypeScript`, async () => {
    await expectTemplatesOfTypeScript(javaRegistry(), inAllLanguages);
  });

  test('bad input is refused with our message', async () => {
    const thrown = 'Exception in thread "main" software.amazon.jsii.JsiiError';
    expect(await lastWords(javaBadInput())).toEqual([`${thrown}: ${refusal}`]);
  });
});

describe('Go', () => {
  beforeAll(compileGo);

  test(`examples/${inAllLanguages} gives the templates of TypeScript`, async () => {
    await expectTemplatesOfTypeScript(goRegistry, inAllLanguages);
  });

  test('bad input is refused with our message', async () => {
    expect(await lastWords(goBadInput)).toEqual([`panic: ${refusal}`]);
  });
});

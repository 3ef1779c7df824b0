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

  test('has the example of all languages, and others', () => {
    expect(withPython).toContain(inAllLanguages);
    expect(withPython.length).toBeGreaterThan(6);
  });

  test.each(withPython)('examples/%s gives the templates of TypeScript', async (name) => {
    expect(await templatesOf(pythonApp(name), name)).toEqual(await templatesOfTypeScript(name));
  });

  test('bad input is refused with our message', async () => {
    expect(await lastWords(pythonBadInput)).toEqual([`RuntimeError: ${refusal}`]);
  });
});

describe('Java', () => {
  beforeAll(compileJava);

  test(`examples/${inAllLanguages} gives the templates of TypeScript`, async () => {
    expect(await templatesOf(javaRegistry(), inAllLanguages)).toEqual(await templatesOfTypeScript(inAllLanguages));
  });

  test('bad input is refused with our message', async () => {
    const thrown = 'Exception in thread "main" software.amazon.jsii.JsiiError';
    expect(await lastWords(javaBadInput())).toEqual([`${thrown}: ${refusal}`]);
  });
});

describe('Go', () => {
  beforeAll(compileGo);

  test(`examples/${inAllLanguages} gives the templates of TypeScript`, async () => {
    expect(await templatesOf(goRegistry, inAllLanguages)).toEqual(await templatesOfTypeScript(inAllLanguages));
  });

  test('bad input is refused with our message', async () => {
    expect(await lastWords(goBadInput)).toEqual([`panic: ${refusal}`]);
  });
});

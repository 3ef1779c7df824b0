import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runApp } from '../../lib/app/app';
import { stringify } from 'yaml';
import { minimal } from './config-cases';

const home = process.cwd();
const folder = mkdtempSync(join(tmpdir(), 'ecr-publishing-app-'));
const outdir = join(folder, 'cdk.out');

/** Writes a config whose one environment has this name, by which its stack is known. */
function config(file: string, name: string): void {
  const environments = minimal.environments.map((environment) => ({ ...environment, name }));
  writeFileSync(join(folder, file), stringify({ ...minimal, environments }));
}

/** Runs the app in the folder, and says which environment it synthesized, or what it printed instead. */
function run(context: Record<string, unknown> = {}, variable?: string): string {
  const { ECR_PUBLISHING_CONFIG: before } = process.env;
  const printed: string[] = [];
  const stderr = jest.spyOn(process.stderr, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
  if (variable === undefined) delete process.env.ECR_PUBLISHING_CONFIG;
  else process.env.ECR_PUBLISHING_CONFIG = variable;
  process.chdir(folder);
  try {
    runApp({ outdir, context, analyticsReporting: false, builtinCloudFormationValidation: false });
  } finally {
    process.chdir(home);
    stderr.mockRestore();
    if (before === undefined) delete process.env.ECR_PUBLISHING_CONFIG;
    else process.env.ECR_PUBLISHING_CONFIG = before;
  }
  const names = ['usual', 'context', 'variable'];
  const made = names.filter((name) => existsSync(join(outdir, `ecr-publishing-${name}.template.json`)));
  return made.length === 0 ? printed.join('') : made.join();
}

beforeEach(() => {
  config('ecr-publishing.yaml', 'usual');
  config('context.yaml', 'context');
  config('variable.yaml', 'variable');
});

afterEach(() => {
  rmSync(outdir, { recursive: true, force: true });
  process.exitCode = undefined;
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('which config the app reads', () => {
  test.each<[name: string, context: Record<string, unknown>, variable: string | undefined, made: string]>([
    ['the one in the working folder', {}, undefined, 'usual'],
    ['what the variable names', {}, 'variable.yaml', 'variable'],
    ['what the context names', { config: 'context.yaml' }, undefined, 'context'],
    ['what the context names, before the variable', { config: 'context.yaml' }, 'variable.yaml', 'context'],
    ['the usual one if the variable is empty', {}, '', 'usual'],
    ['what the variable names if the context is empty', { config: '' }, 'variable.yaml', 'variable'],
    ['what the variable names if the context is no text', { config: { file: 'x' } }, 'variable.yaml', 'variable'],
    ['the usual one if both are empty', { config: '' }, '', 'usual'],
  ])('%s', (_, context, variable, made) => {
    expect(run(context, variable)).toBe(made);
    expect(process.exitCode).toBeUndefined();
  });
});

test('a file with too many repositories is refused in one line, and leaves no assembly, if the CDK CLI runs the app', () => {
  const repositories = Array.from({ length: 600 }, (_, index) => ({ name: `service-${index}` }));
  writeFileSync(join(folder, 'ecr-publishing.yaml'), stringify({ ...minimal, repositories }));
  const { status, stderr } = spawnSync(process.execPath, ['-r', require.resolve('tsx/cjs'), join(home, 'bin/app.ts')], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, CDK_OUTDIR: outdir, ECR_PUBLISHING_CONFIG: '' },
  });
  expect(stderr).toBe(
    "ecr-publishing.yaml:3:5: environment 'prod': environments[0]: must have at most 499 resources in stack ecr-publishing-prod, got 600. CloudFormation accepts 500, " +
      'and the CDK adds one. Set `shards: 2`. It divides repositories, builds and contributors by their names.\n',
  );
  expect(status).toBe(1);
  expect(readdirSync(outdir)).toEqual([]);
});

test('records no line of code for a resource, because a config file has none', () => {
  run();
  const files = readdirSync(outdir).filter((file) => file.endsWith('.json'));
  const texts = files.map((file) => readFileSync(join(outdir, file), 'utf8'));
  expect(texts.filter((text) => text.includes('aws:cdk:creationStack'))).toEqual([]);
  expect(texts.join()).toContain('aws:cdk:logicalId');
});

describe('a config that is wrong', () => {
  test('fails if it does not exist, without a stack trace', () => {
    expect(run({}, 'nowhere.yaml')).toBe(
      "nowhere.yaml does not exist. Run 'ecr-publishing init' to write a starter.\n",
    );
    expect(process.exitCode).toBe(1);
  });

  test('fails with all its problems, a line each', () => {
    writeFileSync(join(folder, 'ecr-publishing.yaml'), stringify({ ...minimal, version: 2, shards: 0 }));
    expect(run()).toBe(
      'ecr-publishing.yaml:8:9: shards: must be a whole number from 1 to 100, got the number 0\n' +
        'ecr-publishing.yaml:1:10: version: must be 1, the version of this format\n',
    );
    expect(process.exitCode).toBe(1);
  });

  test('fails with a problem that only the constructs find', () => {
    const repositories = [{ name: 'service', mutableTags: ['a', 'b', 'c', 'd', 'e', 'f'] }];
    writeFileSync(join(folder, 'ecr-publishing.yaml'), stringify({ ...minimal, repositories }));
    expect(run()).toBe(
      "ecr-publishing.yaml:8:5: repository 'service': repositories[0].mutableTags: must list at most 5 tags or patterns, got 6. Join some of them in one pattern, such as 'dev-*'.\n",
    );
    expect(process.exitCode).toBe(1);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json';

interface CdkJson {
  readonly app: string;
  readonly context: Record<string, unknown>;
}

interface PackageJson {
  readonly name: string;
  readonly license: string;
  readonly engines: Record<string, string>;
  readonly peerDependencies: Record<string, string>;
  readonly peerDependenciesMeta: Record<string, { optional?: boolean }>;
  readonly dependencies: Record<string, string>;
  readonly bundledDependencies: string[];
  readonly devDependencies: Record<string, string>;
}

const root = join(__dirname, '..');
const packageJson = read('package.json') as PackageJson;

describe.each([
  'cdk.json',
  'examples/cross-account/cdk.json',
  'examples/larger-stack/cdk.json',
  'examples/other-ci/cdk.json',
])('%s', (file) => {
  const { app, context } = read(file) as CdkJson;

  test('has the flags that aws-cdk-lib recommends, and nothing else', () => {
    expect(context).toEqual(recommendedFlags);
  });

  test('runs the app without a type check', () => {
    expect(app).toMatch(/^node -r tsx\/cjs \S+\.ts$/);
  });
});

test('the root runs the app that users run', () => {
  expect((read('cdk.json') as CdkJson).app).toBe('node -r tsx/cjs bin/app.ts');
});

describe('package.json', () => {
  test('asks its users for these versions', () => {
    expect(packageJson.peerDependencies).toEqual({
      'aws-cdk-lib': '^2.271.0',
      'cdk-nag': '^3.0.2',
      constructs: '^10.5.1',
    });
    expect(packageJson.peerDependenciesMeta).toEqual({ 'cdk-nag': { optional: true } });
    expect(packageJson.engines).toEqual({ node: '>=20' });
  });

  test('is the package that DESIGN.md names', () => {
    expect(packageJson.name).toBe('cdk-ecr-publishing');
    expect(packageJson.license).toBe('Apache-2.0');
  });

  test('stays with the CLI that reads assemblies', () => {
    expect(packageJson.devDependencies['aws-cdk']).toMatch(/^2\.1148\.\d+$/);
  });

  test('pins what it is developed and shipped with', () => {
    const versions = { ...packageJson.devDependencies, ...packageJson.dependencies };
    const loose = Object.entries(versions).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version));
    expect(loose).toEqual([]);
  });

  test('bundles what is no jsii module', () => {
    expect([...packageJson.bundledDependencies].sort()).toEqual(Object.keys(packageJson.dependencies).sort());
    expect(Object.keys(packageJson)).not.toContain('bundleDependencies'); // npm can also write this spelling
  });
});

function read(file: string): unknown {
  return JSON.parse(readFileSync(join(root, file), 'utf8'));
}

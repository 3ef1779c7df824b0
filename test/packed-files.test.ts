import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import packageJson from '../package.json';

const root = join(__dirname, '..');

interface PackedFile {
  readonly path: string;
  readonly size: number;
}

/** The files that `npm pack` would publish, with the last build. */
function pack(): { size: number; unpackedSize: number; files: PackedFile[] } {
  if (!existsSync(join(root, 'lib/index.js'))) throw new Error('lib/index.js is not built; run npm run build first');
  const { stdout, stderr, status } = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64e6,
  });
  if (status !== 0) throw new Error(`npm pack failed: ${stderr}`);
  const [packed] = JSON.parse(stdout) as [ReturnType<typeof pack>];
  return packed;
}

const packed = pack();
const own = packed.files.filter(({ path }) => !path.startsWith('node_modules/'));
const paths = packed.files.map(({ path }) => path);

/** Everything that the package may contain in addition to its bundled packages, with the largest size of one file in bytes. */
const allowed: readonly (readonly [RegExp, number])[] = [
  [/^\.jsii$/, 1_500_000],
  [/^README\.md$|^LICENSE$|^package\.json$/, 30_000],
  [/^CHANGELOG\.md$/, 50_000],
  [/^(bin|lib)\/[\w./-]+\.js$/, 40_000],
  [/^lib\/(?!app\/)[\w./-]+\.d\.ts$/, 40_000],
  [/^lib\/[\w./-]+\.sh$/, 10_000],
  [
    /^lib\/(private\/(boundary\/api-types|aws\/region-services|validation\/secret-patterns)|(review\/render|app\/guide)\/page-script)\.json$/,
    50_000,
  ],
  [/^lib\/review\/templates\/aws-managed-policies\.json$/, 400_000],
  [/^lib\/review\/changes\/create-only\.json$/, 5_000],
  [/^schema\/ecr-publishing(-team)?\.schema\.json$/, 320_000],
  [/^docs\/[\w./-]+\.(md|yml|sh|png|svg)$/, 400_000],
  [
    /^examples\/(tsconfig\.json|[\w-]+\/([\w-]+\.ts|README\.md|cdk\.json|Earthfile|CODEOWNERS|ecr-publishing\.yaml|teams\/[\w-]+\.yaml))$/,
    10_000,
  ],
  [/^examples\/[\w-]+\/workflows\/[\w-]+\.yml$/, 40_000],
  [
    /^examples\/[\w-]+\/(python\/(\w+\.py|requirements\.txt)|java\/(pom\.xml|src\/[\w/]+\.java)|go\/(go\.mod|\w+\.go))$/,
    10_000,
  ],
];

test('the package has no file that users do not need', () => {
  const others = own.filter(({ path, size }) => !allowed.some(([pattern, most]) => pattern.test(path) && size <= most));
  expect(others).toEqual([]);
});

test('everything that a user needs is in it', () => {
  const needed = [packageJson.main, packageJson.types, packageJson.bin['ecr-publishing'], 'bin/app.js', '.jsii'];
  const pages = ['LICENSE', 'CHANGELOG.md', 'docs/guides/README.md', 'schema/ecr-publishing.schema.json'];
  expect([...needed, ...pages].filter((path) => !paths.includes(path))).toEqual([]);
});

test('it has every declaration that the API refers to', () => {
  const reached = new Set<string>();
  const visit = (path: string): void => {
    if (reached.has(path)) return;
    reached.add(path);
    if (!paths.includes(path)) return;
    for (const [, target = ''] of readFileSync(join(root, path), 'utf8').matchAll(/(?:from |import\()'(\.[^']+)'/g)) {
      const module = join(dirname(path), target);
      visit(paths.includes(`${module}.d.ts`) ? `${module}.d.ts` : `${module}/index.d.ts`);
    }
  };
  visit(packageJson.types);
  expect(reached.size).toBeGreaterThan(100);
  expect([...reached].filter((path) => !paths.includes(path))).toEqual([]);
});

test('only the bundled packages are in it, each with a permissive license and its text', () => {
  const names = [...new Set(paths.flatMap((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []))];
  expect(names.sort()).toEqual([...packageJson.bundledDependencies].sort());
  const licenses = names.map((name) => {
    const manifest = readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8');
    return (JSON.parse(manifest) as { license: string }).license;
  });
  expect(licenses.filter((license) => !['MIT', 'ISC', 'Apache-2.0', 'BSD-3-Clause'].includes(license))).toEqual([]);
  const texts = new Set(
    paths.filter((path) => /\/license(\.txt)?$/i.test(path)).map((path) => path.toLowerCase().replace(/\.txt$/, '')),
  );
  expect(names.filter((name) => !texts.has(`node_modules/${name}/license`))).toEqual([]);
});

test('every dependency is bundled and pinned, so that an installation downloads nothing else', () => {
  expect(Object.keys(packageJson.dependencies)).toEqual(packageJson.bundledDependencies);
  expect(Object.values(packageJson.dependencies).filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});

test('no script runs when it is installed', () => {
  expect(Object.keys(packageJson.scripts).filter((name) => /^(pre|post)?install$|^prepare$/.test(name))).toEqual([]);
});

test('it stays small', () => {
  expect(packed.size).toBeLessThan(3_700_000);
  expect(packed.unpackedSize).toBeLessThan(16_500_000);
});

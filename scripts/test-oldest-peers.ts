import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/**
 * Checks the package with the oldest version of each peer that it accepts. The checks run in a copy, so that the packages
 * of this folder stay as they are. Tests are not type-checked: some use options of newer versions.
 */
const root = join(__dirname, '..');
const notCopied = ['node_modules', '.git', 'cdk.out', 'dist', 'coverage', '.e2e', '.languages'];
const tests = ['test/examples.test.ts', 'test/repository', 'test/access'];

/** The oldest version of each peer, such as `aws-cdk-lib@2.271.0`. */
function oldestPeers(): string[] {
  const { peerDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    peerDependencies: Record<string, string>;
  };
  return Object.entries(peerDependencies).map(([name, range]) => {
    const version = /^\^(\d+\.\d+\.\d+)$/.exec(range)?.[1];
    if (version === undefined) throw new Error(`the range of ${name} must be ^ and a version, got '${range}'`);
    return `${name}@${version}`;
  });
}

const copy = mkdtempSync(join(tmpdir(), 'oldest-peers-'));
const run = (command: string, ...parameters: string[]): void => {
  console.log(`\n> ${[command, ...parameters].join(' ')}`);
  execFileSync(command, parameters, { cwd: copy, stdio: 'inherit' });
};

/** Links the packages of a folder that the copy does not have. The peers find each other, because they are no links. */
function linkPackages(folder: string): void {
  mkdirSync(join(copy, folder), { recursive: true });
  for (const name of readdirSync(join(root, folder))) {
    const path = join(folder, name);
    if (name.startsWith('@')) linkPackages(path);
    else if (!existsSync(join(copy, path))) symlinkSync(join(root, path), join(copy, path));
  }
}

try {
  writeFileSync(join(copy, 'package.json'), '{}'); // npm installs the peers as for a user, without our lock file
  run('npm', 'install', '--loglevel', 'error', '--ignore-scripts', ...oldestPeers());
  cpSync(root, copy, { recursive: true, filter: (path) => !notCopied.includes(basename(path)) });
  rmSync(join(copy, 'node_modules/.bin'), { recursive: true, force: true });
  linkPackages('node_modules');
  const include = ['lib/**/*.ts', 'bin/**/*.ts', 'examples/**/*.ts'];
  writeFileSync(join(copy, 'tsconfig.peers.json'), JSON.stringify({ extends: './tsconfig.dev.json', include }));
  run('npx', 'tsc', '-p', 'tsconfig.peers.json');
  run('npx', 'jest', ...tests);
} finally {
  rmSync(copy, { recursive: true, force: true });
}

import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..');

interface Manifest {
  readonly name: string;
  readonly version: string;
}

/** The output of jsii-diff, and whether code that uses the older build no longer compiles with the newer one. */
export interface Difference {
  readonly report: string;
  readonly breaks: boolean;
}

/** Compares two folders that have a `.jsii` and a `package.json`. Their dependencies must be installed. */
export function compareAssemblies(before: string, after: string): Difference {
  const program = require.resolve('jsii-diff/bin/jsii-diff');
  const { stderr, status } = spawnSync(process.execPath, [program, before, after, '--error-on', 'all'], {
    encoding: 'utf8',
    env: { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' },
  });
  if (status !== 0 && status !== 1) throw new Error(`jsii-diff failed: ${stderr}`);
  return { report: stderr, breaks: status === 1 };
}

/** Whether Semantic Versioning allows incompatible changes between two versions: in a major one, or a minor one of 0. */
export function mayBreak(before: string, after: string): boolean {
  const [[major, minor], [newMajor, newMinor]] = [before.split('.'), after.split('.')];
  return major !== newMajor || (major === '0' && minor !== newMinor);
}

/** The newest version on npm, or nothing if there is none. */
function publishedVersion(name: string): string | undefined {
  const { stdout, stderr } = spawnSync('npm', ['view', name, 'version', '--json'], { encoding: 'utf8' });
  const answer = JSON.parse(stdout || '{}') as string | { error?: { code?: string } };
  if (typeof answer === 'string') return answer;
  if (answer.error?.code === 'E404') return undefined;
  throw new Error(`npm view ${name} failed: ${stderr}`);
}

/** Downloads a version, and compares it with the last build. Returns the exit status. */
function compareWithPublished({ name, version }: Manifest): number {
  const published = publishedVersion(name);
  if (published === undefined) {
    console.log(`${name} has no version on npm yet, so there is no API to compare with.`);
    return 0;
  }
  const folder = mkdtempSync(join(tmpdir(), 'api-diff-'));
  try {
    execFileSync('npm', ['pack', `${name}@${published}`, '--silent'], { cwd: folder });
    execFileSync('tar', ['xzf', `${name}-${published}.tgz`], { cwd: folder });
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules')); // has its peers
    mkdirSync(join(folder, 'build'));
    for (const file of ['.jsii', 'package.json']) copyFileSync(join(root, file), join(folder, 'build', file));
    const { report, breaks } = compareAssemblies(join(folder, 'package'), join(folder, 'build'));
    console.log(report || `The API of ${version} is that of ${published}, or adds to it.`);
    if (!breaks || mayBreak(published, version)) return 0;
    console.error(`These changes need a version after ${published} that may break code. Raise it in package.json.`);
    return 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (require.main === module) {
  process.exitCode = compareWithPublished(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest);
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Allowed, checkFiles, type FileFinding } from './check-files';
import { proseFiles, proseRoots } from './prose-files';

const allowed = JSON.parse(readFileSync(join(__dirname, 'allowed.json'), 'utf8')) as Allowed;

/** `npm run lint:prose` checks all files, and `npm run lint:prose -- PATH...` checks some. */
async function main(paths: readonly string[]): Promise<void> {
  report(await checkFiles(proseFiles(paths.length > 0 ? paths.map(withoutSlash) : proseRoots), allowed));
}

function withoutSlash(path: string): string {
  return path.replace(/^\.\/|\/$/g, '');
}

function report(findings: readonly FileFinding[]): void {
  for (const { file, line, wording, reason } of findings) console.log(`${file}:${line}  '${wording}': ${reason}`);
  if (findings.length === 0) return;
  console.log(`\n${findings.length} findings. CONTRIBUTING.md shows how to allow a wording in one file.`);
  process.exitCode = 1;
}

void main(process.argv.slice(2));

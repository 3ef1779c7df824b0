import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Allowed, checkFiles, type FileFinding } from './check-files';
import { proseFiles, proseRoots, roomOf } from './prose-files';

/** How many findings a room may still have. A count only falls. */
type Remaining = Readonly<Record<string, number>>;

const remainingFile = join(__dirname, 'remaining.json');
const allowed = JSON.parse(readFileSync(join(__dirname, 'allowed.json'), 'utf8')) as Allowed;

/**
 * `npm run lint:prose` checks all files and accepts as many findings in a room as remaining.json has.
 * `npm run lint:prose -- PATH...` checks some files and accepts no finding. `--record` lowers the counts.
 */
async function main(args: readonly string[]): Promise<void> {
  const paths = args.filter((arg) => !arg.startsWith('--'));
  const findings = await checkFiles(proseFiles(paths.length > 0 ? paths.map(withoutSlash) : proseRoots), allowed);
  if (paths.length > 0) {
    report(findings);
    return;
  }
  const remaining = JSON.parse(readFileSync(remainingFile, 'utf8')) as Remaining;
  const counts = countByRoom(findings);
  if (args.includes('--record')) record(remaining, counts);
  report(findings.filter(({ file }) => (counts[roomOf(file)] ?? 0) > (remaining[roomOf(file)] ?? 0)));
}

function withoutSlash(path: string): string {
  return path.replace(/^\.\/|\/$/g, '');
}

function countByRoom(findings: readonly FileFinding[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const room of findings.map(({ file }) => roomOf(file)).sort()) counts[room] = (counts[room] ?? 0) + 1;
  return counts;
}

function record(remaining: Remaining, counts: Remaining): void {
  const lower = Object.entries(counts).map(([room, count]) => [room, Math.min(count, remaining[room] ?? 0)] as const);
  writeFileSync(
    remainingFile,
    JSON.stringify(Object.fromEntries(lower.filter(([, count]) => count > 0)), null, 2) + '\n',
  );
}

function report(findings: readonly FileFinding[]): void {
  for (const { file, line, wording, reason } of findings) console.log(`${file}:${line}  '${wording}': ${reason}`);
  if (findings.length === 0) return;
  console.log(`\n${findings.length} findings. CONTRIBUTING.md shows how to allow a wording in one file.`);
  process.exitCode = 1;
}

void main(process.argv.slice(2));

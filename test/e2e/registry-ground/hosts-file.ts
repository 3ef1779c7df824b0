import { readFileSync, writeFileSync } from 'node:fs';

const file = '/etc/hosts';
const mark = '# cdk-ecr-publishing e2e';

/** Makes the names lead to this machine. */
export function nameLocally(names: readonly string[]): void {
  forgetNames(); // an earlier run may have been killed
  const before = readFileSync(file, 'utf8').replace(/\n*$/, '\n');
  writeFileSync(file, `${before}${names.map((name) => `127.0.0.1 ${name} ${mark}\n`).join('')}`);
}

export function forgetNames(): void {
  const lines = readFileSync(file, 'utf8').split('\n');
  const others = lines.filter((line) => !line.endsWith(mark));
  if (others.length < lines.length) writeFileSync(file, others.join('\n'));
}

/**
 * Writes lib/private/validation/secret-patterns.json from the rules of gitleaks, a scanner for secrets. Its Go module
 * contains them. `npm run secret-patterns` needs Go.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'smol-toml';

const goModule = 'github.com/zricethezav/gitleaks/v8';
const version = 'v8.30.0';

interface Rule {
  readonly id: string;
  readonly regex?: string;
}

/** Rules that are no form of one value, or whose form other values have too, each with the reason. */
const leftOut: Readonly<Record<string, string>> = {
  'curl-auth-header': 'a command',
  'curl-auth-user': 'a command',
  'kubernetes-secret-yaml': 'a file',
  'nuget-config-password': 'a file',
  'freemius-secret-key': 'a line of a program',
  'private-key': 'secret.ts has a shorter form, which also finds the start of a key',
  'sourcegraph-access-token': 'each commit hash has its form',
  'vault-service-token': 'each long part of a host name has its form, so secret.ts has the other one',
};

/** The start of rules that search for the name of a product near any text. */
const needsContext = /^\(\?i\)\[\\w\.-\]\{0,50\}\?|\[ \\t\\w\.-\]\{0,20\}/;

function readGitleaks(): { readonly rules: readonly Rule[]; readonly license: string } {
  const folder = mkdtempSync(join(tmpdir(), 'secret-patterns-'));
  try {
    const env = { ...process.env, GOMODCACHE: join(folder, 'modules'), GOFLAGS: '-modcacherw' };
    const args = ['mod', 'download', '-json', `${goModule}@${version}`];
    const { Dir: dir } = JSON.parse(execFileSync('go', args, { cwd: folder, env, encoding: 'utf8' })) as {
      Dir: string;
    };
    const { rules } = parse(readFileSync(join(dir, 'config/gitleaks.toml'), 'utf8')) as unknown as { rules: Rule[] };
    return { rules, license: readFileSync(join(dir, 'LICENSE'), 'utf8') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Ends of gitleaks, which searches files. In a value, a token may also end at any other character. */
const ends = [String.raw`(?:[\x60'"\s;]|\\[nr]|$|\b)`, String.raw`(?:[\x60'"\s;]|\\[nr]|$)`, String.raw`(?:[^\w-]|\z)`];

/** An expression of Go as one of JavaScript. A part that ignores case makes the whole expression ignore it. */
export function asJavaScript(regex: string): readonly [source: string, flags: string] {
  const ended = ends.reduce(
    (text, end) => (text.endsWith(end) ? `${text.slice(0, -end.length)}(?![\\w-])` : text),
    regex,
  );
  const source = ended
    .replaceAll('(?i)', '')
    .replaceAll(/\(\?-?i:/g, '(?:')
    .replaceAll('(?P<', '(?<')
    .replaceAll('[:alnum:]', 'A-Za-z0-9');
  new RegExp(source); // throws if there is syntax of Go left
  return [source, /\(\?i[:)]/.test(regex) ? 'i' : ''];
}

if (require.main === module) {
  const { rules, license } = readGitleaks();
  const missing = Object.keys(leftOut).filter((id) => !rules.some((rule) => rule.id === id));
  if (missing.length > 0) throw new Error(`gitleaks ${version} has no rule ${missing.join(' and ')}`);
  const patterns = rules.flatMap(({ id, regex }) =>
    regex === undefined || id in leftOut || needsContext.test(regex) ? [] : [[id, ...asJavaScript(regex)] as const],
  );
  // The id of each rule, its expression and its flags.
  const table = { source: `https://${goModule}, ${version}`, license, patterns };
  writeFileSync(join(__dirname, '../lib/private/validation/secret-patterns.json'), JSON.stringify(table));
}

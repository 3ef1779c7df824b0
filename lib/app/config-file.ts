import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { parseDocument } from 'yaml';
import { ConfigError } from './config-problem';

const mostBytes = 1024 * 1024;

/** Far above what a config repeats; a file that expands without end stops here. */
const mostAliases = 100;

/** The content of a YAML or JSON file as plain data, not yet validated. */
export function readConfigFile(path: string): unknown {
  const name = basename(path);
  if (!existsSync(path)) fail(`${path} is not there; 'ecr-publishing init' writes a starter`);
  const status = statSync(path);
  if (!status.isFile()) fail(`${path} must be a file`);
  if (status.size > mostBytes) fail(`${name} must be at most 1 MB, got ${status.size} bytes`);
  return parseConfig(readFileSync(path, 'utf8'), name);
}

/** YAML 1.2: `no` and `on` are text, a key stands once, and nothing but plain data comes out. */
export function parseConfig(text: string, name: string): unknown {
  const document = parseDocument(text, { version: '1.2', schema: 'core', uniqueKeys: true, prettyErrors: true });
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0)
    throw new ConfigError(faults.map(({ message }) => ({ path: '', message: `${name}: ${firstLine(message)}` })));
  try {
    return document.toJS({ maxAliasCount: mostAliases });
  } catch (error) {
    return fail(`${name}: ${error instanceof Error ? firstLine(error.message) : String(error)}`);
  }
}

/** The parser's message goes on with an excerpt of the file, which may hold what should not be printed. */
function firstLine(message: string): string {
  return (message.split('\n')[0] ?? '').replace(/:$/, '');
}

function fail(message: string): never {
  throw new ConfigError([{ path: '', message }]);
}

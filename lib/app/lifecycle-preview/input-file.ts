import { readFileSync } from 'node:fs';
import { isNode, type Node, parseDocument, Scalar, visit, YAMLMap } from 'yaml';
import { ConfigError } from '../config-problem';

/** The content of a JSON file. */
export function readJsonFile(path: string): unknown {
  const text = readText(path);
  try {
    return JSON.parse(text);
  } catch {
    return fail(`${path} must be JSON; where it holds several answers, 'jq -s . FILE' makes a list of them`);
  }
}

/** The content of a JSON or YAML file, with the short forms of CloudFormation's functions as mappings: `{ Ref: X }`. */
export function readTemplateFile(path: string): unknown {
  const text = readText(path);
  try {
    return JSON.parse(text);
  } catch {
    return parseYaml(text, path);
  }
}

/** Far above what a template repeats; a file that expands without end stops here. */
const mostAliases = 100;

function parseYaml(text: string, path: string): unknown {
  try {
    const document = parseDocument(text, { version: '1.2', schema: 'core', uniqueKeys: true, logLevel: 'silent' });
    const [error] = document.errors;
    if (error) throw error;
    visit(document, { Node: (_, node) => longForm(node) });
    return document.toJS({ maxAliasCount: mostAliases });
  } catch (error) {
    return fail(`${path} must be JSON or YAML: ${error instanceof Error ? firstLine(error.message) : String(error)}`);
  }
}

/** `!Ref X` is `{ Ref: X }`, and `!Sub X` is `{ Fn::Sub: X }`. */
function longForm(node: unknown): Node | undefined {
  if (!isNode(node) || node.tag?.startsWith('!') !== true) return undefined;
  const name = node.tag.slice(1);
  delete node.tag;
  const map = new YAMLMap();
  map.set(new Scalar(name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`), node);
  return map;
}

function readText(path: string): string {
  try {
    // Some editors and shells start a text with a byte order mark.
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    const reasons: Record<string, string> = { ENOENT: 'is not there', EISDIR: 'must be a file, got a folder' };
    return fail(`${path} ${reasons[code] ?? `can't be read: ${code}`}`);
  }
}

/** The parser's message goes on with an excerpt of the file, which may hold what should not be printed. */
function firstLine(message: string): string {
  return (message.split('\n')[0] ?? '').replace(/:$/, '');
}

export function fail(message: string): never {
  throw new ConfigError([{ path: '', message }]);
}

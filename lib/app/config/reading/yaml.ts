import { type Alias, type Document, visit, type YAMLError } from 'yaml';
import { quote } from '../../../private/validation/validation';
import { linePosition, yamlDocument, yamlProblem } from '../../../review/index';
import { readPlainYaml } from './plain-yaml';
import { ConfigError, type ConfigProblem } from '../problem';

/** More aliases than any config needs. A file that expands without end stops here. */
const mostAliases = 100;

/** Later faults are mostly consequences of the first ones. */
const mostFaults = 20;

/** Parses YAML 1.2 to plain data. `no` and `on` are text, and a key is text that is not repeated. */
export function parseConfig(text: string, name: string): unknown {
  const plain = readPlainYaml(text);
  if (plain) return plain.data;
  const read = yamlDocument(text, {
    version: '1.2',
    schema: 'core',
    uniqueKeys: true,
    stringKeys: true,
    prettyErrors: false, // pretty errors quote the file, which may contain a secret
  });
  if ('problem' in read) throw refusal(name, [{ message: read.problem }]);
  const { document } = read;
  const faults = [...document.errors, ...document.warnings].slice(0, mostFaults);
  if (faults.length > 0) throw refusal(name, faultsIn(text, faults), text);
  const unknown = unknownAlias(document);
  if (unknown) throw refusal(name, [{ message: unknownAnchor(unknown, text), offset: unknown.range?.[0] }], text);
  try {
    return document.toJS({ maxAliasCount: mostAliases });
  } catch {
    throw refusal(name, [{ message: `must have at most ${mostAliases} aliases, got more. Write the values out.` }]);
  }
}

/** A fault, and its place in the text if it has one. */
interface Fault {
  readonly message: string;
  readonly offset?: number;
}

/** The faults, each at another position: of several at one position, the first is the cause. */
function faultsIn(text: string, faults: readonly YAMLError[]): Fault[] {
  const first = new Map<number, Fault>();
  for (const { code, pos } of faults) {
    const [offset] = pos;
    if (!first.has(offset)) first.set(offset, { message: yamlProblem(code, linePosition(text, offset)), offset });
  }
  return [...first.values()];
}

/** The first alias of an anchor that no value before it has. Each file has its own anchors. */
function unknownAlias(document: Document.Parsed): Alias | undefined {
  let found: Alias | undefined;
  visit(document, {
    Alias: (_, alias) => {
      if (alias.resolve(document) !== undefined) return undefined;
      found = alias;
      return visit.BREAK;
    },
  });
  return found;
}

function unknownAnchor({ source, range }: Alias, text: string): string {
  return (
    `must not refer to ${quote(`*${source}`)} at ${linePosition(text, range?.[0] ?? 0)}, because no value before it in ` +
    `the file has this anchor. Correct the name, or put a text that starts with * in quotes.`
  );
}

function refusal(name: string, faults: readonly Fault[], text = ''): ConfigError {
  return new ConfigError(
    faults.map(({ message, offset }) => ({
      path: '',
      message: `${name} ${message}`,
      file: name,
      ...(offset !== undefined && positionOf(text, offset)),
    })),
  );
}

function positionOf(text: string, offset: number): Pick<ConfigProblem, 'line' | 'column'> {
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

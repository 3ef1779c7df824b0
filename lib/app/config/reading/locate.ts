import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node } from 'yaml';
import { quote } from '../../../private/validation/validation';
import { readTextFile, yamlDocument } from '../../../review/index';
import { ConfigError, type ConfigProblem } from '../problem';

/** The kinds of entries that a file lists by name. */
const kinds: Readonly<Record<string, string>> = {
  environments: 'environment',
  repositories: 'repository',
  publishers: 'publisher',
  identities: 'identities',
  builds: 'build',
  contributors: 'contributor',
  groups: 'group',
};

/** Runs a step with a config. Its problems then have their positions in their files. */
export function locating<T>(file: string, step: () => T): T {
  try {
    return step();
  } catch (error) {
    throw error instanceof ConfigError ? new ConfigError(located(error.problems, file)) : error;
  }
}

/**
 * Problems with their positions in their files, and with the names of their entries. The files are read again for them,
 * because the parser that records positions is much slower.
 *
 * @param main the file of the problems without a file.
 */
export function located(problems: readonly ConfigProblem[], main: string): ConfigProblem[] {
  const positions = new Map<string, Positions | undefined>();
  return problems.map((problem) => {
    const { file = main } = problem;
    if (!hasPosition(problem)) return problem;
    if (!positions.has(file)) positions.set(file, positionsIn(file));
    return { ...problem, file, ...positions.get(file)?.of(problem) };
  });
}

function positionsIn(file: string): Positions | undefined {
  const read = readTextFile(file);
  return 'problem' in read ? undefined : new Positions(read.text);
}

/** Whether a problem is of a part of the file. The message of any other names the file itself. */
function hasPosition({ path, key, line }: ConfigProblem): boolean {
  return line === undefined && (path !== '' || key !== undefined);
}

/** The positions in a text of YAML or JSON. */
class Positions {
  private readonly lines = new LineCounter();
  private readonly document?: Document.Parsed;

  public constructor(text: string) {
    const read = yamlDocument(text, { version: '1.2', schema: 'core', stringKeys: true, prettyErrors: false });
    if ('document' in read) this.document = read.document;
    this.lines.addNewLine(0);
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.lines.addNewLine(at + 1);
  }

  /** The position of a value, or of the nearest part of the file around it that is there. */
  public of({ path, key }: ConfigProblem): Pick<ConfigProblem, 'line' | 'column' | 'entry'> {
    const start = this.node(this.document?.contents);
    const { node, at } = this.follow(start, path);
    const offset = (key === undefined ? undefined : this.entryOf(node, key)?.at) ?? at;
    const { line, col } = this.lines.linePos(offset);
    return { line, column: col, entry: this.entry(path) };
  }

  private follow(start: Node | undefined, path: string): { node?: Node; at: number } {
    let [node, at, rest] = [start, start?.range?.[0] ?? 0, path];
    while (rest !== '') {
      const step = this.step(node, rest);
      if (step === undefined) break;
      ({ node, at } = step);
      rest = step.rest.replace(/^\./, '');
    }
    return { node, at };
  }

  /** The first part of a path below a node. A key may contain dots. */
  private step(node: Node | undefined, path: string): { node?: Node; at: number; rest: string } | undefined {
    const [index, position] = /^\[(\d+)\]/.exec(path) ?? [];
    if (index !== undefined && isSeq(node)) {
      const item = this.node(node.items[Number(position)]);
      return item && { node: item, at: item.range?.[0] ?? 0, rest: path.slice(index.length) };
    }
    if (!isMap(node)) return undefined;
    const keys = node.items.flatMap(({ key }) => (isScalar(key) ? String(key.value) : []));
    const key = keys.find((one) => path.startsWith(one) && /^($|[.[])/.test(path.slice(one.length)));
    const found = key === undefined ? undefined : this.entryOf(node, key);
    if (key === undefined || found === undefined) return undefined;
    const at = isScalar(found.node) ? (found.node.range?.[0] ?? found.at) : found.at;
    return { node: found.node, at, rest: path.slice(key.length) };
  }

  private entryOf(node: Node | undefined, name: string): { node?: Node; at: number } | undefined {
    if (!isMap(node)) return undefined;
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === name);
    return pair && { node: this.node(pair.value), at: (pair.key as Node).range?.[0] ?? 0 };
  }

  /** The kind and the name of the entry that a path is in. */
  private entry(path: string): string | undefined {
    const [entry, section = ''] = /^(\w+)\[\d+\]/.exec(path) ?? [];
    const kind = kinds[section];
    if (entry === undefined || kind === undefined) return undefined;
    const { node } = this.follow(this.node(this.document?.contents), entry);
    const name = isMap(node) ? (node.get('name') ?? node.get('prefix')) : undefined;
    return typeof name === 'string' ? `${kind} ${quote(name)}` : undefined;
  }

  private node(value: unknown): Node | undefined {
    if (isAlias(value)) return this.document && value.resolve(this.document);
    return (value ?? undefined) as Node | undefined;
  }
}

import { type YAMLError } from 'yaml';
import { linePosition, yamlDocument, yamlProblem } from '../../../review/index';
import { readPlainYaml } from './plain-yaml';
import { ConfigError } from '../problem';

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
  if ('problem' in read) throw refusal(name, [read.problem]);
  const { document } = read;
  const faults = [...document.errors, ...document.warnings].slice(0, mostFaults);
  if (faults.length > 0) throw refusal(name, faultsIn(text, faults));
  try {
    return document.toJS({ maxAliasCount: mostAliases });
  } catch {
    throw refusal(name, [`must have at most ${mostAliases} aliases, each of something before it, got others`]);
  }
}

/** The faults, each at another position: of several at one position, the first is the cause. */
function faultsIn(text: string, faults: readonly YAMLError[]): string[] {
  const first = new Map<number, string>();
  for (const { code, pos } of faults) {
    if (!first.has(pos[0])) first.set(pos[0], yamlProblem(code, linePosition(text, pos[0])));
  }
  return [...first.values()];
}

function refusal(name: string, problems: readonly string[]): ConfigError {
  return new ConfigError(problems.map((problem) => ({ path: '', message: `${name} ${problem}` })));
}

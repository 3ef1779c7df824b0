import { type YAMLError } from 'yaml';
import { looksLikeSecret } from '../../private/validation/secret';
import { linePosition, yamlDocument } from '../../review';
import { readPlainYaml } from './plain-yaml';
import { ConfigError } from './problem';

/** Far above what a config repeats; a file that expands without end stops here. */
const mostAliases = 100;

/** What comes after the first faults is mostly an echo of them. */
const mostFaults = 20;

/** YAML 1.2: `no` and `on` are text, a key is text and stands once, and nothing but plain data comes out. */
export function parseConfig(text: string, name: string): unknown {
  const plain = readPlainYaml(text);
  if (plain) return plain.data;
  const read = yamlDocument(text, {
    version: '1.2',
    schema: 'core',
    uniqueKeys: true,
    stringKeys: true,
    prettyErrors: false, // the pretty ones quote the file, which may hold what should not be printed
  });
  if ('problem' in read) throw refusal(name, [read.problem]);
  const { document } = read;
  const faults = [...document.errors, ...document.warnings].slice(0, mostFaults);
  if (faults.length > 0) {
    throw refusal(
      name,
      faults.map((fault) => faultText(fault, text)),
    );
  }
  try {
    return document.toJS({ maxAliasCount: mostAliases });
  } catch (error) {
    throw refusal(name, [toDataProblem(error)]);
  }
}

/** Too many aliases, or one of nothing, which the message would repeat. */
function toDataProblem(error: unknown): string {
  return error instanceof Error ? error.message.replace(/: [^]*$/, '') : String(error);
}

function refusal(name: string, problems: readonly string[]): ConfigError {
  return new ConfigError(problems.map((problem) => ({ path: '', message: `${name}: ${problem}` })));
}

/** Where the parser speaks to programmers, or repeats what stands there. */
const ownWords: Partial<Record<YAMLError['code'], string>> = {
  MULTIPLE_DOCS: 'The file must be one document, got several',
  NON_STRING_KEY: 'A key must be text',
};

const longestFault = 200;

function faultText({ code, message, pos: [offset] }: YAMLError, text: string): string {
  const words = looksLikeSecret(message) ? `Not YAML (${code})` : message.replace(/[^\x20-\x7e]/g, '?');
  return `${ownWords[code] ?? words.slice(0, longestFault)} at ${linePosition(text, offset)}`;
}

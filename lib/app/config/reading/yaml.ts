import { type YAMLError } from 'yaml';
import { looksLikeSecret } from '../../../private/validation/secret';
import { linePosition, yamlDocument } from '../../../review/index';
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

/** Too many aliases, or an unknown alias. Its name is removed from the message. */
function toDataProblem(error: unknown): string {
  return error instanceof Error ? error.message.replace(/: [^]*$/, '') : String(error);
}

function refusal(name: string, problems: readonly string[]): ConfigError {
  return new ConfigError(problems.map((problem) => ({ path: '', message: `${name}: ${problem}` })));
}

/** Messages that replace those of the parser, which are for programmers or repeat the file. */
const ownWords: Partial<Record<YAMLError['code'], string>> = {
  MULTIPLE_DOCS: 'The file must be one document, got several',
  NON_STRING_KEY: 'A key must be text',
};

const longestFault = 200;

function faultText({ code, message, pos: [offset] }: YAMLError, text: string): string {
  const words = looksLikeSecret(message) ? `Not YAML (${code})` : message.replace(/[^\x20-\x7e]/g, '?');
  return `${ownWords[code] ?? words.slice(0, longestFault)} at ${linePosition(text, offset)}`;
}

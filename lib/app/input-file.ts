import { linePosition, readProblem, readTextFile, type TextFileLimits } from '../review/index';
import { ConfigError } from './config/problem';

/** The content of a JSON file. */
export function readJsonFile(path: string): unknown {
  const text = readText(path, { pipes: true });
  try {
    return JSON.parse(text);
  } catch (error) {
    return fail(`${path} must be JSON, got ${jsonFault(text, error)}`);
  }
}

/** Ends a command because a stream is not JSON. */
export function refuseNoJson(path: string): never {
  return fail(`${path} must be JSON. ${severalValues}`);
}

const severalValues = "If it holds several JSON values, make a list of them with 'jq -s . FILE'.";

/** The parser's message has the position in most cases. It also quotes the file, so it is not shown itself. */
function jsonFault(text: string, error: unknown): string {
  if (text.trim() === '') return "an empty file. Save the output of 'aws ecr' in it.";
  const [, offset] = /at position (\d+)/.exec(String(error)) ?? [];
  const isCut = offset === undefined ? String(error).includes('end of JSON') : Number(offset) >= text.length;
  if (isCut) return 'a file that ends too early. Save it again as a whole.';
  return `other text${offset === undefined ? '' : ` at ${linePosition(text, Number(offset))}`}. ${severalValues}`;
}

/** The text of a file. Ends the command with the reason in one line if it cannot be read. */
function readText(path: string, limits: TextFileLimits): string {
  const read = readTextFile(path, limits);
  return 'problem' in read ? fail(`${path} ${read.problem}`) : read.text;
}

/** Reads a file, or ends the command with the reason in one line. */
export function attempt<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    return fail(`${path} ${readProblem(error)}`);
  }
}

/** Ends a command with a problem in one line. */
export function fail(message: string): never {
  throw new ConfigError([{ path: '', message }]);
}

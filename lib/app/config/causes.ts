import { type ConfigProblem } from './problem';
import { fields, listOf } from './unvalidated';

const declaration = /^(environments|repositories|publishers|identities|builds|contributors)\[(\d+)\]\.name$/;

/**
 * Removes the problems that only follow from others. A wrong name is reported at its entry, but not at the references to it.
 * A text that is refused as a whole has no other problem.
 *
 * @param data the content of each file. The main file has no name.
 */
export function withoutConsequences(
  data: ReadonlyMap<string | undefined, unknown>,
  texts: readonly ConfigProblem[],
  others: readonly ConfigProblem[],
): ConfigProblem[] {
  const refused = new Set(texts.map(identity));
  const rest = others.filter((problem) => !refused.has(identity(problem)) && !isOfMisspelledKey(problem, others));
  const all = [...texts, ...rest];
  const wrongNames = new Set<unknown>(all.flatMap(({ path, file }) => declaredName(data.get(file), path) ?? []));
  return all.filter(({ path, file }) => declaration.test(path) || !wrongNames.has(referredName(data.get(file), path)));
}

function identity({ file, path, key }: ConfigProblem): string {
  return JSON.stringify([file, path, key]);
}

/** Whether a key is missing only because it is misspelled. */
function isOfMisspelledKey({ file, path, message }: ConfigProblem, all: readonly ConfigProblem[]): boolean {
  return all.some((other) => {
    const [, meant] = /Did you mean ([^?]*)\?/.exec(other.message) ?? [];
    if (other.key === undefined || meant === undefined || other.file !== file) return false;
    const isOneOf =
      path === other.path &&
      /^must have (?:exactly one|at least one|one) of .*(?: got none$|to use the defaults\.$)/.test(message);
    const below = other.path === '' ? path : path.slice(other.path.length + 1);
    const [, alternatives = ''] = /^is required, unless the file has (.*)$/.exec(message) ?? [];
    const keys = [below, ...alternatives.split(/, | or /)];
    return (
      isOneOf ||
      (message.startsWith('is required') &&
        keys.some((key) => meant.includes(`'${key}'`)) &&
        path.startsWith(other.path))
    );
  });
}

function declaredName(data: unknown, path: string): string | undefined {
  const [, section = '', index = ''] = declaration.exec(path) ?? [];
  const { name } = fields(listOf(fields(data)[section])[Number(index)]);
  return typeof name === 'string' ? name : undefined;
}

const reference =
  /(?:^|\.)(?:repository|promoteTo|(?:environments|repositories|pullRepositories|listRepositories|pushRepositories|publishers|builds|contributors|identities)\[\d+\])$/;

/** The text at a path that refers to another part of the file. */
function referredName(data: unknown, path: string): unknown {
  if (!reference.test(path)) return undefined;
  const keys = path.split(/[.[\]]+/).filter((key) => key !== '');
  return keys.reduce<unknown>((value, key) => fields(value)[key], data);
}

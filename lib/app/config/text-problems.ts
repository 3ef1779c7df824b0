import { quote } from '../../private/validation/validation';
import { type ConfigProblem, pathText } from './problem';

/** A kind of text that CDK or CloudFormation would read as code, or that a reader cannot see. */
interface Forbidden {
  readonly form: RegExp;
  readonly problem: (text: string, found: string) => string;
}

const forbidden: readonly Forbidden[] = [
  {
    form: /[$#]\{Token\[/,
    problem: (text) => `must not have the syntax of a CDK token, got ${quote(text)}. Write the value itself.`,
  },
  {
    form: /\{\{resolve:/,
    problem: (text) =>
      `must not have a dynamic reference, got ${quote(text)}. CloudFormation would replace it, and a secret would be ` +
      'readable in the resource. Write the value itself. A build reads secrets by its key `secrets`.',
  },
  {
    // Commands may have several lines with tabs.
    form: /(?![\t\n])[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u,
    problem: (text, found) =>
      `must not have the control or invisible character U+${codeOf(found)}, got ${quote(text)}. Remove it.`,
  },
];

/** All forms at once, because almost no text has one of them. */
const anyForm = new RegExp(forbidden.map(({ form }) => form.source).join('|'), 'u');

/** The problems of all texts of a file, its keys included. It reads the file as it is written, even if it is not valid. */
export function textProblems(data: unknown): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  collect(data, [], new Set(), problems);
  return problems;
}

/** An alias may refer to a list or mapping that contains it, so no value is visited inside itself. */
function collect(value: unknown, path: PropertyKey[], inside: Set<object>, problems: ConfigProblem[]): void {
  if (typeof value === 'string') {
    const problem = problemOf(value);
    if (problem !== undefined) problems.push({ path: pathText(path), message: problem });
    return;
  }
  if (typeof value !== 'object' || value === null || inside.has(value)) return;
  inside.add(value);
  for (const [key, item] of Object.entries(value)) {
    const problem = Array.isArray(value) ? undefined : problemOf(key);
    if (problem !== undefined) problems.push({ path: pathText(path), message: `has a key that ${problem}`, key });
    path.push(Array.isArray(value) ? Number(key) : key);
    if (problem === undefined) collect(item, path, inside, problems);
    path.pop();
  }
  inside.delete(value);
}

function problemOf(text: string): string | undefined {
  if (!anyForm.test(text)) return undefined;
  for (const { form, problem } of forbidden) {
    const [found] = form.exec(text) ?? [];
    if (found !== undefined) return problem(text, found);
  }
  return undefined;
}

function codeOf(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}

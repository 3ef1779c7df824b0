import { type ConfigProblem, problemLine, shownPath } from '../config/problem';
import { type CheckFormat } from './format-names';

/** The problems and warnings of a check, and its summary if there are only warnings. */
export interface CheckOutcome {
  readonly problems: readonly ConfigProblem[];
  readonly summary?: string;
}

/** The formats of a check. */
export const checkFormats: Readonly<Record<CheckFormat, (outcome: CheckOutcome) => string>> = {
  text: ({ problems, summary }) => [...problems.map(problemLine), ...(summary ? [summary] : [])].join('\n'),
  json: ({ problems }) => JSON.stringify(problems.map(jsonProblem), undefined, 2),
  github: ({ problems, summary }) => [...problems.map(annotation), ...(summary ? [summary] : [])].join('\n'),
};

function jsonProblem({ file, line, column, path, entry, message, severity = 'error', id }: ConfigProblem): object {
  const name = entry?.replace(/^\w+ '(.*)'$/, '$1');
  return { file, line, column, path: shownPath(path), name, message, severity, id };
}

/**
 * A workflow command of GitHub, which shows the problem at its line.
 *
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
function annotation(problem: ConfigProblem): string {
  const { file, line, column, path, entry, message, severity = 'error', id } = problem;
  const title = [entry, id].filter(Boolean).join(' ');
  const properties = Object.entries({ file, line, col: column, title: title || undefined })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${escaped(String(value)).replaceAll(':', '%3A').replaceAll(',', '%2C')}`);
  const text = path === '' ? message : `${shownPath(path)}: ${message}`;
  return `::${severity} ${properties.join(',')}::${escaped(text)}`;
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

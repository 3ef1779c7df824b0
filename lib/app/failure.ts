import { visibleControls } from '../private/text/visible-controls';
import { problemLine, ConfigError } from './config/problem';
import { UsageError } from './usage-error';

/** Prints an error, with a line for each problem, and lets the process fail. Only a bug is printed with its stack trace. */
export function reportFailure(error: unknown): void {
  process.exitCode = error instanceof UsageError ? 2 : 1;
  process.stderr.write(`${visibleControls(failureText(error))}\n`);
}

function failureText(error: unknown): string {
  if (error instanceof ConfigError) return error.problems.map(problemLine).join('\n');
  if (error instanceof UsageError) return `error: ${error.message}`;
  if (!(error instanceof Error)) return String(error);
  if (!isForUsers(error)) return error.stack ?? error.message;
  const { constructPath } = error as { readonly constructPath?: string };
  return constructPath === undefined ? error.message : `${error.message}\n  in construct ${constructPath}`;
}

/** Whether an error of this library or of the CDK is about the user's input. The CDK does not export its class. */
function isForUsers(error: Error): boolean {
  return (
    ['InvalidInputError', 'ReviewInputError'].includes(error.name) ||
    /^ValidationError|UnscopedValidationError/.test(error.constructor.name) ||
    error.name.includes('Validation')
  );
}

import { type OnProgress } from '../../private/text/progress';
import { ConfigError } from '../config/problem';
import { located, locating } from '../config/reading/locate';
import { check } from './check';
import { checkFormats } from './check-formats';
import { defaultConfig } from '../project-context';
import { type CheckFormat } from './format-names';

interface CheckOptions {
  readonly against?: string;
  readonly format: CheckFormat;
}

/**
 * Checks a config and formats its problems.
 *
 * @throws ConfigError with the problems for the text format, which every command prints in the same way.
 */
export function runCheck(
  named: string | undefined,
  { against, format }: CheckOptions,
  onProgress?: OnProgress,
): { text: string; failed: boolean } {
  const render = checkFormats[format];
  try {
    const file = named ?? defaultConfig();
    const { summary, warnings, notices } = locating(file, () => check(file, against, onProgress));
    const problems = located(format === 'json' ? [...warnings, ...notices] : warnings, file);
    return { text: render({ problems, summary }), failed: false };
  } catch (error) {
    if (format === 'text' || !(error instanceof ConfigError)) throw error;
    return { text: render({ problems: error.problems }), failed: true };
  }
}

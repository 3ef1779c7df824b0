import { looksLikeSecret } from '../private/validation/secret';
import { type Problem, quote, validateEach } from '../private/validation/validation';

/** Validates commands of the user, which run in Bash. Anyone who can read the build can read them. */
export function validateCommands(path: string, commands: readonly string[] | undefined): void {
  if (commands !== undefined) validateEach(path, commands, commandRule);
}

/** A command of the user. */
export function commandRule(value: unknown): Problem {
  if (typeof value !== 'string' || value.trim() === '') return `must be a command, got ${quote(value)}`;
  if (!looksLikeSecret(value)) return undefined;
  return 'must not have a secret, got a text that looks like one. Anyone who can read the project can read it.';
}

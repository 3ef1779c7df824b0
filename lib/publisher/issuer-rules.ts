import { awsLimits } from '../private/aws/limits';
import { textRule } from '../private/validation/text';
import { type Rule, firstProblem, quote } from '../private/validation/validation';

/** An audience, as a client requests it. IAM compares each character, so a pattern would never match. */
export const audienceRule: Rule = (value) =>
  firstProblem(value, textRule('an audience'), (checked) => {
    const text = checked as string;
    if (/[*?]|\$\{/.test(text)) return `must be an audience, got ${quote(text)}. Name it in full.`;
    const { audienceCharacters: most } = awsLimits.iam;
    return text.length > most
      ? `must be an audience, got ${text.length} characters. It must have at most ${most}.`
      : undefined;
  });

/** The SHA-1 thumbprint of a certificate. */
export const thumbprintRule: Rule = (value) => {
  if (typeof value === 'string' && /^[0-9a-fA-F]{40}$/.test(value)) return undefined;
  const colons = typeof value === 'string' && value.includes(':') ? '. Leave the colons out.' : '';
  return `must be a thumbprint of 40 hexadecimal characters, got ${quote(value)}${colons}`;
};

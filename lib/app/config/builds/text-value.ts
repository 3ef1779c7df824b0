import { quote, type Rule } from '../../../private/validation/validation';
import { text } from '../fields';

/** Any text is a value, because values are environment variables of the build. The construct refuses secrets. */
const valueRule: Rule = (value) =>
  typeof value === 'string' ? undefined : `must be a text, got ${quote(value)}. Write it in quotes.`;

/** The value of an argument, a label or a variable. */
export const textValue = text(valueRule, { description: 'Its value.', examples: ['22'] });

import { z } from 'zod';
import { didYouMean } from './did-you-mean';
import { uuidRule } from '../../private/ci/uuid';
import { looksLikeSecret } from '../../private/validation/secret';
import { quote, type Rule } from '../../private/validation/validation';

/** The help that an editor shows for a field. */
interface FieldHelp {
  readonly description: string;
  readonly pattern?: string;
  readonly examples?: readonly unknown[];
}

/** A string that a rule of the library checks, so that the file and the constructs refuse the same values. */
export function text(rule: Rule, help: FieldHelp) {
  return z
    .string({ error: ({ input }) => (input === undefined ? missing : rule(input)) })
    .superRefine((value, context) => {
      addProblem(context, rule(value));
    })
    .meta({ ...help });
}

/** A whole number that a rule of the library checks. */
export function count(rule: Rule, help: FieldHelp & { minimum: number }) {
  return z
    .number({ error: ({ input }) => (input === undefined ? missing : `${rule(input)}${withoutQuotes(input)}`) })
    .superRefine((value, context) => {
      addProblem(context, rule(value));
    })
    .meta({ ...help, type: 'integer' });
}

/** The version of the format. */
export const version = z
  .literal(1, { error: ({ input }) => `must be 1, the version of this format${withoutQuotes(input)}` })
  .meta({ description: 'The version of the format.' });

/** A UUID, as the pages of a CI system show it. */
export function uuid(owner: string) {
  return text(uuidRule(owner), {
    description: `The UUID of ${owner}, without braces.`,
    examples: ['11111111-2222-4333-8444-555555555555'],
  });
}

/** An optional boolean. */
export function flag(description: string, help: { readonly default?: boolean } = {}) {
  return z
    .boolean({ error: ({ input }) => `must be true or false, got ${shown(input)}${insteadOfWord(input)}` })
    .optional()
    .meta({ description, ...help });
}

/** An optional key whose only value is true. */
export function onlyTrue(description: string) {
  return z.literal(true, { error: 'must be true or left out' }).optional().meta({ description });
}

/** An empty list. The check of zod is also true of an empty text, which is no list. */
function notEmpty() {
  const check = z.minLength(1, {
    error: 'must list at least one value, got an empty list. Leave the key out instead.',
  });
  check._zod.def.when = ({ value }) => Array.isArray(value);
  return check;
}

/**
 * A list with at least one item.
 *
 * @param remedyFor the remedy for a value that is no list, or undefined.
 */
export function list<T extends z.ZodType>(
  item: T,
  description: string,
  remedyFor?: (input: unknown) => string | undefined,
) {
  const wrong = (input: unknown) => {
    const remedy = remedyFor?.(input) ?? (item instanceof z.ZodString ? inBrackets(input) : undefined);
    return `must be a list, got ${shown(input)}${remedy === undefined ? '' : `. ${remedy}`}`;
  };
  return z
    .array(item, { error: ({ input }) => (input === undefined ? missing : wrong(input)) })
    .check(notEmpty())
    .meta({ description });
}

/**
 * A mapping that accepts only these keys, so that a misspelled key is a problem.
 *
 * @param remedyFor the remedy for unknown keys that belong to another place, or undefined.
 * @param insteadOfOthers what to write instead of a value that is no mapping.
 */
export function mapping<T extends z.core.$ZodLooseShape>(
  shape: T,
  description: string,
  remedyFor?: (keys: readonly string[]) => string | undefined,
  insteadOfOthers?: string,
) {
  return z
    .strictObject(shape, {
      error: (issue) => {
        if (issue.code === 'unrecognized_keys')
          return unknownKeys(issue.keys, Object.keys(shape), remedyFor?.(issue.keys));
        if (issue.input === undefined) return missing;
        const remedy = insteadOfOthers === undefined ? '' : `. ${insteadOfOthers}`;
        return `must be a mapping, got ${shown(issue.input)}${remedy}`;
      },
    })
    .meta({ description });
}

/** A mapping whose keys are names that a rule checks, with a value of one kind for each. */
export function named<T extends z.ZodType>(rule: Rule, value: T, description: string) {
  const names = z.record(z.string(), value, {
    error: ({ input }) => (input === undefined ? missing : `must be a mapping, got ${shown(input)}`),
  });
  return z
    .unknown()
    .superRefine((input, context) => {
      const wrong = namesIn(input).filter((key) => nameProblem(key, rule) !== undefined);
      for (const key of wrong) addProblem(context, nameProblem(key, rule), [key]);
      // A wrong name ends the pipe, so the problems of the values are added here.
      if (wrong.length > 0)
        for (const issue of names.safeParse(input).error?.issues ?? []) context.addIssue({ ...issue });
    })
    .pipe(names)
    .meta({ description });
}

/** The remedy for a number in quotes. */
function withoutQuotes(input: unknown): string {
  return typeof input === 'string' && /^\d{1,9}$/.test(input) ? `. Write ${input} without quotes.` : '';
}

/** The remedy for a word that YAML 1.1 read as a boolean, and for a boolean in quotes. */
function insteadOfWord(input: unknown): string {
  if (input === 'true' || input === 'false') return `. Write ${input} without quotes.`;
  if (typeof input !== 'string') return '';
  if (/^(y|yes|on)$/i.test(input)) return '. Write true.';
  return /^(n|no|off)$/i.test(input) ? '. Write false.' : '';
}

/** The remedy for the texts of a list without its brackets. */
function inBrackets(input: unknown): string | undefined {
  if (typeof input !== 'string' || input.trim() === '' || looksLikeSecret(input)) return undefined;
  const texts = input.split(',').map((part) => quote(part.trim()));
  return `Write [${texts.join(', ')}].`;
}

/** The own keys, also `__proto__`, which the schema of a mapping skips. */
function namesIn(input: unknown): string[] {
  return typeof input === 'object' && input !== null && !Array.isArray(input) ? Object.keys(input) : [];
}

function nameProblem(key: string, rule: Rule): string | undefined {
  return key === '__proto__' ? 'must have another name' : rule(key);
}

/** One of a few words. */
export function word<const T extends readonly [string, ...string[]]>(words: T, description: string) {
  return z
    .enum(words, {
      error: ({ input }) =>
        input === undefined
          ? missing
          : `must be ${words.length > 1 ? 'one of ' : ''}${words.join(', ')}, got ${shown(input)}${nearestWord(input, words)}`,
    })
    .meta({ description });
}

function nearestWord(input: unknown, words: readonly string[]): string {
  const question = typeof input === 'string' ? didYouMean([input], words) : '';
  return question === '' ? '' : `.${question}`;
}

/** Adds a problem, if there is one, to the field that is being validated. */
export function addProblem(
  context: z.core.$RefinementCtx,
  problem: string | undefined,
  path: PropertyKey[] = [],
): void {
  if (problem !== undefined) context.addIssue({ code: 'custom', message: problem, path });
}

/** A list of texts in which no text is repeated. A text that is there twice is probably meant to be another one. */
export function uniqueList<T extends z.ZodType<string>>(item: T, description: string) {
  return list(item, description).superRefine((values, context) => {
    const seen = new Set<string>();
    values.forEach((value, index) => {
      if (seen.has(value)) addProblem(context, `must be listed once, got ${quote(value)} again. Remove it.`, [index]);
      seen.add(value);
    });
  });
}

/** Checks a mapping as a whole even if one of its fields is wrong, so that all problems are reported at once. */
export const evenIfInvalid = {
  when: ({ value }: { value: unknown }) => typeof value === 'object' && value !== null && !Array.isArray(value),
};

const missing = 'is required';

function unknownKeys(keys: readonly string[], known: readonly string[], ownRemedy?: string): string {
  const names = keys.map((key) => shown(key)).join(', ');
  if (ownRemedy !== undefined) return `must not have ${names}. ${ownRemedy}`;
  if (keys.includes('<<')) return `must not have ${names}. YAML 1.2 has no merge keys. Write the keys themselves.`;
  return `must not have ${names}.${didYouMean(keys, known)} The known keys are ${known.join(', ')}.`;
}

/** A value as a message shows it. In YAML, null is a key without a value. */
function shown(input: unknown): string {
  return input === null ? 'nothing' : quote(input);
}

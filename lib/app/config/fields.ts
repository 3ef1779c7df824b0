import { z } from 'zod';
import { uuidRule } from '../../private/ci/uuid';
import { quote, type Rule } from '../../private/validation/validation';

/** What an editor shows for a field, and completes it with. */
interface FieldHelp {
  readonly description: string;
  readonly pattern?: string;
  readonly examples?: readonly unknown[];
}

/** Text that one of the library's rules judges, so that the file and the constructs refuse alike. */
export function text(rule: Rule, help: FieldHelp) {
  return z
    .string({ error: ({ input }) => (input === undefined ? missing : rule(input)) })
    .superRefine((value, context) => {
      addProblem(context, rule(value));
    })
    .meta({ ...help });
}

/** A whole number that one of the library's rules judges. */
export function count(rule: Rule, help: FieldHelp & { minimum: number }) {
  return z
    .number({ error: ({ input }) => (input === undefined ? missing : rule(input)) })
    .superRefine((value, context) => {
      addProblem(context, rule(value));
    })
    .meta({ ...help, type: 'integer' });
}

/** A UUID, as the pages of a CI system show it. */
export function uuid(owner: string) {
  return text(uuidRule(owner), { description: `The UUID of ${owner}, without braces.` });
}

/** Yes or no; may be left out. */
export function flag(description: string, help: { readonly default?: boolean } = {}) {
  return z
    .boolean({ error: 'must be true or false' })
    .optional()
    .meta({ description, ...help });
}

/** Yes, or left out: there is no other way to say no. */
export function onlyTrue(description: string) {
  return z.literal(true, { error: 'must be true or left out' }).optional().meta({ description });
}

/** A list that holds something. */
export function list<T extends z.ZodType>(item: T, description: string) {
  return z
    .array(item, { error: ({ input }) => (input === undefined ? missing : `must be a list, got ${shown(input)}`) })
    .min(1, { error: 'must list at least one value, got an empty list; leave the key out for none' })
    .meta({ description });
}

/** A mapping with exactly these keys; a key that nobody reads is a mistake, not a remark. */
export function mapping<T extends z.core.$ZodLooseShape>(shape: T, description: string) {
  return z
    .strictObject(shape, {
      error: (issue) => {
        if (issue.code === 'unrecognized_keys') return unknownKeys(issue.keys, Object.keys(shape));
        return issue.input === undefined ? missing : `must be a mapping, got ${shown(issue.input)}`;
      },
    })
    .meta({ description });
}

/** One of a few words. */
export function word<const T extends readonly [string, ...string[]]>(words: T, description: string) {
  return z
    .enum(words, {
      error: ({ input }) =>
        input === undefined
          ? missing
          : `must be ${words.length > 1 ? 'one of ' : ''}${words.join(', ')}, got ${shown(input)}`,
    })
    .meta({ description });
}

/** Adds a problem, where there is one, to the field that is being validated. */
export function addProblem(
  context: z.core.$RefinementCtx,
  problem: string | undefined,
  path: PropertyKey[] = [],
): void {
  if (problem !== undefined) context.addIssue({ code: 'custom', message: problem, path });
}

/** Refuses what a list holds twice. */
export function eachOnce(values: readonly string[], context: z.core.$RefinementCtx): void {
  values.forEach((value, index) => {
    const first = values.indexOf(value);
    addProblem(context, first < index ? `must be listed once, got ${quote(value)} again` : undefined, [index]);
  });
}

/** When a mapping is judged as a whole: also where one of its fields is wrong, so that all problems come at once. */
export const atOnce = {
  when: ({ value }: { value: unknown }) => typeof value === 'object' && value !== null && !Array.isArray(value),
};

const missing = 'must be given';

/** What a later version will read; until then it is refused like any other unknown key, with a word more. */
const notYet = ['registry'];

function unknownKeys(keys: readonly string[], known: readonly string[]): string {
  const names = keys.map((key) => shown(key)).join(', ');
  const remedy = keys.some((key) => notYet.includes(key))
    ? 'this version does not read it yet'
    : `known are ${known.join(', ')}`;
  return `must not hold ${names}; ${remedy}`;
}

/** A value as a message shows it. In YAML, null is a key with nothing behind it. */
function shown(input: unknown): string {
  return input === null ? 'nothing' : quote(input);
}

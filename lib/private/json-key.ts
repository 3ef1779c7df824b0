import { textRule } from './text';
import { type Rule, firstProblem, quote } from './validation';

const what = 'a key of a JSON object';

/** A key within a secret: a colon would name a version of it. */
export const jsonKeyRule: Rule = (value) =>
  firstProblem(value, textRule(what), (text) =>
    (text as string).includes(':')
      ? `must be ${what}, got ${quote(text)}; CodeBuild takes none with a colon`
      : undefined,
  );

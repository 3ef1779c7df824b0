import { textRule } from './text';
import { type Rule, firstProblem, quote } from './validation';

const what = 'the name of a stage';

/** A stage of a Dockerfile, as `FROM ... AS name` has it. */
export const stageRule: Rule = (value) =>
  firstProblem(value, textRule(what), (text) =>
    /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(text as string)
      ? undefined
      : `must be ${what}, got ${quote(text)}; letters, digits and '._-' only`,
  );

/** States of the Amazon States Language, as plain data. */
export type State = Readonly<Record<string, unknown>>;
export type States = Readonly<Record<string, State>>;

/** One comparison of a Choice state, or several of them joined. */
export type Condition = Readonly<Record<string, unknown>>;

/** Makes a value from paths and constants, and puts it where `ResultPath` says: over everything where there is none. */
export function pass(Parameters: State, ResultPath: string | undefined, Next: string): State {
  return { Type: 'Pass', Parameters, ...(ResultPath === undefined ? {} : { ResultPath }), Next };
}

/** What a machine or one round of a map ends with. */
export function result(Parameters: State): State {
  return { Type: 'Pass', Parameters, End: true };
}

/** The first condition that holds says what is next; where none does, `Default`. */
export function choice(rules: readonly (readonly [Condition, string])[], Default: string): State {
  return { Type: 'Choice', Choices: rules.map(([condition, Next]) => ({ ...condition, Next })), Default };
}

export function all(...And: Condition[]): Condition {
  return { And };
}

export function not(Not: Condition): Condition {
  return { Not };
}

/** Comparing a path that leads nowhere ends an execution, so this goes first. */
export function present(Variable: string): Condition {
  return { Variable, IsPresent: true };
}

export function absent(...variables: string[]): Condition {
  return all(...variables.map((variable) => not(present(variable))));
}

/** A text is there and is one of these. */
export function isOneOf(Variable: string, texts: readonly string[]): Condition {
  const equal = texts.map((StringEquals) => ({ Variable, StringEquals }));
  return all(present(Variable), equal.length === 1 ? (equal[0] as Condition) : { Or: equal });
}

export function sameText(Variable: string, StringEqualsPath: string): Condition {
  return all(present(Variable), { Variable, StringEqualsPath });
}

export function sameNumber(Variable: string, NumericEqualsPath: string): Condition {
  return { Variable, NumericEqualsPath };
}

export function isText(Variable: string): Condition {
  return all(present(Variable), { Variable, IsString: true });
}

/**
 * A JSONPath filter for what has a text in a field. It compares with `==` alone: `||` and `!=` are not documented for
 * Step Functions, so what is left over is found by counting.
 */
export function having(list: string, field: string, text: string): string {
  return `${list}[?(@.${field} == '${text}')]`;
}

/**
 * One field of what a filter for each of some texts finds, under names of their own: whole findings would be more than a
 * state may hold.
 */
export function fieldOfEach(list: string, field: string, texts: readonly string[], shown = field): State {
  return Object.fromEntries(texts.map((text, index) => [`of${index}.$`, `${having(list, field, text)}.${shown}`]));
}

/** How much all that `fieldOfEach` put at a path holds. */
export function lengthOfEach(path: string, texts: readonly string[]): string {
  return sum(texts.map((_, index) => length(`${path}.of${index}`)));
}

/** Adds any number of paths or intrinsic functions, two at a time. */
export function sum(terms: readonly string[]): string {
  return terms.reduce((left, right) => `States.MathAdd(${left}, ${right})`);
}

export function length(list: string): string {
  return `States.ArrayLength(${list})`;
}

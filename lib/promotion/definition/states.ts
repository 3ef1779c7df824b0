/** A state of the Amazon States Language. */
export type State = Readonly<Record<string, unknown>>;
export type States = Readonly<Record<string, State>>;

/** One comparison of a Choice state, or a combination of several. */
export type Condition = Readonly<Record<string, unknown>>;

/** A state that creates a value from paths and constants and writes it at `ResultPath`. Without a path it replaces everything. */
export function pass(Parameters: State, ResultPath: string | undefined, Next: string): State {
  return { Type: 'Pass', Parameters, ...(ResultPath === undefined ? {} : { ResultPath }), Next };
}

/** The last state of a state machine or of an iteration of a map. */
export function result(Parameters: State): State {
  return { Type: 'Pass', Parameters, End: true };
}

/** A state that continues with the first rule whose condition is true, or else with `Default`. */
export function choice(rules: readonly (readonly [Condition, string])[], Default: string): State {
  return { Type: 'Choice', Choices: rules.map(([condition, Next]) => ({ ...condition, Next })), Default };
}

export function all(...And: Condition[]): Condition {
  return { And };
}

export function not(Not: Condition): Condition {
  return { Not };
}

/** Whether a path exists. It must precede comparisons, since comparing a missing path ends the execution. */
export function present(Variable: string): Condition {
  return { Variable, IsPresent: true };
}

export function absent(...variables: string[]): Condition {
  return all(...variables.map((variable) => not(present(variable))));
}

/** Whether a path exists and is one of these texts. */
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
 * A JSONPath filter for elements with a text in a field. It only compares with `==`, since `||` and `!=` are not documented for
 * Step Functions. The states find other elements by counting.
 */
export function having(list: string, field: string, text: string): string {
  return `${list}[?(@.${field} == '${text}')]`;
}

/**
 * One field of the elements that each of some filters finds, with a name for each filter. Whole findings would exceed the limit
 * of a state.
 */
export function fieldOfEach(list: string, field: string, texts: readonly string[], shown = field): State {
  return Object.fromEntries(texts.map((text, index) => [`of${index}.$`, `${having(list, field, text)}.${shown}`]));
}

/** The total length of the lists that `fieldOfEach` wrote at a path. A field may have ten intrinsic functions, so it adds none. */
export function lengthOfEach(path: string): string {
  return length(`${path}.*[*]`);
}

/** Adds up to ten paths or intrinsic functions, two at a time. */
export function sum(terms: readonly string[]): string {
  return terms.reduce((left, right) => `States.MathAdd(${left}, ${right})`);
}

export function length(list: string): string {
  return `States.ArrayLength(${list})`;
}

interface Expanded {
  readonly value: string;
  /** The first variable that has no value, or whose form is not understood. */
  readonly unknown?: string;
}

const variable = /\$(?:(\w+)|\{(\w+)(?:(:?[-+])([^{}]*))?\}|(\{))/g;

/**
 * A text with the values of its variables, in the forms `$A`, `${A}`, `${A:-word}` and `${A:+word}`.
 *
 * @see https://docs.docker.com/reference/dockerfile/#environment-replacement
 */
export function expand(text: string, values: ReadonlyMap<string, string>): Expanded {
  let unknown: string | undefined;
  const value = text.replace(variable, (whole: string, ...groups: (string | undefined)[]) => {
    const [plain, braced, sign, word = ''] = groups;
    const name = plain ?? braced;
    const found = name === undefined ? undefined : values.get(name);
    const isSet = sign?.startsWith(':') === true ? (found ?? '') !== '' : found !== undefined;
    if (sign?.endsWith('+') === true) return isSet ? word : '';
    if (sign?.endsWith('-') === true && !isSet) return word;
    if (found === undefined) unknown ??= whole;
    return found ?? whole;
  });
  return { value, unknown };
}

/**
 * Values that only their arguments decide: equal arguments give one object, so that it is validated once, and so that
 * what is compiled from it is found again. Arguments that can't be compared as text, like tokens, make a value each time.
 */
export class OneForEqual<Value extends object> {
  private readonly values = new Map<string, Value>();

  /**
   * The value that was made of equal arguments before, or a new one.
   *
   * @param name what makes it, apart from other makers of such values.
   */
  public of(name: string, args: readonly unknown[], make: () => Value): Value {
    if (!args.every(isPlain)) return make();
    const key = JSON.stringify([name, ...args]);
    const known = this.values.get(key);
    if (known !== undefined) return known;
    const made = make();
    this.values.set(key, made);
    return made;
  }
}

/** Whether JSON holds all of a value. A token differs each time: it would be kept for nothing. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('{Token[');
  if (typeof value === 'number') return Number.isSafeInteger(value);
  if (typeof value === 'boolean') return true;
  if (Array.isArray(value)) return value.every(isPlain);
  return isPlainObject(value) && Object.values(value).every((field) => field === undefined || isPlain(field));
}

function isPlainObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** Freezes a value with all that it holds: others have the same one. */
export function frozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.values(value).forEach(frozen);
  return Object.freeze(value);
}

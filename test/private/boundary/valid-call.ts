/** A valid call: what it is called on, and arguments that it accepts. */
export interface ValidCall {
  readonly owner: object;
  readonly args: readonly unknown[];
}

/** The call of a method of the owner. */
export function of(owner: object, ...args: readonly unknown[]): ValidCall {
  return { owner, args };
}

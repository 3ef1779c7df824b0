/**
 * Ends a check that creates one of several equal repositories, if their stack may exceed the size of a template. Only the
 * repositories themselves show the size, since their names have different lengths.
 */
export class InexactSizeError extends Error {
  public override readonly name = 'InexactSizeError';
}

/** An input that the review refuses, such as a file that is not a template. The message names the file and the reason. */
export class ReviewInputError extends Error {
  public override readonly name = 'ReviewInputError';

  /**
   * @param subject the file or option.
   * @param reason the problem, worded to follow the subject.
   */
  public constructor(
    subject: string,
    public readonly reason: string,
  ) {
    super(`${subject} ${reason}`);
  }
}

/** Refuses an input with the reason. */
export function refuse(subject: string, reason: string): never {
  throw new ReviewInputError(subject, reason);
}

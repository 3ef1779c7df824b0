/** A type of resource whose changes the review checks, since it holds images, names or access, or protects them. */
export interface ComparedType {
  /** The word for a resource of this type. */
  readonly word: string;
  /** The property with its name. If it has none, its name is generated, or an account and Region has only one of it. */
  readonly name?: string;
  /** The type whose names are the same ones, if another type creates the same thing. */
  readonly sameAs?: string;
  /** The scope in which its name must be unique, if that is not its account and Region. */
  readonly unique?: 'account' | 'world';
  /** The property with the resource in which its name must be unique. */
  readonly within?: string;
  /** Whether names that differ only in upper and lower case are the same. */
  readonly ignoresCase?: boolean;
  /** Whether an account and Region has only one of it. */
  readonly isSingle?: boolean;
  /** The consequence of its deletion, in a sentence. */
  readonly loss: string;
  /** Whether only the deletion of a resource with a fixed name matters, since others are parts of something else. */
  readonly onlyNamed?: boolean;
  /** The command that deletes a retained one, without its name. */
  readonly remove?: string;
  /** Its rank in a list: images first, then keys and secrets, then access, then all others. */
  readonly rank: 0 | 1 | 2 | 3;
}

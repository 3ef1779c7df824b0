/** The kind of a passage, since some rules apply to some kinds only. */
export type PassageKind = 'doc comment' | 'comment' | 'message' | 'test name' | 'page';

/** A text for people, as Markdown, in a file. */
export interface Passage {
  readonly kind: PassageKind;
  readonly text: string;
  /** The line in the file, from 1, of each line of `text`. */
  readonly lines: readonly number[];
}

/** The facts about one kind of tag. */
export interface TagKind {
  /** Whether a later run moves the tag to its own image. Any other tag names one image permanently. */
  readonly moves: boolean;
  /** Whether the tag names the commit, so that a second run of the commit finds the image. */
  readonly namesCommit: boolean;
}

const lasting: TagKind = { moves: false, namesCommit: false };
const ofCommit: TagKind = { moves: false, namesCommit: true };
const moving: TagKind = { moves: true, namesCommit: false };

/** All kinds of tags, by the names that `name-image.sh` knows them by. */
export const tagKinds = {
  commit: ofCommit,
  'short-commit': ofCommit,
  branch: moving,
  'semantic-version': lasting,
  'build-number': lasting,
  fixed: moving,
} as const satisfies Readonly<Record<string, TagKind>>;

/** The name of a kind of tag. */
export type TagKindName = keyof typeof tagKinds;

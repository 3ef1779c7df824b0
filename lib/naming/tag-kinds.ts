/** The facts about one kind of tag. */
export interface TagKind {
  /** Whether a later run moves the tag to its own image, if its commit is newer. Any other tag names one image permanently. */
  readonly moves: boolean;
  /** Whether the tag names the commit, so that a second run of the commit finds the image. */
  readonly namesCommit: boolean;
  /** The ref of a run that the tag is made from. Undefined if every run gives the tag. */
  readonly from?: 'branch' | 'Git tag' | 'commit';
}

/** All kinds of tags, by the names that `name-image.sh` knows them by. */
export const tagKinds = {
  commit: { moves: false, namesCommit: true },
  'short-commit': { moves: false, namesCommit: true, from: 'commit' },
  branch: { moves: true, namesCommit: false, from: 'branch' },
  'semantic-version': { moves: false, namesCommit: false, from: 'Git tag' },
  'build-number': { moves: false, namesCommit: false },
  fixed: { moves: true, namesCommit: false },
} as const satisfies Readonly<Record<string, TagKind>>;

/** The name of a kind of tag. */
export type TagKindName = keyof typeof tagKinds;

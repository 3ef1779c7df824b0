import { type Problem, quote } from '../private/validation/validation';
import { type ImageTag } from './image-tag';
import { type TagKind, tagKinds } from './tag-kinds';

/** The Git refs that runs are for. A `*` in a name stands for any text. */
export interface RunRefs {
  readonly branches: readonly string[];
  readonly tags: readonly string[];
  /** Whether a run has a commit. A ZIP file has none. @default true */
  readonly commits?: boolean;
  /** Whether a run can read the history of commits. @default true */
  readonly history?: boolean;
  /** Whether runs follow one another, so that the last one is the newest. @default false */
  readonly inOrder?: boolean;
  /** The one who decides, for messages: "the role trusts", "the source builds". */
  readonly decides: string;
  /** How more refs are added, for messages: "Add a subject". */
  readonly remedy: string;
}

/** The problem with a tag that no run can ever give. Every run may give it if `refs` is undefined. */
export function impossibleTagProblem(tag: ImageTag, refs: RunRefs | undefined): Problem {
  const { from }: TagKind = tagKinds[tag._kind];
  if (refs === undefined || from === undefined || isPossible(from, refs)) return undefined;
  const what = from === 'Git tag' ? "a Git tag with a version, such as 'v*'" : `a ${from}`;
  return (
    `must be a tag that a run can give, got ${quote(tag._kind)}, which needs ${what}, but ${refs.decides} ${refsText(refs)}. ` +
    `${refs.remedy}, or leave the tag out`
  );
}

function isPossible(from: string, { branches, tags, commits = true }: RunRefs): boolean {
  if (from === 'branch') return branches.length > 0;
  return from === 'commit' ? commits : tags.some(mayBeVersion);
}

function refsText({ branches, tags, commits = true }: RunRefs): string {
  if (!commits) return 'files without a history';
  const named = [
    ...branches.map((name) => `the branch ${quote(name)}`),
    ...tags.map((name) => `the Git tag ${quote(name)}`),
  ];
  return named.length === 0 ? 'no branch and no Git tag' : `only ${named.join(', ')}`;
}

/** Whether a Git tag, or one that matches a pattern with `*`, can be a semantic version. */
export function mayBeVersion(pattern: string): boolean {
  const [start = '', ...others] = pattern.split('*');
  if (others.length === 0) return version.test(start) && start.replace(/^v/, '').length <= mostCharacters;
  return startOfVersion.test(start) && others.every((part) => /^[0-9A-Za-z.+-]*$/.test(part));
}

const mostCharacters = 128;
const number = '(0|[1-9]\\d*)';
const before = `(${number}|\\d*[A-Za-z-][0-9A-Za-z-]*)`;
const build = '[0-9A-Za-z-]+';
const version = new RegExp(
  `^v?${number}\\.${number}\\.${number}(-${before}(\\.${before})*)?(\\+${build}(\\.${build})*)?$`,
);
/** A text that some version begins with. */
const startOfVersion = new RegExp(
  `^v?(${number}?|${number}\\.${number}?|${number}\\.${number}\\.${number}?|${number}\\.${number}\\.${number}[-+][0-9A-Za-z.+-]*)$`,
);

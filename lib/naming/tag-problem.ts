import { type Problem } from '../private/validation/validation';
import { type ImageTag } from './image-tag';
import { impossibleTagProblem, type RunRefs } from './run-refs';
import { movingTagProblem, type MutableTags } from './tag-mobility';

/**
 * The problem with a tag that no run can give, or that the repository does not let move. A tag of the branch is checked against
 * the branches that are built. `refs` is undefined if runs may be for any.
 */
export function tagProblem(tag: ImageTag, refs: RunRefs | undefined, mutableTags: MutableTags): Problem {
  return impossibleTagProblem(tag, refs) ?? movingTagProblem(tag, mutableTags, refs?.branches);
}

import { shellFunctions } from '../private/text/shell-script';

/** The function `name_image`, which works out the tags of an image. */
export const nameImage = file('name-image.sh');

/** The function `retry`, which runs a command again if AWS or the registry was too busy. */
export const retry = file('retry.sh');

/** The function `digest_of`, which asks the registry for the image that has a tag. */
export const digestOf = [...retry, ...file('digest-of.sh')];

/** The function `require_repository`, which fails if the repository does not exist. */
export const requireRepository = [...retry, ...file('require-repository.sh')];

/** The function `find_image`, which looks for the image of the commit and for tags that another image has. */
export const findImage = [...digestOf, ...file('find-image.sh')];

/** The function `revision_of`, which reads the commit of an image. Without a tag of the commit, `find_image` calls it. */
export const revisionOf = [...retry, ...file('revision-of.sh')];

/** The function `join_images`, which joins the images of several platforms in one index. */
export const joinImages = [...retry, ...file('join-images.sh')];

/** The functions `put_tag` and `add_tags`, which give an image its tags. */
export const addTags = [...digestOf, ...file('put-tag.sh', 'add-tags.sh')];

/** The function `follow_branch`, which moves a name of images to newer commits only. */
export const followBranch = [...revisionOf, ...file('follow-branch.sh')];

/** The function `name_rebuild`, which works out the tags of a release that is built again. */
export const nameRebuild = file('name-rebuild.sh');

/** The function `choose_rebuild`, which decides whether the newest release is built again. */
export const chooseRebuild = [...revisionOf, ...nameRebuild, ...file('rebuild.sh')];

/** The function `check_out`, which makes the checkout that of another commit. */
export const checkOut = file('check-out.sh');

/** The function `follow_versions`, which gives the channels to the highest versions. */
export const followVersions = [...retry, ...file('follow-versions.sh')];

function file(...names: readonly string[]): readonly string[] {
  return names.map((name) => shellFunctions(__dirname, name));
}

import { shellScript } from '../private/text/shell-script';

/** The function `name_image`, which works out the tags of an image. */
export const nameImage = shellScript(__dirname, 'name-image.sh');

/** The function `retry`, which runs a command again if AWS or the registry was too busy. */
export const retry = shellScript(__dirname, 'retry.sh');

/** The function `digest_of`, which asks the registry for the image that has a tag, and `retry`, which it calls. */
export const digestOf = `${retry}\n${shellScript(__dirname, 'digest-of.sh')}`;

/** The function `require_repository`, which fails if the repository does not exist. It calls `retry`. */
export const requireRepository = shellScript(__dirname, 'require-repository.sh');

/** The function `find_image`, which looks for the image of the commit and for tags that another image has. */
export const findImage = `${digestOf}\n${shellScript(__dirname, 'find-image.sh')}`;

/** The function `join_images`, which joins the images of several platforms in one index. It calls `retry`. */
export const joinImages = shellScript(__dirname, 'join-images.sh');

/** The functions `put_tag` and `add_tags`, which give an image its tags. */
export const addTags = file('put-tag.sh', 'add-tags.sh');

/** The function `follow_branch`, which moves a name of images to newer commits only. */
export const followBranch = file('revision-of.sh', 'follow-branch.sh');

/** The function `follow_versions`, which gives the channels to the highest versions. */
export const followVersions = file('follow-versions.sh');

function file(...names: readonly string[]): string {
  return names.map((name) => shellScript(__dirname, name)).join('\n');
}

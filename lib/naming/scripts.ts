import { shellFunctions } from '../private/text/shell-script';

/** Functions that scripts call, each with those that it calls itself. */
export interface NamingFunctions {
  /** The function `name_image`, which works out the tags of an image. */
  readonly nameImage: readonly string[];
  /** The function `require_repository`, which fails if the repository does not exist. */
  readonly requireRepository: readonly string[];
  /** The function `find_image`, which looks for the image of the commit and for tags that another image has. */
  readonly findImage: readonly string[];
  /** The function `revision_of`, which reads the commit of an image. Without a tag of the commit, `find_image` calls it. */
  readonly revisionOf: readonly string[];
  /** The function `join_images`, which joins the images of several platforms in one index. */
  readonly joinImages: readonly string[];
  /** The functions `put_tag` and `add_tags`, which give an image its tags. */
  readonly addTags: readonly string[];
  /** The function `follow_branch`, which moves a name of images to newer commits only. */
  readonly followBranch: readonly string[];
  /** The function `follow_versions`, which gives the channels to the highest versions. */
  readonly followVersions: readonly string[];
}

/** The function `retry`, which runs a command again if AWS or the registry was too busy. */
export const retry = file('retry.sh');

/** The function `digest_of`, which asks the registry for the image that has a tag. */
export const digestOf = [...retry, ...file('digest-of.sh')];

/** The functions, with the parts that are used. Without `parts`, they have all parts. */
export function namingFunctions(parts?: readonly string[]): NamingFunctions {
  const of = (name: string) => [shellFunctions(__dirname, name, parts)];
  const callEcr = [...retry, ...of('call-ecr.sh')];
  const revisionOf = [...callEcr, ...of('revision-of.sh')];
  return {
    nameImage: of('name-image.sh'),
    requireRepository: [...callEcr, ...of('require-repository.sh')],
    findImage: [...digestOf, ...of('find-image.sh')],
    revisionOf,
    joinImages: [...callEcr, ...of('join-images.sh')],
    addTags: [...callEcr, ...digestOf, ...of('put-tag.sh'), ...of('add-tags.sh')],
    followBranch: [...revisionOf, ...of('follow-branch.sh')],
    followVersions: [...callEcr, ...of('follow-versions.sh')],
  };
}

export const {
  nameImage,
  requireRepository,
  findImage,
  revisionOf,
  joinImages,
  addTags,
  followBranch,
  followVersions,
} = namingFunctions();

/** The function `name_rebuild`, which works out the tags of a release that is built again. */
export const nameRebuild = file('name-rebuild.sh');

/** The function `choose_rebuild`, which decides whether the newest release is built again. */
export const chooseRebuild = [...revisionOf, ...nameRebuild, ...file('rebuild.sh')];

/** The function `check_out`, which makes the checkout that of another commit. */
export const checkOut = file('check-out.sh');

function file(name: string): readonly string[] {
  return [shellFunctions(__dirname, name)];
}

import { buildKitConfig, explainPull, logInToOthers } from '../../base-image/scripts';
import {
  addTags,
  checkOut,
  chooseRebuild,
  digestOf,
  findImage as findFunction,
  followBranch,
  followVersions,
  joinImages,
  nameImage as nameFunction,
  requireRepository,
  retry,
  revisionOf,
} from '../../naming/scripts';
import { collectArtifacts } from '../../build-input/scripts';
import { shellCommand as command, shellScript } from '../../private/text/shell-script';
import { rollOut } from '../../deployment/scripts';
import { requireTested } from '../../testing/scripts';

/** Logs Docker in to the registry of the image, without the registries of base images. */
export const logInToOwn = [...retry, script('log-in.sh')];

/** Logs Docker in to the registry. */
export const logIn = command(logInToOwn, logInToOthers);

/** Fetches the parts of the source that CodeBuild does not fetch. */
export const fetchSource = command(script('fetch-source.sh'));

/** Logs Docker in to the registries of base images only. */
export const logInForCheck = command(retry, logInToOthers);

/** The functions and the script that build with buildx and push. */
export const buildxScripts = [
  buildKitConfig,
  explainPull,
  script('build-image.sh'),
  ...retry,
  requireTested,
  script('build-with-buildx.sh'),
];

/** Builds with buildx and pushes. */
export const buildWithBuildx = command(buildxScripts);

/** Copies the source, so that the image is built of files that no test changed. */
export const copySource = command(script('copy-source.sh'));

/** The function `load_image`, which builds an image for tests, with all that it calls. */
export const loadImage = [buildKitConfig, explainPull, script('build-image.sh'), script('load-image.sh')];

/** The functions `read_history` and `compare_commits`, which read the history of commits in a checkout. */
export const checkoutHistory = script('history.sh');

/** Collects the files that the build keeps, before the push. */
export const collectFiles = command(
  script('messages.sh'),
  collectArtifacts,
  'KEPT_FILES="$(mktemp -d)"',
  'export KEPT_FILES',
  'if [[ -z "$IMAGE_DIGEST" && -z "${PLATFORM_BUILDS:-}" ]]; then collect_artifacts "$KEPT_FILES" .; fi',
);

/** Collects the files that a check of a pull request keeps. */
export const collectForCheck = command(
  script('messages.sh'),
  collectArtifacts,
  'collect_artifacts publish-artifacts .',
);

/** Writes the image to the folder of the artifacts. */
export const keepImage = command(script('keep-image.sh'));

/** Builds with Earthly and pushes. */
export const buildWithEarthly = command(script('build-with-earthly.sh'));

/** Works out which tags the image gets. */
export const nameImage = command(nameFunction, script('name-by-source.sh'));

/** Fails without the repository. Looks whether the commit has its image, and whether another image has a tag that lasts. */
export const findImage = command(
  script('messages.sh'),
  findFunction,
  revisionOf,
  requireRepository,
  'require_repository',
  'find_image',
);

/** Chooses the release that a scheduled build makes again. */
export const rebuildRelease = command(
  script('messages.sh'),
  digestOf,
  nameFunction,
  followBranch,
  script('history.sh'),
  checkOut,
  chooseRebuild,
  script('rebuild-release.sh'),
);

/** Makes the index of a batch from the images of its platforms. */
export const joinPlatforms = command(retry, joinImages, script('join-platforms.sh'));

/** Stops a build that was not started as part of a batch. */
export const refuseSingleBuild = command(script('refuse-single-build.sh'));

/** Stops a build that no pipeline started, or whose pipeline does not pass what the image needs. */
export const requirePipeline = command(script('messages.sh'), script('require-pipeline.sh'));

/** Writes the files that the deploy actions of a pipeline read. */
export const writeImageDefinitions = command(script('write-image-definitions.sh'));

/** Builds the image of a pull request and keeps it on the machine. */
export const buildForCheck = command(explainPull, script('build-for-check.sh'));

/** Builds the stage of the Dockerfile that tests a pull request. */
export const buildStageForCheck = script('build-stage-for-check.sh');

/** Reads the digest of what the user's own program pushed. */
export const readDigest = command(digestOf, script('read-digest.sh'));

/** Gives the image its tags, and writes its address to a parameter. Names that move compare commits. */
export const publishImage = publishWith('history.sh');

/** The same for builds that follow one another. The names move to the image of the last build. */
export const publishInOrder = publishWith('in-order.sh');

/** Deploys the image by its digest. */
export const rollOutImage = command(script('messages.sh'), rollOut, script('roll-out-image.sh'));

function publishWith(history: string): string {
  return command(
    script('messages.sh'),
    digestOf,
    addTags,
    followBranch,
    followVersions,
    script(history),
    script('image-parameter.sh'),
    script('publish-image.sh'),
  );
}

function script(name: string): string {
  return shellScript(__dirname, name);
}

import { logInToOthers } from '../base-image/scripts';
import { buildxScripts, checkoutHistory, copySource, loadImage, logInToOwn } from '../build/buildspec/commands';
import { testLines } from '../build/test-commands';
import { collectArtifacts, readStored } from '../build-input/scripts';
import { rollOut } from '../deployment/scripts';
import {
  addTags,
  checkOut,
  chooseRebuild,
  digestOf,
  findImage,
  followBranch,
  followVersions,
  joinImages,
  nameImage,
  nameRebuild,
  requireRepository,
  retry,
  revisionOf,
} from '../naming/scripts';
import { type ImageTests } from '../testing/image-tests';
import { shellFunctions, shellScript } from '../private/text/shell-script';

/** The scripts of one kind of job: the functions, and the script that calls them. */
export interface JobScripts {
  readonly functions: readonly (string | readonly string[])[];
  readonly steps: readonly string[];
}

/** The function `fail`, which scripts call that only set variables. */
export const messages = file('messages.sh');

/** Adds missing programs to the image of a job, in a POSIX shell. */
export const prepareJob = file('prepare-job.sh');

/** Assumes the role, and names the registry and the repository. */
export const assumeRole: JobScripts = {
  functions: [functions('assume-role.sh'), functions('name-registry.sh')],
  steps: ['assume_role', 'name_registry'],
};

/** Fetches the submodules of the source. */
export const fetchSubmodules: JobScripts = { functions: [], steps: [file('fetch-submodules.sh')] };

/** Logs Docker in, names the image and looks for it. */
export const findOfRun: JobScripts = {
  functions: [retry, nameImage, findImage, revisionOf, requireRepository],
  steps: [...logInToOwn.slice(-1), file('name-by-run.sh')],
};

/**
 * Logs Docker in and names the image, in a pipeline that a schedule may start too. A scheduled one builds a release again.
 *
 * @param isScheduled the condition of the shell that a schedule has started the pipeline.
 * @param hasSource whether the job has a checkout.
 */
export function findOfScheduledRun(isScheduled: string, hasSource: boolean): JobScripts {
  const {
    functions: ofRun,
    steps: [logIn = '', ...others],
  } = findOfRun;
  return {
    functions: [
      ...ofRun,
      functions('results.sh'),
      nameRebuild,
      ...(hasSource ? [checkOut] : []),
      functions('name-by-rebuild.sh'),
    ],
    steps: [
      ...(hasSource ? [trustCheckout] : ['check_out() { :; }']),
      logIn,
      `if ${isScheduled}; then`,
      'name_by_rebuild',
      'else',
      'refuse_rebuild_name',
      ...others,
      'fi',
    ],
  };
}

/** Chooses the release that a scheduled pipeline builds again. */
export const findRebuild: JobScripts = {
  functions: [retry, nameImage, requireRepository, checkoutHistory, chooseRebuild, functions('results.sh')],
  steps: [file('find-rebuild.sh')],
};

/** Logs Docker in to the registry of the image. */
export const logIn: JobScripts = { functions: [retry], steps: logInToOwn.slice(-1) };

/** Ends a deployment for which no release was built again. */
export const endWithoutRebuild: JobScripts = { functions: [], steps: [file('end-without-rebuild.sh')] };

/** Logs Docker in to the registries of base images. */
export const logInToBases: JobScripts = {
  functions: [retry, functions('log-in-to-bases.sh')],
  steps: ['name_pulled', 'read_credentials', logInToOthers, 'unset "${!LOGIN_PASSWORD_@}"'],
};

/** Reads the secrets of the build that are in AWS, unless the commit has its image already. */
export const readSecrets: JobScripts = {
  functions: [readStored, functions('read-secrets.sh')],
  steps: ['if [[ -z "$IMAGE_DIGEST" ]]; then read_secrets; fi'],
};

/** Collects the files that the run keeps, unless the commit has its image already. */
export const collectFiles: JobScripts = {
  functions: [collectArtifacts],
  steps: ['KEPT_FILES="$(mktemp -d)"', 'if [[ -z "$IMAGE_DIGEST" ]]; then collect_artifacts "$KEPT_FILES" .; fi'],
};

/** Puts the collected files into the folder that the CI system keeps, after the build. Before, they would be in its context. */
export const keepFiles: JobScripts = {
  functions: [],
  steps: ['mkdir -p publish-artifacts', 'cp -a "$KEPT_FILES/." publish-artifacts'],
};

/** Waits for Docker unless the commit has its image already. */
export const awaitDocker: JobScripts = {
  functions: [functions('await-docker.sh')],
  steps: ['if [[ -z "$IMAGE_DIGEST" ]]; then await_docker; fi'],
};

/** Builds the image unless the commit has its image already. */
export const buildImage: JobScripts = {
  functions: [buildxScripts.slice(0, -1)],
  steps: buildxScripts.slice(-1),
};

/**
 * Tests the image before it is pushed, by the scripts of CodeBuild. The results are collected even if a test fails.
 *
 * @param hidden the variables that the commands must not get: the credentials of the role and the secrets of the build.
 */
export function testImage(tests: readonly ImageTests[], hidden: readonly string[]): JobScripts {
  if (tests.length === 0) return { functions: [], steps: [] };
  const collects = tests.some(({ _reports }) => _reports.length > 0);
  const loads = tests.some(({ _subject }) => _subject !== 'source');
  return {
    functions: [...(collects ? [functions('collect-reports.sh')] : []), ...(loads ? loadImage : [])],
    steps: [
      copySource,
      ...(collects ? ['if [[ -z "$IMAGE_DIGEST" ]]; then trap collect_reports EXIT; fi'] : []),
      ...tests.flatMap((test, index) => testLines(test, index, hidden)),
    ],
  };
}

/** Gives the image of one platform to the job that joins the platforms. */
export const reportPlatform: JobScripts = {
  functions: [functions('results.sh')],
  steps: ['write_results "build-$ARCHITECTURE" IMAGE_DIGEST'],
};

/** Joins the images of the platforms. */
export const joinPlatforms: JobScripts = {
  functions: [functions('results.sh'), joinImages],
  steps: [file('join-platforms.sh')],
};

/** Git refuses a checkout of another user unless it is trusted. */
const trustCheckout = 'git config --global --add safe.directory "$PWD"';

/** Gives the image its tags, and reports it once the commands of the user ran. */
export function tagImage(commandsAfterPush: readonly string[]): JobScripts {
  const commands = [
    'export IMAGE_URI="$REPOSITORY_URI:$IMAGE_TAG" IMAGE_URI_BY_DIGEST="$REPOSITORY_URI@$IMAGE_DIGEST"',
    ...userCommands(commandsAfterPush),
  ];
  return {
    functions: [digestOf, addTags, followBranch, checkoutHistory, followVersions, functions('results.sh')],
    steps: [trustCheckout, 'add_tags', ...(commandsAfterPush.length > 0 ? commands : []), file('report-image.sh')],
  };
}

/** Runs the commands of the user unless the commit has its image already. */
export function runBefore(commandsBeforeBuild: readonly string[]): JobScripts {
  const commands = ['if [[ -z "$IMAGE_DIGEST" ]]; then', ...userCommands(commandsBeforeBuild), 'fi'];
  return { functions: [], steps: commandsBeforeBuild.length > 0 ? commands : [] };
}

/** Commands of the user in a separate shell, so that they change neither the folder nor the variables of our scripts. */
function userCommands(commands: readonly string[]): string[] {
  return ['(', ...commands, ')'];
}

/** Reads the image that another job published. */
export const readImage: JobScripts = {
  functions: [functions('results.sh')],
  steps: [file('read-image.sh')],
};

/** Deploys the image. */
export const deployImage: JobScripts = {
  functions: [retry, rollOut],
  steps: [file('deploy-image.sh')],
};

function file(name: string): string {
  return shellScript(`${__dirname}/scripts`, name);
}

function functions(name: string): string {
  return shellFunctions(`${__dirname}/scripts`, name);
}

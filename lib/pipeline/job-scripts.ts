import { logInToOthers } from '../base-image/scripts';
import { buildxScripts, checkoutHistory, logInToOwn } from '../build/buildspec/commands';
import { rollOut } from '../deployment/scripts';
import {
  addTags,
  digestOf,
  findImage,
  followBranch,
  followVersions,
  joinImages,
  nameImage,
  requireRepository,
  retry,
  revisionOf,
} from '../naming/scripts';
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

/** Logs Docker in, names the image and looks for it. */
export const findOfRun: JobScripts = {
  functions: [retry, nameImage, findImage, revisionOf, requireRepository],
  steps: [...logInToOwn.slice(-1), file('name-by-run.sh')],
};

/** Logs Docker in to the registries of base images. */
export const logInToBases: JobScripts = {
  functions: [retry, functions('log-in-to-bases.sh')],
  steps: ['name_pulled', 'read_credentials', logInToOthers, 'unset "${!LOGIN_PASSWORD_@}"'],
};

/** Builds the image unless the commit has its image already. */
export const buildImage: JobScripts = {
  functions: [functions('await-docker.sh'), buildxScripts.slice(0, -1)],
  steps: ['if [[ -z "$IMAGE_DIGEST" ]]; then await_docker; fi', ...buildxScripts.slice(-1)],
};

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

/** Gives the image its tags, and reports it once the commands of the user ran. */
export function tagImage(commandsAfterPush: readonly string[]): JobScripts {
  const commands = [
    'export IMAGE_URI="$REPOSITORY_URI:$IMAGE_TAG" IMAGE_URI_BY_DIGEST="$REPOSITORY_URI@$IMAGE_DIGEST"',
    ...userCommands(commandsAfterPush),
  ];
  return {
    functions: [digestOf, addTags, followBranch, checkoutHistory, followVersions, functions('results.sh')],
    steps: [
      'git config --global --add safe.directory "$PWD"',
      'add_tags',
      ...(commandsAfterPush.length > 0 ? commands : []),
      file('report-image.sh'),
    ],
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

import { type ImageTag } from '../../naming/image-tag';
import {
  addTags,
  digestOf,
  findImage,
  followBranch,
  followVersions,
  joinImages,
  nameImage,
  requireRepository,
} from '../../naming/scripts';
import { followHistory, followVersions as haveChannels } from '../../naming/tag-rules';
import { shellScript } from '../../private/text/shell-script';
import {
  findEcsDefinition,
  followEcsDeployment,
  restartEcsService,
  rollOutFunction,
  updateEcsService,
} from '../../deployment/scripts';

/** Works out the tags of the image, and looks for the image of the commit and for tags that another image has. */
export const nameByRun = bash(file('messages.sh'), nameImage, findImage, requireRepository, file('name-by-run.sh'));

/** Reports an image that has its only tag. */
export const reportImage = bash(file('report-image.sh'));

/** Gives the image its tags, and reports it. */
export function tagImage(tags: readonly ImageTag[]): string {
  return bash(file('messages.sh'), digestOf, ...tagging(tags), file('report-image.sh'));
}

/** Joins the images of the platforms unless the commit has its image, gives the image its tags, and reports it. */
export function joinPlatforms(tags: readonly ImageTag[]): string {
  const join = [findImage, joinImages, file('of-run.sh'), file('join-platforms.sh')];
  return bash(file('messages.sh'), ...join, ...tagging(tags), file('report-image.sh'));
}

/** The scripts that give an image its tags, without those that no tag needs. */
function tagging(tags: readonly ImageTag[]): string[] {
  return [
    addTags,
    ...(followHistory(tags) ? [followBranch, file('history.sh'), file('of-run.sh')] : []),
    ...(haveChannels(tags) ? [followVersions] : []),
    'add_tags',
  ];
}

/** Writes the task definition of a service to a file, and finds the container that gets the image. */
export const findDefinition = bash(file('messages.sh'), findEcsDefinition, file('find-definition.sh'));

/** Waits for the deployment of a task definition, and checks the digest that runs. */
export const followRollout = bash(file('messages.sh'), followEcsDeployment, file('follow-rollout.sh'));

/** Starts the tasks of a service again, and waits for that deployment. */
export const restartService = bash(file('messages.sh'), restartEcsService, file('restart-service.sh'));

/** Starts the tasks of a service again, with a role that may not read the service. */
export const restartBlindly = bash(file('messages.sh'), updateEcsService, file('restart-blindly.sh'));

/** Gives a function the image, publishes a version, and moves an alias to it. */
export const rollOutToFunction = bash(file('messages.sh'), rollOutFunction, 'roll_out_function');

function file(name: string): string {
  return shellScript(__dirname, name);
}

/** A script that fails for a variable that is not set. GitHub adds `-eo pipefail`. */
function bash(...scripts: readonly string[]): string {
  return `${['set -u', ...scripts].join('\n')}\n`;
}

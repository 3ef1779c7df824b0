import { addTags, addTagsFunction, findImage, joinImages, nameImage } from '../../naming/scripts';
import { shellScript } from '../../private/text/shell-script';
import {
  findEcsDefinition,
  followEcsDeployment,
  restartEcsService,
  rollOutFunction,
  updateEcsService,
} from '../../rollout/scripts';

/** Works out the tags of the image, and looks for the image of the commit and for tags that another image has. */
export const nameByRun = bash(file('messages.sh'), nameImage, findImage, file('name-by-run.sh'));

/** Reports an image that has its only tag. */
export const reportImage = bash(file('report-image.sh'));

/** Adds the missing tags to the image, and reports it. */
export const tagImage = bash(addTags, 'add_tags', file('report-image.sh'));

/** Joins the images of the platforms unless the commit has its image, adds the missing tags, and reports it. */
export const joinPlatforms = bash(
  file('messages.sh'),
  findImage,
  joinImages,
  file('join-platforms.sh'),
  addTagsFunction,
  'add_tags',
  file('report-image.sh'),
);

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

import { addTags, addTagsFunction, findImage, joinImages, nameImage } from '../../naming/scripts';
import { shellScript } from '../../private/text/shell-script';

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

/** Starts a deployment of a service. */
export const updateService = bash(file('update-service.sh'));

/** Starts a deployment of a service and waits until the service is stable. */
export const updateServiceAndWait = bash(file('update-service.sh'), file('wait-for-service.sh'));

function file(name: string): string {
  return shellScript(__dirname, name);
}

/** A script that fails for a variable that is not set. GitHub adds `-eo pipefail`. */
function bash(...scripts: readonly string[]): string {
  return `${['set -u', ...scripts].join('\n')}\n`;
}

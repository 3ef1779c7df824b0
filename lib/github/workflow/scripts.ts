import { addTags, findImage, joinImages, nameImage } from '../../naming/scripts';
import { shellScript } from '../../private/text/shell-script';

/** Works out the tags of the image. */
export const nameByRun = bash(nameImage, file('name-by-run.sh'));

/** Looks for the image of the commit, and fails if another image has a tag that must not move. */
export const lookForImage = bash(file('messages.sh'), findImage, file('look-for-image.sh'));

/** Reports the image that was built. */
export const reportBuiltImage = bash(file('report-image.sh'));

/** Adds the missing tags to the image, which was found or built, and reports it. */
export const reportImage = bash(addTags, file('tag-image.sh'), file('report-image.sh'));

/** Joins the images of the platforms unless the image was found, adds the missing tags, and reports it. */
export const joinPlatforms = bash(joinImages, addTags, file('join-platforms.sh'), file('report-image.sh'));

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

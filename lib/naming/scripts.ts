import { shellScript } from '../private/text/shell-script';

/** The function `name_image`, which works out the tags of an image. */
export const nameImage = shellScript(__dirname, 'name-image.sh');

/** The function `digest_of`, which asks the registry for the image that has a tag. */
export const digestOf = shellScript(__dirname, 'digest-of.sh');

/** The function `find_image`, which looks for the image of the commit and for tags that another image has. */
export const findImage = `${digestOf}\n${shellScript(__dirname, 'find-image.sh')}`;

/** The function `join_images`, which joins the images of several platforms in one index. */
export const joinImages = shellScript(__dirname, 'join-images.sh');

/** The function `add_tags` without `digest_of`, which it calls. */
export const addTagsFunction = shellScript(__dirname, 'add-tags.sh');

/** The function `add_tags`, which gives an image the tags that it lacks. */
export const addTags = `${digestOf}\n${addTagsFunction}`;

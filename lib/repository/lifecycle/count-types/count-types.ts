import { type CountTypeFacts } from './count-type';
import { imageCountMoreThan } from './image-count-more-than';
import { sinceImagePulled } from './since-image-pulled';
import { sinceImagePushed } from './since-image-pushed';
import { sinceImageTransitioned } from './since-image-transitioned';

const table = { imageCountMoreThan, sinceImagePushed, sinceImagePulled, sinceImageTransitioned };

/** The name of a count type, as ECR writes it. */
export type CountType = keyof typeof table;

/** The keys of the configuration file, each with a `countNumber`. */
export type CountKey = (typeof table)[CountType]['config']['key'];

/** All count types of ECR's lifecycle rules. */
export const countTypes: Readonly<Record<CountType, CountTypeFacts & { config: { key: CountKey } }>> = table;

/** The names of all count types. */
export const countTypeNames = Object.keys(table) as CountType[];

/** Whether a rule never takes an image and only shields images from other rules. */
export function isProtecting(selection: { readonly countType: CountType; readonly countNumber: number }): boolean {
  return selection.countNumber >= countTypes[selection.countType].protectsFrom;
}

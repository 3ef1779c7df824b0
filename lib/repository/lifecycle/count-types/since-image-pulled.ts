import { daysText } from '../../../private/validation/days';
import { type CountTypeFacts, hasPassed, neverReached } from './count-type';

/** Images some days after their last pull. */
export const sinceImagePulled = {
  storageClass: 'standard',
  actions: ['transition'],
  countUnit: 'days',
  least: 1,
  protectsFrom: neverReached,
  takes:
    (days, now) =>
    ({ usedAt }) =>
      hasPassed(days, usedAt, now),
  description: (verb, images, days) => `${verb} ${images()} after ${daysText(days)} without a pull`,
  takenReason: (days) => `not pulled for more than ${daysText(days)}`,
  keptReason: (days) => `pulled or pushed within the ${daysText(days)}`,
  sentence: (days) => [' are ', ` after ${daysText(days)} without a pull.`],
  config: {
    key: 'archiveUnpulledAfterDays',
    verb: 'Archive',
    description: 'Images that were not pulled for this number of days are archived.',
  },
} as const satisfies CountTypeFacts;

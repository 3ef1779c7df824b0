import { daysText } from '../../../private/validation/days';
import { type CountTypeFacts, hasPassed, neverReached } from './count-type';

/** Images some days after their push. */
export const sinceImagePushed = {
  storageClass: 'standard',
  actions: ['expire', 'transition'],
  countUnit: 'days',
  least: 1,
  protectsFrom: neverReached,
  cdkProperty: 'maxImageAge',
  takes:
    (days, now) =>
    ({ freshAt }) =>
      hasPassed(days, freshAt, now),
  description: (verb, images, days) => `${verb} ${images()} after ${daysText(days)}`,
  takenReason: (days) => `older than ${daysText(days)}`,
  keptReason: (days) => `not older than the ${daysText(days)}`,
  sentence: (days) => [' are ', ` ${daysText(days)} after their push.`],
  config: {
    key: 'expireOlderThanDays',
    verb: 'Expire',
    description: 'Images expire this number of days after their push.',
  },
} as const satisfies CountTypeFacts;

import { awsLimits } from '../../../private/aws/limits';
import { daysText } from '../../../private/validation/days';
import { type CountTypeFacts, hasPassed, neverReached } from './count-type';

/** Archived images some days after they were archived. */
export const sinceImageTransitioned = {
  storageClass: 'archive',
  actions: ['expire'],
  countUnit: 'days',
  least: awsLimits.ecr.leastArchiveDays,
  protectsFrom: neverReached,
  takes:
    (days, now) =>
    ({ archivedAt }) =>
      hasPassed(days, archivedAt, now),
  description: (verb, images, days) => `${verb} archived ${images()} after ${daysText(days)}`,
  takenReason: (days) => `archived for more than ${daysText(days)}`,
  keptReason: (days) => `archived within the ${daysText(days)}`,
  sentence: (days) => [' are ', ` after ${daysText(days)} in the archive.`],
  config: {
    key: 'expireArchivedAfterDays',
    verb: 'Expire',
    description: `Archived images expire after this number of days, at least ${awsLimits.ecr.leastArchiveDays}.`,
  },
} as const satisfies CountTypeFacts;

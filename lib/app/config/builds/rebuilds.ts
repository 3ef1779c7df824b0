import { scheduleExpressionRule } from '../../../private/aws/schedule-expression';
import { timeZoneRule } from '../../../private/validation/time-zone';
import { mapping, text } from '../fields';

/** When the newest release of an image is built again with newer base images. */
export const rebuilds = mapping(
  {
    schedule: text(scheduleExpressionRule, {
      description: 'A schedule of EventBridge Scheduler, as cron(...) or rate(...).',
      examples: ['cron(0 3 ? * MON *)'],
    }),
    timeZone: text(timeZoneRule, {
      description: 'The time zone of the schedule. The default is UTC.',
      examples: ['Europe/Berlin'],
    }).optional(),
  },
  'When the newest release is built again if its base images are newer, under a tag such as 1.2.3-20261130. It requires ' +
    '`semanticVersion: true` in `tags`, and provenance.',
);

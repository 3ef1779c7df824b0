import { scheduleExpressionRule } from '../../../private/aws/schedule-expression';
import { textRule } from '../../../private/validation/text';
import { firstProblem, quote, type Rule } from '../../../private/validation/validation';
import { mapping, text } from '../fields';

const timeZoneRule: Rule = (value) =>
  firstProblem(value, textRule('a time zone'), (checked) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: checked as string });
      return undefined;
    } catch {
      return `must be a time zone, such as 'Europe/Berlin', got ${quote(checked)}`;
    }
  });

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

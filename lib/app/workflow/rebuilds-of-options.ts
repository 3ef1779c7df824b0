import { TimeZone } from 'aws-cdk-lib';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { type RebuildOptions } from '../../build-input/rebuild-options';
import { timeZoneRule } from '../../private/validation/time-zone';
import { fail } from '../input-file';

/** The options of the command line about scheduled rebuilds. */
export interface RebuildFlags {
  readonly rebuildSchedule?: string;
  readonly rebuildTimeZone?: string;
}

/** When the newest release is built again. */
export function rebuildsOf({ rebuildSchedule, rebuildTimeZone }: RebuildFlags): RebuildOptions | undefined {
  if (rebuildSchedule === undefined) {
    return rebuildTimeZone === undefined ? undefined : fail('`--rebuild-time-zone` requires `--rebuild-schedule`.');
  }
  if (rebuildTimeZone === undefined) return { schedule: ScheduleExpression.expression(rebuildSchedule) };
  const problem = timeZoneRule(rebuildTimeZone);
  if (problem !== undefined) fail(`\`--rebuild-time-zone\` ${problem}`);
  return { schedule: ScheduleExpression.expression(rebuildSchedule, TimeZone.of(rebuildTimeZone)) };
}

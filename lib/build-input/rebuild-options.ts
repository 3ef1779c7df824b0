import { type ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';

/** When the newest release of an image is built again with newer base images. */
export interface RebuildOptions {
  /**
   * When the base images of the newest release are compared with their current digests, such as
   * `ScheduleExpression.cron({ weekDay: 'MON', hour: '3', minute: '0' })`. Throws for a schedule that fires once, that never fires,
   * and for a rate of less than an hour. A `PublishWorkflow` and a `PublishPipeline` write it as a cron expression of the CI
   * system. They throw for one that it does not have: with a year, `L`, `W`, `#`, or a rate that does not divide a day.
   *
   * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
   */
  readonly schedule: ScheduleExpression;
}

import { changesOf, linesOf, resource } from './changed';

const usual = {
  AlarmName: 'failed',
  Namespace: 'AWS/CodeBuild',
  MetricName: 'FailedBuilds',
  Statistic: 'Sum',
  Period: 300,
  EvaluationPeriods: 1,
  Threshold: 0,
  ComparisonOperator: 'GreaterThanThreshold',
  AlarmActions: ['arn:aws:sns:us-east-1:123456789012:a', 'arn:aws:sns:us-east-1:123456789012:b'],
};
const alarm = (more: object = {}) => ({ Alarm: resource('AWS::CloudWatch::Alarm', { ...usual, ...more }) });

test('an alarm with a higher threshold is lowered protection', () => {
  expect(changesOf(alarm(), alarm({ Threshold: 100 }))).toEqual([
    {
      kind: 'protection lowered',
      what: "Alarm 'failed' notices less: `Threshold` is 100, and was 0",
      why: 'A failure that it reported is reported later, to fewer people, or not at all.',
      fix: 'Change it back, or say in the pull request why the protection is no longer needed.',
      source: { template: 'app', logicalId: 'Alarm', path: '' },
    },
  ]);
});

test.each<[change: string, before: object, after: object, what: string]>([
  [
    'a target that goes',
    {},
    { AlarmActions: [usual.AlarmActions[0]] },
    "no longer notifies 'arn:aws:sns:us-east-1:123456789012:b'",
  ],
  [
    'another target',
    {},
    { AlarmActions: [usual.AlarmActions[0], 'arn:aws:sns:us-east-1:123456789012:c'] },
    "no longer notifies 'arn:aws:sns:us-east-1:123456789012:b'",
  ],
  ['all targets that go', {}, { AlarmActions: [] }, 'notifies no one any more'],
  ['actions that are off', {}, { ActionsEnabled: 'false' }, 'notifies no one any more'],
  ['a longer period', {}, { Period: '3600' }, 'notices later: `Period` is 3600, and was 300'],
  [
    'a sum of shorter periods',
    {},
    { Period: 60 },
    'notices less, because it counts in shorter periods: `Period` is 60, and was 300',
  ],
  ['more periods', {}, { EvaluationPeriods: 5 }, 'notices later: `DatapointsToAlarm` is 5, and was 1'],
  [
    'fewer periods for the same data points',
    { EvaluationPeriods: 5, DatapointsToAlarm: 2 },
    { EvaluationPeriods: 2, DatapointsToAlarm: 2 },
    'notices less: `EvaluationPeriods` is 2, and was 5, for 2 data points',
  ],
  [
    'a lower threshold of what must not be less',
    { ComparisonOperator: 'LessThanThreshold', Threshold: '0.5' },
    { ComparisonOperator: 'LessThanThreshold', Threshold: -1 },
    'notices less: `Threshold` is -1, and was 0.5',
  ],
  [
    'an operator that excludes the threshold',
    { ComparisonOperator: 'GreaterThanOrEqualToThreshold', Threshold: 1 },
    { Threshold: 1 },
    'notices other values: `ComparisonOperator` is GreaterThanThreshold, and was GreaterThanOrEqualToThreshold',
  ],
  [
    'missing data that is no failure any more',
    { TreatMissingData: 'breaching' },
    {},
    'no longer reports missing data: `TreatMissingData` is missing, and was breaching',
  ],
])('%s lowers the protection of an alarm', (_, before, after, what) => {
  expect(linesOf(changesOf(alarm(before), alarm(after)))).toEqual([`protection lowered: Alarm 'failed' ${what}`]);
});

test.each<[change: string, before: object, after: object]>([
  ['a lower threshold', { Threshold: 10 }, { Threshold: '5' }],
  ['a stricter operator', {}, { ComparisonOperator: 'GreaterThanOrEqualToThreshold' }],
  ['targets in another order', {}, { AlarmActions: [...usual.AlarmActions].reverse() }],
  ['one more target', {}, { AlarmActions: [...usual.AlarmActions, { Ref: 'Topic' }] }],
  ['an alarm that notified no one', { AlarmActions: [] }, { AlarmActions: [], Threshold: 9 }],
  ['fewer periods', { EvaluationPeriods: 3 }, { EvaluationPeriods: 1 }],
])('%s is no weaker alarm', (_, before, after) => {
  expect(changesOf(alarm(before), alarm(after))).toEqual([]);
});

test.each<[change: string, after: object, properties: string]>([
  ['another metric', { MetricName: 'Builds' }, '`MetricName` changes'],
  ['a threshold that only the deployment knows', { Threshold: { Ref: 'Most' } }, '`Threshold` changes'],
  [
    'a target that only the deployment knows',
    { AlarmActions: [usual.AlarmActions[0], { Ref: 'Topic' }] },
    '`AlarmActions` changes',
  ],
])('%s is unknown', (_, after, properties) => {
  expect(linesOf(changesOf(alarm(), alarm(after)))).toEqual([
    `unknown: It is not known whether alarm 'failed' still reports what it reported: ${properties}`,
  ]);
});

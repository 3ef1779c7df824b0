import { type Fields, listOf, textOf, textsOf } from '../../rules/shape';
import { quotedList, shown } from '../../rules/shown';
import { hasUnresolved } from '../../texts/symbolic-text';
import { type FoundChange } from '../change-kind';
import { capital, shortText, whenText } from '../change-words';
import { type ComparedResource } from '../compared-resources';
import { type Comparison, type ResourcePair } from '../comparison';
import { differenceOfProperty } from '../kinds/replaced';
import { withoutPrefix } from '../value-difference';

/** Alarms with fewer targets, or that notice less or later. One without targets is in the settings. */
export function weakerAlarms({ kept }: Comparison): FoundChange[] {
  return kept.filter(({ after }) => after.resource.type === 'AWS::CloudWatch::Alarm').flatMap(weakerAlarm);
}

function weakerAlarm(pair: ResourcePair): FoundChange[] {
  const { before, after } = pair;
  if (!notifies(before) || !notifies(after)) return [];
  const [was, is] = [before.resource.properties, after.resource.properties];
  const { lost, isOpen } = lostTargets(pair);
  const fewer = lost.length === 0 || isOpen ? [] : [`no longer notifies ${quotedList(lost)}`];
  const weaker = [...fewer, ...lessNoticed(was, is)];
  const basis = { source: after.resource.source, rank: after.type.rank };
  const name = shortText(after);
  const lowered = weaker.map((text) => ({
    ...basis,
    kind: 'protection lowered' as const,
    what: `${capital(name)} ${text}${whenText(after)}`,
    why: 'A failure that it reported is reported later, to fewer people, or not at all.',
    fix: 'Change it back, or say in the pull request why the protection is no longer needed.',
  }));
  const other = [
    ...watched.filter((property) => differenceOfProperty(pair, property) !== 'same'),
    ...judged.filter((property) => differenceOfProperty(pair, property) === 'unknown'),
    ...(lost.length > 0 && isOpen ? ['AlarmActions'] : []),
  ];
  if (other.length === 0) return lowered;
  return [
    ...lowered,
    {
      ...basis,
      kind: 'unknown',
      what: `It is not known whether ${name} still reports what it reported: ${properties(other)} ${other.length === 1 ? 'changes' : 'change'}${whenText(after)}`,
      why: 'It watches another value, or only the deployment knows what it compares.',
      fix: 'Check that the failures that it reported are still reported, by it or by another alarm.',
    },
  ];
}

/** The properties that say what an alarm watches. Another value is neither weaker nor stronger. */
const watched = [
  'Namespace',
  'MetricName',
  'Dimensions',
  'Metrics',
  'Statistic',
  'ExtendedStatistic',
  'EvaluateLowSampleCountPercentile',
  'ThresholdMetricId',
];

/** The properties that are weaker or stronger, if their values are known. */
const judged = [
  'ComparisonOperator',
  'Threshold',
  'Period',
  'EvaluationPeriods',
  'DatapointsToAlarm',
  'TreatMissingData',
];

function properties(names: readonly string[]): string {
  return names.map((one) => `\`${one}\``).join(' and ');
}

function notifies({ resource: { properties: fields } }: ComparedResource): boolean {
  const { ActionsEnabled: isOn, AlarmActions: actions } = fields;
  return isOn !== false && isOn !== 'false' && listOf(actions).length > 0;
}

/** The targets that an alarm no longer notifies, and whether others may be the same ones, which only the deployment knows. */
function lostTargets({ before, after }: ResourcePair): { lost: string[]; isOpen: boolean } {
  const [was, is] = [targetsOf(before), targetsOf(after)];
  const lost = was.filter((one) => !is.includes(one));
  const fresh = is.filter((one) => !was.includes(one));
  return { lost, isOpen: fresh.length >= lost.length && [...lost, ...fresh].some(hasUnresolved) };
}

function targetsOf({ resource: { properties: fields }, template: { prefix } }: ComparedResource): string[] {
  return textsOf(withoutPrefix({ value: fields.AlarmActions, prefix }));
}

/** The direction in which a value must leave the threshold, or none for a band of an anomaly detection. */
function directionOf(operator: unknown): 'above' | 'below' | undefined {
  if (operator === 'GreaterThanThreshold' || operator === 'GreaterThanOrEqualToThreshold') return 'above';
  if (operator === 'LessThanThreshold' || operator === 'LessThanOrEqualToThreshold') return 'below';
  return undefined;
}

function lessNoticed(was: Fields, is: Fields): string[] {
  const numbers = (name: string, byDefault?: unknown) => {
    const [from, to] = [was, is].map((fields) => decimal(fields[name] ?? byDefault));
    return from === undefined || to === undefined ? undefined : { from, to };
  };
  const text = (name: string, { from, to }: { from: number; to: number }) => `\`${name}\` is ${to}, and was ${from}`;
  const [from, to] = [was, is].map(({ ComparisonOperator: operator }) => directionOf(operator));
  const found: string[] = [];
  const [operator = '', newOperator = ''] = [was, is].map((fields) => textOf(fields.ComparisonOperator));
  const isKnown = !hasUnresolved(operator) && !hasUnresolved(newOperator);
  const isStricter = from === to && from !== undefined && newOperator.includes('OrEqual');
  if (isKnown && operator !== newOperator && !isStricter) {
    found.push(`notices other values: \`ComparisonOperator\` is ${shown(newOperator)}, and was ${shown(operator)}`);
  }
  const threshold = numbers('Threshold');
  if (threshold && from !== undefined && from === to) {
    const isWeaker = from === 'above' ? threshold.to > threshold.from : threshold.to < threshold.from;
    if (isWeaker) found.push(`notices less: ${text('Threshold', threshold)}`);
  }
  const evaluations = numbers('EvaluationPeriods');
  const points = pointsOf(was, is);
  const period = numbers('Period');
  if (period && period.to > period.from) found.push(`notices later: ${text('Period', period)}`);
  if (period && period.to < period.from && isSum(is) && from === 'above') {
    found.push(`notices less, because it counts in shorter periods: ${text('Period', period)}`);
  }
  if (points && points.to > points.from) found.push(`notices later: ${text('DatapointsToAlarm', points)}`);
  else if (points && evaluations && points.to === points.from && evaluations.to < evaluations.from) {
    found.push(`notices less: ${text('EvaluationPeriods', evaluations)}, for ${points.to} data points`);
  }
  const missing = textOf(is.TreatMissingData) ?? 'missing';
  if (was.TreatMissingData === 'breaching' && missing !== 'breaching' && !hasUnresolved(missing)) {
    found.push(`no longer reports missing data: \`TreatMissingData\` is ${shown(missing)}, and was breaching`);
  }
  return found;
}

/** The data points that must breach. Without a number, all of the periods must. */
function pointsOf(was: Fields, is: Fields): { from: number; to: number } | undefined {
  const [from, to] = [was, is].map((fields) => decimal(fields.DatapointsToAlarm ?? fields.EvaluationPeriods));
  return from === undefined || to === undefined ? undefined : { from, to };
}

function isSum({ Statistic: statistic }: Fields): boolean {
  return statistic === 'Sum' || statistic === 'SampleCount';
}

/** Thresholds may be decimal or negative, and templates may write numbers as texts. */
function decimal(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

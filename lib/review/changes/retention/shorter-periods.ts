import { numberOf } from '../../rules/shape';
import { type FoundChange } from '../change-kind';
import { capital, shortText, whenText } from '../change-words';
import { type Comparison, type ResourcePair } from '../comparison';
import { differenceOfProperty } from '../kinds/replaced';

/** A property with the time for which a type of resource keeps something. */
interface Period {
  readonly property: string;
  /** The things that are kept. */
  readonly what: string;
  readonly unit: string;
  /** The value of a resource without the property. */
  readonly byDefault: number;
}

const periods: Readonly<Record<string, Period>> = {
  'AWS::Logs::LogGroup': { property: 'RetentionInDays', what: 'logs', unit: 'days', byDefault: Infinity },
  'AWS::SQS::Queue': { property: 'MessageRetentionPeriod', what: 'messages', unit: 'seconds', byDefault: 345_600 },
};

/** Logs and messages that are kept for a shorter time. */
export function shorterPeriods({ kept }: Comparison): FoundChange[] {
  return kept.flatMap(shorterPeriod);
}

function shorterPeriod(pair: ResourcePair): FoundChange[] {
  const { before, after } = pair;
  const period = periods[after.resource.type];
  if (!period) return [];
  const { property, what, unit, byDefault } = period;
  const difference = differenceOfProperty(pair, property);
  const [was, is] = [before, after].map(({ resource }) => numberOf(resource.properties[property] ?? byDefault));
  const basis = { source: after.resource.source, rank: after.type.rank };
  if (difference === 'unknown' || was === undefined || is === undefined) {
    if (difference === 'same') return [];
    return [
      {
        ...basis,
        kind: 'unknown',
        what: `It is not known whether ${shortText(after)} keeps its ${what} for a shorter time${whenText(after)}`,
        why: `\`${property}\` changes, and only the deployment knows its value.`,
        fix: 'Look at the value before and after in a change set, such as that of `npx cdk diff`.',
      },
    ];
  }
  if (is >= was) return [];
  return [
    {
      ...basis,
      kind: 'retention shrinks',
      what: `${capital(shortText(after))} keeps its ${what} for ${is} ${unit}, and before ${was === Infinity ? 'forever' : `for ${was} ${unit}`}${whenText(after)}`,
      why: `Older ${what} are deleted.`,
      fix: 'Keep the period, or save what must stay.',
    },
  ];
}

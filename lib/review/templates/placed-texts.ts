import { parseJsonText } from './template-reading';
import { entriesOf, field, isList, type Value } from './value';

/** A text among the properties of a resource. */
export interface PlacedText {
  readonly text: string;
  /** Whether it is in the trust policy of a role, whose ARNs are often of other accounts. */
  readonly isInTrust: boolean;
  /** Whether it is in a condition of a statement. */
  readonly isInCondition: boolean;
  /** Whether a statement denies or leaves out what the text names: a wrong guess at it would hide access. */
  readonly isExcluded: boolean;
}

type Placed = Omit<PlacedText, 'text'> & { readonly value: Value };

/** The texts in the properties of a resource, and in documents that are texts; each once for each kind of place. */
export function placedTexts(properties: Value | undefined): PlacedText[] {
  const start = { isInTrust: false, isInCondition: false, isExcluded: false };
  const waiting: Placed[] = properties === undefined ? [] : [{ ...start, value: properties }];
  const seen = new Set<Value>();
  const found = new Map<string, PlacedText>();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, ...place } = next;
    if (typeof value === 'string') {
      found.set(`${Object.values(place).join(' ')} ${value}`, { ...place, text: value });
      const inner = value.startsWith('{') ? (parseJsonText(value) as Value | undefined) : undefined;
      if (inner !== undefined) waiting.push({ ...place, value: inner });
    } else if (typeof value === 'object' && value !== null && !seen.has(value)) {
      seen.add(value);
      for (const one of itemsOf(value, place)) waiting.push(one);
    }
  }
  return [...found.values()];
}

function itemsOf(value: Value, place: Omit<Placed, 'value'>): Placed[] {
  if (isList(value)) return value.map((item) => ({ ...place, value: item }));
  const isDeny = field(value, 'Effect') === 'Deny';
  return entriesOf(value).map(([key, item]) => ({
    value: item as Value,
    isInTrust: place.isInTrust || key === 'AssumeRolePolicyDocument',
    isInCondition: place.isInCondition || key === 'Condition',
    isExcluded: place.isExcluded || isDeny || key === 'NotResource' || key === 'NotPrincipal',
  }));
}

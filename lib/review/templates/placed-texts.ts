import { parseJsonText } from './template-reading';
import { entriesOf, isList, type Value } from './value';

/** A text among the properties of a resource. */
export interface PlacedText {
  readonly text: string;
  /** Whether it is in the trust policy of a role, whose ARNs are often of other accounts. */
  readonly isInTrust: boolean;
  /** Whether it is in a condition of a statement. */
  readonly isInCondition: boolean;
}

type Placed = Omit<PlacedText, 'text'> & { readonly value: Value };

/** The texts in the properties of a resource, and in documents that are texts; each once for each kind of place. */
export function placedTexts(properties: Value | undefined): PlacedText[] {
  const waiting: Placed[] =
    properties === undefined ? [] : [{ value: properties, isInTrust: false, isInCondition: false }];
  const seen = new Set<Value>();
  const found = new Map<string, PlacedText>();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, isInTrust, isInCondition } = next;
    if (typeof value === 'string') {
      found.set(`${String(isInTrust)} ${String(isInCondition)} ${value}`, { text: value, isInTrust, isInCondition });
      const inner = value.startsWith('{') ? (parseJsonText(value) as Value | undefined) : undefined;
      if (inner !== undefined) waiting.push({ value: inner, isInTrust, isInCondition });
    } else if (typeof value === 'object' && value !== null && !seen.has(value)) {
      seen.add(value);
      const items = isList(value) ? value.map((item) => ['', item] as const) : entriesOf(value);
      for (const [key, item] of items) {
        waiting.push({
          value: item as Value,
          isInTrust: isInTrust || key === 'AssumeRolePolicyDocument',
          isInCondition: isInCondition || key === 'Condition',
        });
      }
    }
  }
  return [...found.values()];
}

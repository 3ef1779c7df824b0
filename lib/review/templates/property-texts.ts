import { parseJsonText } from './template-reading';
import { entriesOf, field, isList, type Value } from './value';

/** A text in the properties of a resource. */
export interface PropertyText {
  readonly text: string;
  /** Whether it is in the trust policy of a role, whose ARNs are often of other accounts. */
  readonly isInTrust: boolean;
  /** Whether it is in a condition of a statement. */
  readonly isInCondition: boolean;
  /** Whether a statement denies or excludes what the text names. A wrong guess about it would hide access. */
  readonly isExcluded: boolean;
}

type PendingValue = Omit<PropertyText, 'text'> & { readonly value: Value };

/** The texts in the properties of a resource and in policy documents that are texts, each once for each kind of use. */
export function propertyTexts(properties: Value | undefined): PropertyText[] {
  const start = { isInTrust: false, isInCondition: false, isExcluded: false };
  const waiting: PendingValue[] = properties === undefined ? [] : [{ ...start, value: properties }];
  const seen = new Set<Value>();
  const found = new Map<string, PropertyText>();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, ...context } = next;
    if (typeof value === 'string') {
      found.set(`${Object.values(context).join(' ')} ${value}`, { ...context, text: value });
      const inner = value.startsWith('{') ? (parseJsonText(value) as Value | undefined) : undefined;
      if (inner !== undefined) waiting.push({ ...context, value: inner });
    } else if (typeof value === 'object' && value !== null && !seen.has(value)) {
      seen.add(value);
      for (const one of itemsOf(value, context)) waiting.push(one);
    }
  }
  return [...found.values()];
}

function itemsOf(value: Value, context: Omit<PendingValue, 'value'>): PendingValue[] {
  if (isList(value)) return value.map((item) => ({ ...context, value: item }));
  const isDeny = field(value, 'Effect') === 'Deny';
  return entriesOf(value).map(([key, item]) => ({
    value: item as Value,
    isInTrust: context.isInTrust || key === 'AssumeRolePolicyDocument',
    isInCondition: context.isInCondition || key === 'Condition',
    isExcluded: context.isExcluded || isDeny || key === 'NotResource' || key === 'NotPrincipal',
  }));
}

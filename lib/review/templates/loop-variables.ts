import { entriesOf, field, isList } from './value';

/** Deeper values are not changed. The reading of the template stops at that depth too. */
const mostLevels = 110;

/**
 * The body of a loop for one item. `${Name}` and `{ Ref: Name }` become the item. `&{Name}` becomes the item without
 * the characters that a logical ID may not have.
 */
export function substituted(body: unknown, identifier: string, item: string): unknown {
  const bare = item.replace(/[^A-Za-z0-9]/g, '');
  const inText = (text: string): string =>
    text.replaceAll(`\${${identifier}}`, () => item).replaceAll(`&{${identifier}}`, () => bare);
  const inside = (value: unknown, level: number): unknown => {
    if (typeof value === 'string') return inText(value);
    if (typeof value !== 'object' || value === null || level > mostLevels) return value;
    if (isList(value)) return value.map((one) => inside(one, level + 1));
    if (isReferenceTo(value, identifier)) return item;
    return Object.fromEntries(entriesOf(value).map(([key, one]) => [inText(key), inside(one, level + 1)]));
  };
  return inside(body, 0);
}

/**
 * The body of a loop for an item that is known only at deploy. Logical IDs keep `${Name}`, and so do references to
 * them. Other texts become `Fn::Sub`, in which the name is unresolved.
 */
export function symbolic(body: unknown, identifier: string): unknown {
  const marks = [`\${${identifier}}`, `&{${identifier}}`];
  const open = `\${${identifier}}`;
  const isMarked = (text: string): boolean => marks.some((mark) => text.includes(mark));
  const inSub = (text: string): string => text.replaceAll(`&{${identifier}}`, () => open);
  const escaped = (text: string): string =>
    inSub(text)
      .split(open)
      .map((part) => part.replaceAll('${', () => '${!'))
      .join(open);
  const inside = (value: unknown, level: number): unknown => {
    if (typeof value === 'string') return isMarked(value) ? { 'Fn::Sub': escaped(value) } : value;
    if (typeof value !== 'object' || value === null || level > mostLevels) return value;
    if (isList(value)) return value.map((one) => inside(one, level + 1));
    return Object.fromEntries(entriesOf(value).map(([key, one]) => [key, inEntry(key, one, level)]));
  };
  const inEntry = (key: string, value: unknown, level: number): unknown => {
    if (key === 'Fn::GetAtt' || (isPlainName(value) && namesLogicalId.has(key))) return value;
    if (key !== 'Fn::Sub') return inside(value, level + 1);
    if (typeof value === 'string') return inSub(value);
    const [text, ...others] = isList(value) ? value : [value];
    return [typeof text === 'string' ? inSub(text) : text, ...others.map((one) => inside(one, level + 1))];
  };
  return inside(body, 0);
}

/** The keys whose values refer to a logical ID or a condition by its name. */
const namesLogicalId: ReadonlySet<string> = new Set(['Condition', 'DependsOn', 'Ref']);

/** Whether a value is a name or a list of names. The `Condition` block of a statement is not. */
function isPlainName(value: unknown): boolean {
  return [value].flat().every((one) => typeof one === 'string');
}

function isReferenceTo(value: object, identifier: string): boolean {
  return field(value, 'Ref') === identifier && Object.keys(value).length === 1;
}

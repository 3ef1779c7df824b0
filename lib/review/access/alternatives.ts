import { type AccessRow, isManyPrincipals } from './access-row';
import { distinct } from './verdicts';

/**
 * Merges the rows of one principal, repository, operation and chain of roles to one row for each decision. Several rows
 * occur if conditions of a template choose between resources or statements. The conditions of `*` and services say which
 * principals they are, so their rows are merged only if these conditions are equal.
 */
export function withoutAlternatives(rows: readonly AccessRow[]): AccessRow[] {
  const groups = new Map<string, AccessRow[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const same = groups.get(key);
    if (same) same.push(row);
    else groups.set(key, [row]);
  }
  return Array.from(groups.values()).flatMap((same) =>
    same.length === 1 ? same : byRepositories(same).flatMap(merged),
  );
}

/** Groups rows by the repositories that they are about. */
function byRepositories(rows: readonly AccessRow[]): AccessRow[][] {
  const groups = new Map<string, AccessRow[]>();
  for (const row of rows) {
    const key = (row.alike ?? []).map(({ arn }) => arn).join('\0');
    const same = groups.get(key);
    if (same) same.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()];
}

function keyOf({ principal, via, repository, arn = repository, outside, operation, conditions }: AccessRow): string {
  const own = [principal, via, arn, operation, outside === true ? 'outside' : ''];
  const bounds = via === '' && isManyPrincipals(principal) ? conditions.filter((text) => !isOfTemplate(text)) : [];
  return [...own, ...bounds].join('\0');
}

function merged(rows: readonly AccessRow[]): AccessRow[] {
  const [free] = rows.filter(({ decision }) => decision === 'allowed');
  if (free) return [free];
  const conditional = rows.filter(({ decision }) => decision === 'conditional');
  const unknown = rows.filter(({ decision }) => decision === 'unknown');
  const [first] = conditional;
  const [doubtful] = unknown;
  const conditions = oneOf(conditional.map((row) => row.conditions));
  return [
    ...(first
      ? [{ ...first, decision: conditions.length === 0 ? ('allowed' as const) : first.decision, conditions }]
      : []),
    ...(doubtful && (!first || conditions.length > 0)
      ? [{ ...doubtful, conditions: distinct(unknown.flatMap((row) => row.conditions)) }]
      : []),
  ];
}

/** The conditions to meet if each of several lists of conditions is enough. */
export function oneOf(alternatives: readonly (readonly string[])[]): readonly string[] {
  const [only, ...others] = simplest(alternatives);
  if (only === undefined || others.length === 0) return only ?? [];
  const all = [only, ...others];
  const common = only.filter((text) => others.every((other) => other.includes(text)));
  const rest = all.map((texts) => texts.filter((text) => !common.includes(text)));
  return [...common, `either ${rest.map((texts) => texts.join(' and ')).join(', or ')}`];
}

/** Omits a list that contains another one. Two lists that differ by a condition and its opposite become one list without it. */
function simplest(alternatives: readonly (readonly string[])[]): readonly (readonly string[])[] {
  let current = [...new Map(alternatives.map((texts) => [[...texts].sort().join('\0'), texts])).values()];
  for (let pair = mergedPair(current); pair !== undefined; pair = mergedPair(current)) current = pair;
  return current;
}

function mergedPair(alternatives: readonly (readonly string[])[]): (readonly string[])[] | undefined {
  for (const one of alternatives) {
    for (const other of alternatives) {
      const joined = one === other ? undefined : joinedPair(one, other);
      if (joined) return [...alternatives.filter((texts) => texts !== one && texts !== other), joined];
    }
  }
  return undefined;
}

function joinedPair(one: readonly string[], other: readonly string[]): readonly string[] | undefined {
  if (one.every((text) => other.includes(text))) return one;
  const [mine, ...more] = one.filter((text) => !other.includes(text));
  const [theirs, ...rest] = other.filter((text) => !one.includes(text));
  if (mine === undefined || theirs === undefined || more.length > 0 || rest.length > 0) return undefined;
  return opposite(mine) === theirs ? one.filter((text) => text !== mine) : undefined;
}

/** The opposite of a condition of the template. Conditions of policies have no certain opposite. */
function opposite(text: string): string | undefined {
  if (!isOfTemplate(text)) return undefined;
  const name = text.slice(ofTemplate.length);
  return `${ofTemplate}${name.startsWith('not ') ? name.slice('not '.length) : `not ${name}`}`;
}

const ofTemplate = 'template condition ';

function isOfTemplate(text: string): boolean {
  return text.startsWith(ofTemplate);
}

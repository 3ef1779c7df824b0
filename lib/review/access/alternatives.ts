import { type AccessRow, isManyPrincipals } from './access-row';
import { distinct } from './verdicts';

/**
 * Rows with what one principal can do with one repository, the same way, once for each decision: a role may be there in
 * several forms, and a statement in several places. Principals that are known by their conditions alone, `*` and
 * services, keep a row for each of them.
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

/** Rows by the repositories that they are about. */
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

/** What has to hold if each of some lists of conditions is enough. */
export function oneOf(alternatives: readonly (readonly string[])[]): readonly string[] {
  const [only, ...others] = simplest(alternatives);
  if (only === undefined || others.length === 0) return only ?? [];
  const all = [only, ...others];
  const common = only.filter((text) => others.every((other) => other.includes(text)));
  const rest = all.map((texts) => texts.filter((text) => !common.includes(text)));
  return [...common, `either ${rest.map((texts) => texts.join(' and ')).join(', or ')}`];
}

/** The same with fewer: what asks for more than another is left out, and of two that differ by a condition and its opposite, the rest. */
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

/** The opposite of a template's condition; other conditions have none that is sure. */
function opposite(text: string): string | undefined {
  if (!isOfTemplate(text)) return undefined;
  const name = text.slice(ofTemplate.length);
  return `${ofTemplate}${name.startsWith('not ') ? name.slice('not '.length) : `not ${name}`}`;
}

const ofTemplate = 'template condition ';

function isOfTemplate(text: string): boolean {
  return text.startsWith(ofTemplate);
}

import { hasUnresolved, literal, shownText } from '../texts/symbolic-text';
import { type Logic } from './condition-logic';
import { type TemplateReader } from './template-reader';
import { field, isList, scalarText, type Value } from './value';

/** A key that an unresolved value may be, and the name of the condition under which it is. */
export interface KeyCandidate {
  readonly key: string;
  readonly condition: string;
}

/** The keys of a map, or the positions in a list, that an unresolved value may be. */
export interface KeyCases {
  readonly candidates: readonly KeyCandidate[];
  /** Whether the value may be none of the keys. CloudFormation refuses that unless there is a default. */
  readonly canMiss: boolean;
}

/** A key, `missing` if the map does not have it, or `undefined` if it is not known. */
export type ChosenKey = { readonly key: string } | 'missing' | undefined;

/** Maps with more keys are not read key by key. */
const mostKeys = 64;

/** The cases of a key, or `undefined` if there are too many. `openText` is the key with all parameters unresolved. */
export function keyCases(
  raw: unknown,
  openText: string,
  keys: readonly string[],
  { canMiss, allowed }: { readonly canMiss: boolean; readonly allowed?: readonly string[] | undefined },
): KeyCases | undefined {
  const possible = allowed ? keys.filter((key) => allowed.includes(key)) : keys;
  if (possible.length === 0 || possible.length > mostKeys) return undefined;
  const parameter = field(raw, 'Ref');
  const label = typeof parameter === 'string' ? literal(parameter) : shownText(openText);
  return {
    candidates: possible.map((key) => ({ key, condition: `${label} is '${literal(key)}'` })),
    canMiss: canMiss && allowed?.every((one) => keys.includes(one)) !== true,
  };
}

/** The key that follows from the assumptions, or the candidates that are left if none does. */
export function decidedKey(
  { candidates, canMiss }: KeyCases,
  decide: (condition: string) => boolean | undefined,
): ChosenKey | { readonly left: readonly KeyCandidate[] } {
  const decided = candidates.map((one) => ({ ...one, holds: decide(one.condition) }));
  const chosen = decided.find(({ holds }) => holds === true);
  if (chosen) return { key: chosen.key };
  const left = decided.filter(({ holds }) => holds === undefined);
  const [only, ...others] = left;
  if (only === undefined) return canMiss ? 'missing' : undefined;
  return others.length === 0 && !canMiss ? { key: only.key } : { left };
}

/** The condition under which an unresolved value is a key. */
export function keyLogic(
  raw: unknown,
  openText: string,
  key: string,
  { byDefault, parameters }: { readonly byDefault: string | undefined; readonly parameters: readonly string[] },
): Logic {
  const parameter = field(raw, 'Ref');
  const isParameter = typeof parameter === 'string' && parameters.includes(parameter);
  return {
    kind: 'fact',
    fact: {
      key: [openText, key].sort().join('\0'),
      ...(byDefault !== undefined && !hasUnresolved(byDefault) ? { byDefault: byDefault === key } : {}),
      parameters,
      choice: { of: openText, text: key },
      ...(isParameter ? { equality: { parameter, text: key } } : {}),
    },
  };
}

/** The allowed values of a parameter, if its template lists them. */
export function allowedValues(raw: unknown, { template }: TemplateReader): string[] | undefined {
  const name = field(raw, 'Ref');
  const list = typeof name === 'string' ? field(template.parameters.get(name), 'AllowedValues') : undefined;
  if (!isList(list)) return undefined;
  return list.flatMap((one) => scalarText(one as Value) ?? []);
}

import { arnParts } from '../texts/arn';
import { unresolved } from '../texts/symbolic-text';

const variables = /\$\{([^{}]*)\}/g;

/** A value of a policy with the values of the request. Variables that the request does not know are unresolved. */
export interface FilledValue {
  /** The value as a pattern. Stars and question marks that are no wildcards are written `${*}` and `${?}`. */
  readonly pattern: string;
  /** Whether the request does not know the value of a variable. */
  readonly open: boolean;
  /** Whether the value has a variable that the request is known not to have. Then it matches nothing. */
  readonly void: boolean;
}

/** Replaces variables such as `${aws:username}` and `${aws:PrincipalTag/team, 'none'}` with their values. */
export function filled(value: string, context: Readonly<Record<string, readonly string[]>>): FilledValue {
  if (!value.includes('${')) return { pattern: value, open: false, void: false };
  const state = { open: false, void: false };
  const pattern = value.replace(variables, (whole, inside: string) => {
    if (inside === '*' || inside === '?' || inside === '$') return whole;
    const [, name = inside, fallback] = /^(.*?)\s*,\s*'(.*)'$/.exec(inside) ?? [];
    const key = name.trim().toLowerCase();
    const values = Object.hasOwn(context, key) ? context[key] : undefined;
    if (values === undefined) {
      state.open = true;
      return unresolved(`\${${inside}}`);
    }
    const [only] = values;
    if (only !== undefined && values.length === 1) return escaped(only);
    if (only === undefined && fallback !== undefined) return escaped(fallback);
    state.void = true;
    return '';
  });
  return { pattern, ...state };
}

/**
 * The same for a resource. IAM replaces variables only after the fifth colon of an ARN. It does not document what
 * happens to others, so their value is unknown.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function filledResource(resource: string, context: Readonly<Record<string, readonly string[]>>): FilledValue {
  if (!resource.includes('${')) return filled(resource, context);
  let start = '';
  let end = 0;
  for (const match of resource.matchAll(variables)) {
    const before = start + resource.slice(end, match.index);
    if (!before.startsWith('arn:') || arnParts(before).length > 5) break;
    start = before + unresolved(match[1] ?? '');
    end = match.index + match[0].length;
  }
  const rest = filled(resource.slice(end), context);
  return { ...rest, pattern: start + rest.pattern };
}

/** The value as a text to compare: both `${*}` and `*` are a plain `*`. */
export function asText(pattern: string): string {
  return pattern.replace(/\$\{([*?$])\}/g, '$1');
}

function escaped(text: string): string {
  return text.replace(/[*?$]/g, (character) => `\${${character}}`);
}

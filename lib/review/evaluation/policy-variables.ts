import { arnParts } from '../texts/arn';
import { unresolved } from '../texts/symbolic-text';

const variables = /\$\{([^{}]*)\}/g;

/** A value of a policy with the request's values filled in; those that the request leaves open are holes. */
export interface FilledValue {
  /** As a pattern: what is no wildcard in it stands as `${*}` and `${?}`. */
  readonly pattern: string;
  /** Whether the request leaves a variable of it open. */
  readonly open: boolean;
  /** Whether it names a variable that the request surely has not: then it matches nothing. */
  readonly void: boolean;
}

/** Fills in `${aws:username}`, `${aws:PrincipalTag/team, 'none'}` and the like. */
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
 * The same for a resource. IAM fills in variables after the fifth colon of an ARN only; what it makes of others is not
 * documented, so they are in doubt.
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

/** As a text to compare: `${*}` is `*` there, and a `*` is one too. */
export function asText(pattern: string): string {
  return pattern.replace(/\$\{([*?$])\}/g, '$1');
}

function escaped(text: string): string {
  return text.replace(/[*?$]/g, (character) => `\${${character}}`);
}

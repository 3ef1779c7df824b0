/** A fact that the templates do not decide, in words, and its opposite. The words identify it. */
export interface OpenFact {
  readonly text: string;
  readonly opposite: string;
}

/** The open facts under which something is true. */
export type Formula =
  | { readonly kind: 'always' }
  | { readonly kind: 'never' }
  | { readonly kind: 'fact'; readonly fact: OpenFact }
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Formula[] };

export const always: Formula = { kind: 'always' };
export const never: Formula = { kind: 'never' };

export function open(text: string, opposite = `unless ${text}`): Formula {
  return { kind: 'fact', fact: { text, opposite } };
}

/** True if all parts are true. */
export function all(formulas: readonly Formula[]): Formula {
  return joined('all', formulas, never, always);
}

/** True if at least one part is true. */
export function any(formulas: readonly Formula[]): Formula {
  return joined('any', formulas, always, never);
}

/** The opposite, as one fact: "unless A and B" is easier to read than the result of De Morgan's laws. */
export function not(formula: Formula): Formula {
  if (formula.kind === 'always') return never;
  if (formula.kind === 'never') return always;
  if (formula.kind === 'fact') return open(formula.fact.opposite, formula.fact.text);
  const text = wordsOf(formula);
  return open(`unless ${text}`, text);
}

/** The formula in words, with parentheses if `and` and `or` are mixed. */
export function wordsOf(formula: Formula): string {
  if (formula.kind === 'always' || formula.kind === 'never') return formula.kind;
  if (formula.kind === 'fact') return formula.fact.text;
  const parts = formula.parts.map((part) => (part.kind === 'fact' ? part.fact.text : `(${wordsOf(part)})`));
  return parts.join(formula.kind === 'all' ? ' and ' : ' or ');
}

/**
 * Joins parts, each of them once. A fact together with its opposite decides the result, and so does one `settled` part.
 */
function joined(kind: 'all' | 'any', formulas: readonly Formula[], settled: Formula, empty: Formula): Formula {
  const parts = new Map<string, Formula>();
  const opposites = new Set<string>();
  const flat = formulas.flatMap((formula) => (formula.kind === kind ? formula.parts : [formula]));
  for (const part of flat) {
    if (part.kind === settled.kind) return settled;
    if (part.kind === empty.kind) continue;
    if (part.kind === 'fact') {
      // The opposite of one fact may be in other words than the other fact.
      if (parts.has(part.fact.opposite) || opposites.has(part.fact.text)) return settled;
      opposites.add(part.fact.opposite);
    }
    parts.set(wordsOf(part), part);
  }
  const [first, ...others] = parts.values();
  if (first === undefined) return empty;
  return others.length === 0 ? first : { kind, parts: [first, ...others] };
}

/** Something that the templates leave open, in words, and the opposite of it. The words are its identity. */
export interface OpenFact {
  readonly text: string;
  readonly opposite: string;
}

/** When something holds, as far as it depends on open facts. */
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

/** All of them hold. */
export function all(formulas: readonly Formula[]): Formula {
  return joined('all', formulas, never, always);
}

/** At least one of them holds. */
export function any(formulas: readonly Formula[]): Formula {
  return joined('any', formulas, always, never);
}

/** The opposite, as one fact: "unless A and B" reads better than what De Morgan makes of it. */
export function not(formula: Formula): Formula {
  if (formula.kind === 'always') return never;
  if (formula.kind === 'never') return always;
  if (formula.kind === 'fact') return open(formula.fact.opposite, formula.fact.text);
  const text = wordsOf(formula);
  return open(`unless ${text}`, text);
}

/** In words, exactly; parentheses where `and` and `or` meet. */
export function wordsOf(formula: Formula): string {
  if (formula.kind === 'always' || formula.kind === 'never') return formula.kind;
  if (formula.kind === 'fact') return formula.fact.text;
  const parts = formula.parts.map((part) => (part.kind === 'fact' ? part.fact.text : `(${wordsOf(part)})`));
  return parts.join(formula.kind === 'all' ? ' and ' : ' or ');
}

/** Flat, each part once; a fact beside its opposite settles it, and so does one `settled` part. */
function joined(kind: 'all' | 'any', formulas: readonly Formula[], settled: Formula, empty: Formula): Formula {
  const parts = new Map<string, Formula>();
  const opposites = new Set<string>();
  const flat = formulas.flatMap((formula) => (formula.kind === kind ? formula.parts : [formula]));
  for (const part of flat) {
    if (part.kind === settled.kind) return settled;
    if (part.kind === empty.kind) continue;
    if (part.kind === 'fact') {
      // One of the two may know the other by other words.
      if (parts.has(part.fact.opposite) || opposites.has(part.fact.text)) return settled;
      opposites.add(part.fact.opposite);
    }
    parts.set(wordsOf(part), part);
  }
  const [first, ...others] = parts.values();
  if (first === undefined) return empty;
  return others.length === 0 ? first : { kind, parts: [first, ...others] };
}

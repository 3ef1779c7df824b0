import { type GraphResource, type Statement } from './template-graph';

/**
 * Whether the conditions of a statement and of a resource are never true together. Conditions of two templates are
 * independent, even if they have the same name.
 */
export function isExcluded(
  { when, source }: Pick<Statement, 'when' | 'source'>,
  resource: Pick<GraphResource, 'when' | 'source'>,
): boolean {
  return source.template === resource.source.template && contradict(when, resource.when);
}

/** Whether some conditions of a template are never true together with others, such as `IsProd` and `not IsProd`. */
export function contradict(some: readonly string[], others: readonly string[]): boolean {
  if (some.length === 0 || others.length === 0) return false;
  return others.some(
    (text) => some.includes(`not ${text}`) || some.some((own) => text === `not ${own}` || areTwo(own, text)),
  );
}

/** Whether two texts give different values to one parameter, such as `Stage is 'dev'` and `Stage is 'prod'`. */
function areTwo(one: string, other: string): boolean {
  if (one === other) return false;
  const [first, second] = [one, other].map((text) => /^(?!not )(.*) is '[^']*'$/.exec(text)?.[1]);
  return first !== undefined && first === second;
}

import { type GraphResource, type Statement } from './template-graph';

/**
 * Whether a statement never holds where a resource is, by their conditions. Those of two templates have nothing to do
 * with each other, whatever their names.
 */
export function isExcluded(
  { when, source }: Pick<Statement, 'when' | 'source'>,
  resource: Pick<GraphResource, 'when' | 'source'>,
): boolean {
  return source.template === resource.source.template && contradict(when, resource.when);
}

/** Whether some conditions of a template never hold together with others, as `IsProd` and `not IsProd`. */
export function contradict(some: readonly string[], others: readonly string[]): boolean {
  if (some.length === 0 || others.length === 0) return false;
  return others.some(
    (text) => some.includes(`not ${text}`) || some.some((own) => text === `not ${own}` || areTwo(own, text)),
  );
}

/** Whether two texts give two values to one parameter: `Stage is 'dev'`, `Stage is 'prod'`. */
function areTwo(one: string, other: string): boolean {
  if (one === other) return false;
  const [first, second] = [one, other].map((text) => /^(?!not )(.*) is '[^']*'$/.exec(text)?.[1]);
  return first !== undefined && first === second;
}

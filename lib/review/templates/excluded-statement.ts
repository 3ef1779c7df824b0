import { type GraphResource, type Statement } from '../template-graph';

/**
 * Whether a statement never holds where a resource is, by their conditions. Those of two templates have nothing to do
 * with each other, whatever their names.
 */
export function isExcluded(
  { when, source }: Pick<Statement, 'when' | 'source'>,
  resource: Pick<GraphResource, 'when' | 'source'>,
): boolean {
  if (when.length === 0 || resource.when.length === 0 || source.template !== resource.source.template) return false;
  return resource.when.some((text) => when.includes(`not ${text}`) || when.some((own) => text === `not ${own}`));
}

import { type TemplateGraph } from '../templates/template-graph';

/** Computes a value once for each graph, because many rules need it. */
export function oncePerGraph<Result>(read: (graph: TemplateGraph) => Result): (graph: TemplateGraph) => Result {
  const results = new WeakMap<TemplateGraph, { readonly result: Result }>();
  return (graph) => {
    const known = results.get(graph) ?? { result: read(graph) };
    results.set(graph, known);
    return known.result;
  };
}

import { type TemplateGraph } from '../templates/template-graph';

/** What many rules read from a graph is worked out once. */
export function oncePerGraph<Result>(read: (graph: TemplateGraph) => Result): (graph: TemplateGraph) => Result {
  const results = new WeakMap<TemplateGraph, { readonly result: Result }>();
  return (graph) => {
    const known = results.get(graph) ?? { result: read(graph) };
    results.set(graph, known);
    return known.result;
  };
}

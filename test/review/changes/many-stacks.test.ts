import { destructiveChanges } from '../../../lib/review/changes/all-changes';
import { graphOf } from '../../../lib/review/review-templates';
import { type TemplateGraph } from '../../../lib/review/templates/template-graph';
import { image, lifecycle, newest, resource, stack } from './changed';

const stacks = (count: number, keep: number) =>
  graphOf(
    Array.from({ length: count }, (_, index) =>
      stack(`stack-${index}`, {
        App: image({ RepositoryName: `app-${index}`, ...lifecycle(newest(keep)) }),
        Logs: resource('AWS::Logs::LogGroup', { LogGroupName: `app-${index}` }),
        ...(keep === 100 && { Old: image({ RepositoryName: `old-${index}` }) }),
        ...(keep === 10 && { New: image({ RepositoryName: `old-${index}` }) }),
      }),
    ),
  );

/** A graph that counts how often something reads a list or a resource of it. */
function counted(graph: TemplateGraph): { readonly graph: TemplateGraph; readonly reads: () => number } {
  let reads = 0;
  const counting = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(of, key, receiver) {
        reads += 1;
        return Reflect.get(of, key, receiver) as unknown;
      },
    });
  return {
    graph: {
      ...graph,
      resources: counting(graph.resources.map(counting)),
      templates: counting(graph.templates.map(counting)),
    },
    reads: () => reads,
  };
}

function readsFor(count: number): number {
  const [before, after] = [counted(stacks(count, 100)), counted(stacks(count, 10))];
  expect(destructiveChanges(before.graph, after.graph)).toHaveLength(2 * count);
  return before.reads() + after.reads();
}

test('a comparison of three times as many stacks reads three times as much', () => {
  expect(readsFor(300) / readsFor(100)).toBeLessThan(3.1);
});

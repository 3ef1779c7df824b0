import { atStart, imageHolders } from '../image-holders';
import { reviewRule } from '../review-rule';

export const withoutLifecycle = reviewRule({
  id: 'repository-without-lifecycle',
  severity: 'note',
  title: 'A repository that keeps every image',
  findProblems: (graph) =>
    imageHolders(graph)
      .filter(({ keepsAll }) => keepsAll)
      .map(({ resource, words }) => ({
        source: resource.source,
        message: `${atStart(words)} has no lifecycle policy. Images are kept and paid for forever, and old ones with known vulnerabilities can still be pulled.`,
        fix: 'Expire untagged images, and keep the newest of the others.',
      })),
});

import { fieldsOf } from '../shape';
import { reviewRule } from '../review-rule';
import { shown } from '../shown';

export const withoutLifecycle = reviewRule({
  id: 'repository-without-lifecycle',
  severity: 'note',
  title: 'A repository that keeps every image',
  findProblems: ({ repositories }) =>
    repositories
      .filter(({ resource }) => {
        const { LifecyclePolicy: policy } = resource.properties;
        return (
          policy === undefined ||
          policy === null ||
          (Object.keys(fieldsOf(policy)).length === 0 && typeof policy !== 'string')
        );
      })
      .map(({ resource, name }) => ({
        source: resource.source,
        message: `Repository '${shown(name)}' has no lifecycle policy. Images are kept and paid for forever, and old ones with known vulnerabilities can still be pulled.`,
        fix: 'Expire untagged images, and keep the newest of the others.',
      })),
});

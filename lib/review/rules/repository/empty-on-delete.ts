import { reviewRule } from '../review-rule';
import { isTrue } from '../shape';
import { shown } from '../shown';

export const emptyOnDelete = reviewRule({
  id: 'repository-empty-on-delete',
  severity: 'warning',
  title: 'Images that are deleted with the stack',
  findProblems: ({ repositories }) =>
    repositories
      .filter(({ resource }) => isTrue(resource.properties.EmptyOnDelete))
      .map(({ resource, name }) => ({
        source: resource.source,
        message: `Repository '${shown(name)}' is emptied when the stack deletes or replaces it (EmptyOnDelete). A rename or a removed line deletes every image.`,
        fix: "Leave EmptyOnDelete out, and set DeletionPolicy to 'Retain'.",
      })),
});

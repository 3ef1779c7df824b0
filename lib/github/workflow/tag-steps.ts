import { type ImageTag } from '../../naming/image-tag';
import { tagKinds } from '../../naming/tag-kinds';
import { tagRuleVariables } from '../../naming/tag-rules';
import { lookForImage, nameByRun } from './scripts';
import { imageName, shellStep, type WorkflowParts } from './workflow-steps';
import { type YamlMapping } from './yaml-value';

/** The variables with the tags, for the scripts of steps after the one that names them. */
export const tagVariables: YamlMapping = {
  REPOSITORY_URI: imageName,
  IMAGE_TAGS: '${{ steps.tags.outputs.tags }}',
};

/** The step that works out the tags of the image. */
export function nameStep({ plan }: WorkflowParts): YamlMapping {
  return shellStep('Name the tags', {
    id: 'tags',
    env: { REPOSITORY_URI: imageName, ...tagRuleVariables(plan.tagRules) },
    run: nameByRun,
  });
}

/**
 * The step that looks for the image of the commit, which a repeated run finds. It fails if another image has a tag that must
 * not move. If all tags may move, there is no such step.
 */
export function findSteps({ plan }: WorkflowParts): YamlMapping[] {
  if (plan.tags.every(({ _kind }) => tagKinds[_kind].moves)) return [];
  const find = shellStep('Look for the image of this commit', {
    id: 'found',
    env: {
      ...tagVariables,
      COMMIT_TAG: '${{ steps.tags.outputs.commit }}',
      MOVING_TAGS: '${{ steps.tags.outputs.moving }}',
    },
    run: lookForImage,
  });
  return [find];
}

/** The condition of a step that is skipped if the commit already has an image. */
export function unlessFound(tags: readonly ImageTag[]): string | undefined {
  return mayBeFound(tags) ? '!steps.found.outputs.digest' : undefined;
}

/** The variable with the image that was found. */
export function foundVariables(tags: readonly ImageTag[]): YamlMapping {
  return mayBeFound(tags) ? { FOUND_DIGEST: '${{ steps.found.outputs.digest }}' } : {};
}

function mayBeFound(tags: readonly ImageTag[]): boolean {
  return tags.some(({ _kind }) => tagKinds[_kind].namesCommit);
}

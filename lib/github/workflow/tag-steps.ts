import { type ImageTag } from '../../naming/image-tag';
import { tagKinds } from '../../naming/tag-kinds';
import { tagRuleVariables } from '../../naming/tag-rules';
import { joinPlatforms, nameByRun, reportImage, tagImage } from './scripts';
import { imageName, shellStep, type WorkflowParts } from './workflow-steps';
import { type YamlMapping } from './yaml-value';

/**
 * The step that works out the tags of the image, and looks for the image of the commit, which a repeated run finds. It fails if
 * another image has a tag that must not move.
 */
export function nameStep(parts: WorkflowParts): YamlMapping {
  return shellStep('Name the image and look for it', {
    id: 'tags',
    env: { REPOSITORY_URI: imageName(parts), ...tagRuleVariables(parts.plan.tagRules) },
    run: nameByRun,
  });
}

/** The step that adds the missing tags to the image, which was found or built, and reports it. */
export function tagStep(parts: WorkflowParts): YamlMapping {
  const { tags } = parts.plan;
  const built = '${{ steps.build.outputs.digest }}';
  const isTagged = tags.length === 1;
  return shellStep(isTagged ? 'Report the image' : 'Add the tags', {
    id: 'image',
    env: {
      REPOSITORY_URI: imageName(parts),
      IMAGE_TAGS: '${{ steps.tags.outputs.tags }}',
      IMAGE_DIGEST: mayBeFound(tags) ? '${{ steps.tags.outputs.digest || steps.build.outputs.digest }}' : built,
    },
    run: isTagged ? reportImage : tagImage,
  });
}

/** The outputs of a job with the tags of the image, for `joinStep` in another job. */
export const tagOutputs: YamlMapping = {
  tags: '${{ steps.tags.outputs.tags }}',
  tag: '${{ steps.tags.outputs.tag }}',
  commit: '${{ steps.tags.outputs.commit }}',
  moving: '${{ steps.tags.outputs.moving }}',
};

/** The step that joins the images of the platforms, whose digests are the given variables, after the job that built them. */
export function joinStep(parts: WorkflowParts, job: string, digests: YamlMapping): YamlMapping {
  return shellStep('Join the platforms and add the tags', {
    id: 'image',
    env: {
      REPOSITORY_URI: imageName(parts),
      IMAGE_TAGS: `\${{ needs.${job}.outputs.tags }}`,
      IMAGE_TAG: `\${{ needs.${job}.outputs.tag }}`,
      COMMIT_TAG: `\${{ needs.${job}.outputs.commit }}`,
      MOVING_TAGS: `\${{ needs.${job}.outputs.moving }}`,
      ...digests,
    },
    run: joinPlatforms,
  });
}

/** The condition of a step that is skipped if the commit already has an image. */
export function unlessFound(tags: readonly ImageTag[]): string | undefined {
  return mayBeFound(tags) ? '!steps.tags.outputs.digest' : undefined;
}

function mayBeFound(tags: readonly ImageTag[]): boolean {
  return tags.some(({ _kind }) => tagKinds[_kind].namesCommit);
}

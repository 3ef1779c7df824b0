import { type ImageTag } from '../../naming/image-tag';
import { tagKinds } from '../../naming/tag-kinds';
import { followHistory, followVersions, tagRuleVariables } from '../../naming/tag-rules';
import { joinPlatforms, nameByRun, reportImage, tagImage } from './scripts';
import { commitCharacters, rebuildVariables } from './rebuild-conditions';
import { type WorkflowPlan } from './workflow-plan';
import { imageName, shellStep, type WorkflowParts } from './workflow-steps';
import { isForOneRef } from './workflow-trigger';
import { type YamlMapping } from './yaml-value';

/**
 * The step that works out the tags of the image, and looks for the image of the commit, which a repeated run finds. It fails if
 * another image has a tag that must not move.
 */
export function nameStep(parts: WorkflowParts): YamlMapping {
  return shellStep('Name the image and look for it', {
    id: 'tags',
    env: {
      REPOSITORY_URI: imageName(parts),
      GIT_TAG_PREFIX: parts.plan.image?.tagPrefix,
      ...tagRuleVariables(parts.plan.tagRules),
      ...rebuildVariables(parts.plan),
    },
    run: nameByRun(parts.plan.tags, parts.plan.rebuilds !== undefined),
  });
}

/** The step that gives the tags to the image, which was found or built, and reports it. */
export function tagStep(parts: WorkflowParts): YamlMapping {
  const { tags } = parts.plan;
  const built = '${{ steps.build.outputs.digest }}';
  const isTagged = hasOneLastingTag(parts.plan);
  return shellStep(isTagged ? 'Report the image' : 'Add the tags', {
    id: 'image',
    env: {
      REPOSITORY_URI: imageName(parts),
      IMAGE_DIGEST: mayBeFound(tags) ? '${{ steps.tags.outputs.digest || steps.build.outputs.digest }}' : built,
      ...(isTagged ? { IMAGE_TAGS: '${{ steps.tags.outputs.tags }}' } : taggingVariables(parts.plan, 'steps.tags')),
    },
    run: isTagged ? reportImage : tagImage(tags, parts.plan.rebuilds !== undefined),
  });
}

/**
 * Whether the build can push the image with its tag. A tag that may move is given later, when it is known whether it does. So is
 * that of a commit if runs for two refs, such as a branch and a Git tag, can build the same commit at the same time. An image that
 * is compared with the one that was tested gets its tags after that.
 */
export function hasOneLastingTag({ tags, tests, trigger }: WorkflowPlan): boolean {
  const isLasting = tags.length === 1 && !followHistory(tags) && !followVersions(tags);
  if (tests.some(({ _subject }) => _subject === 'image')) return false;
  return isLasting && (!nameCommit(tags) || isForOneRef(trigger));
}

/** The tags that `nameStep` worked out, by their uses, and the token that reads the history of commits. */
function taggingVariables(plan: WorkflowPlan, from: string): YamlMapping {
  const { tags } = plan;
  return {
    IMAGE_TAGS: `\${{ ${from}.outputs.tags }}`,
    ...(nameCommit(tags) && { COMMIT_TAG: `\${{ ${from}.outputs.commit }}` }),
    ...(followHistory(tags) && {
      MOVING_TAGS: `\${{ ${from}.outputs.moving }}`,
      GITHUB_TOKEN: '${{ github.token }}',
    }),
    ...(followVersions(tags) && { CHANNEL_TAGS: `\${{ ${from}.outputs.channels }}` }),
    ...rebuildVariables(plan),
    ...commitCharacters(plan),
  };
}

/** The outputs of a job with the tags of the image, for `joinStep` in another job. */
export function tagOutputs(tags: readonly ImageTag[]): YamlMapping {
  return {
    tags: '${{ steps.tags.outputs.tags }}',
    ...(nameCommit(tags) && { commit: '${{ steps.tags.outputs.commit }}' }),
    ...(mayBeFound(tags) && { found: '${{ steps.tags.outputs.digest }}' }),
    ...(followHistory(tags) && { moving: '${{ steps.tags.outputs.moving }}' }),
    ...(followVersions(tags) && { channels: '${{ steps.tags.outputs.channels }}' }),
  };
}

/** The step that joins the images of the platforms, whose digests are the given variables, after the job that built them. */
export function joinStep(parts: WorkflowParts, job: string, digests: YamlMapping): YamlMapping {
  return shellStep('Join the platforms and add the tags', {
    id: 'image',
    env: {
      REPOSITORY_URI: imageName(parts),
      IMAGE_DIGEST: mayBeFound(parts.plan.tags) ? `\${{ needs.${job}.outputs.found }}` : '',
      ...taggingVariables(parts.plan, `needs.${job}`),
      ...digests,
    },
    run: joinPlatforms(parts.plan.tags, parts.plan.rebuilds !== undefined),
  });
}

/** The condition of a step that is skipped if the commit already has an image. */
export function unlessFound(tags: readonly ImageTag[]): string | undefined {
  return mayBeFound(tags) ? '!steps.tags.outputs.digest' : undefined;
}

/** Whether a run can find the image of its commit: by the tag of the commit, or by the version that names it. */
function mayBeFound(tags: readonly ImageTag[]): boolean {
  return tags.some(({ _kind }) => tagKinds[_kind].namesCommit || _kind === 'semantic-version');
}

function nameCommit(tags: readonly ImageTag[]): boolean {
  return tags.some(({ _kind }) => tagKinds[_kind].namesCommit);
}

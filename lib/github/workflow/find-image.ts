import { digestOfTag } from '../../private/digest-of-tag';
import { type WorkflowTag } from '../workflow-tag';
import { lastingTags, listLines, script } from './tag-script';
import { shellStep, type WorkflowParts } from './workflow-steps';
import { type YamlMapping } from './yaml-text';

/** The host of the registry, from the login. */
export const registry = '${{ steps.ecr.outputs.registry }}';

const digestOf = digestOfTag('$REGISTRY/$ECR_REPOSITORY').split('\n');

/**
 * Looks whether the commit has its image, as where a run is started again: then that stays, since a second build would give
 * another digest. Where another tag that lasts is taken, the run fails before anything is built.
 */
export function findSteps({ plan }: WorkflowParts): YamlMapping[] {
  const lasting = lastingTags(plan.tags);
  if (lasting.length === 0) return [];
  const commit = commitTag(plan.tags);
  const find = shellStep('Look for the image of this commit', {
    id: 'found',
    env: { REGISTRY: registry },
    run: script(
      ...digestOf,
      commit === undefined ? "digest=''" : `digest=$(digest_of "${commit.text}")`,
      ...takenLines(lasting.filter(({ _kind }) => _kind !== commit?.kind)),
      ...(commit === undefined ? [] : foundLines),
    ),
  });
  return [find];
}

/** The lines that fail where another image has one of these tags. */
function takenLines(tags: readonly WorkflowTag[]): string[] {
  if (tags.length === 0) return [];
  return [
    ...listLines(tags),
    'for tag in "${tags[@]}"; do',
    '  taken=$(digest_of "$tag")',
    '  if [[ -n $taken && $taken != "$digest" ]]; then',
    '    echo "::error::The tag $tag is that of another image already, $taken: delete it there, or take another tag."',
    '    exit 1',
    '  fi',
    'done',
  ];
}

const foundLines = [
  'if [[ -n $digest ]]; then',
  '  echo "::notice::This commit has its image already, $digest: nothing is built, and missing tags are added to it."',
  'fi',
  'echo "digest=$digest" >> "$GITHUB_OUTPUT"',
];

/** The condition of a step that an image of this commit makes needless. */
export function whereNotFound(tags: readonly WorkflowTag[]): string | undefined {
  return commitTag(tags) === undefined ? undefined : '!steps.found.outputs.digest';
}

/** What the script that names the image reads of the search. */
export function foundVariables(tags: readonly WorkflowTag[]): YamlMapping {
  return commitTag(tags) === undefined ? {} : { FOUND_DIGEST: '${{ steps.found.outputs.digest }}' };
}

/**
 * The lines for an image that was found, or else those that give `digest`. Missing tags are put by ECR's API: it takes a
 * manifest by the right to push, where `docker buildx imagetools create` reads the image too.
 */
export function unlessFound(tags: readonly WorkflowTag[], lines: readonly string[]): string[] {
  if (commitTag(tags) === undefined) return [...lines];
  return [
    'digest=$FOUND_DIGEST',
    'if [[ -n $digest ]]; then',
    ...[...digestOf, ...addTagLines].map((line) => `  ${line}`),
    'else',
    ...lines.map((line) => `  ${line}`),
    'fi',
  ];
}

const addTagLines = [
  'manifest=$(docker buildx imagetools inspect --raw "$REGISTRY/$ECR_REPOSITORY@$digest")',
  'for tag in "${tags[@]}"; do',
  '  now=$(digest_of "$tag")',
  '  if [[ $now == "$digest" ]]; then continue; fi',
  '  aws ecr put-image --registry-id "${REGISTRY%%.*}" --repository-name "$ECR_REPOSITORY" --image-tag "$tag" \\',
  '    --image-digest "$digest" --image-manifest "$manifest" --query image.imageId --output text',
  'done',
];

/** The tag that tells the commit, in the words of a shell. */
function commitTag(tags: readonly WorkflowTag[]): { kind: WorkflowTag['_kind']; text: string } | undefined {
  const kinds = tags.map(({ _kind }) => _kind);
  if (kinds.includes('commit')) return { kind: 'commit', text: '$GITHUB_SHA' };
  return kinds.includes('shortCommit') ? { kind: 'shortCommit', text: '${GITHUB_SHA:0:12}' } : undefined;
}

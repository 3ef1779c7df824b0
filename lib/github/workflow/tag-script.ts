import { type WorkflowTag } from '../workflow-tag';
import { type YamlMapping } from './yaml-text';

/** The lines that add each kind of tag to the list. All that GitHub tells comes in variables of the shell. */
const lines: Readonly<Record<WorkflowTag['_kind'], readonly string[]>> = {
  commit: ['tags+=("$GITHUB_SHA")'],
  shortCommit: ['tags+=("${GITHUB_SHA:0:12}")'],
  branch: [
    'if [[ $GITHUB_REF_TYPE == branch ]]; then',
    '  branch=${GITHUB_REF_NAME//[^A-Za-z0-9._-]/-}',
    '  if [[ $branch == [.-]* ]]; then branch=_$branch; fi',
    '  tags+=("${branch:0:128}")',
    'fi',
  ],
  semanticVersion: [
    "version='^v?([0-9]+\\.[0-9]+\\.[0-9]+(-[0-9A-Za-z.-]+)?)$'",
    'if [[ $GITHUB_REF_TYPE == tag && $GITHUB_REF_NAME =~ $version && ${#BASH_REMATCH[1]} -le 128 ]]; then',
    '  tags+=("${BASH_REMATCH[1]}")',
    'fi',
  ],
  fixed: ['for tag in $FIXED_TAGS; do tags+=("$tag"); done'],
};

/** The lines that make the list of tags. */
export function listLines(tags: readonly WorkflowTag[]): string[] {
  return ['tags=()', ...kindsOf(tags).flatMap((kind) => lines[kind])];
}

/** The lines that make the list of tags, and refuse an empty one. */
export function tagLines(tags: readonly WorkflowTag[]): string[] {
  const mayBeNone = kindsOf(tags).every((kind) => kind === 'branch' || kind === 'semanticVersion');
  return [
    ...listLines(tags),
    ...(mayBeNone
      ? ['if [[ ${#tags[@]} -eq 0 ]]; then echo "::error::This run names no tag for the image."; exit 1; fi']
      : []),
  ];
}

function kindsOf(tags: readonly WorkflowTag[]): WorkflowTag['_kind'][] {
  return [...new Set(tags.map(({ _kind }) => _kind))];
}

/** The tags that name one image for good; the others move. */
export function lastingTags(tags: readonly WorkflowTag[]): WorkflowTag[] {
  return tags.filter(({ _kind }) => _kind !== 'branch' && _kind !== 'fixed');
}

/** What the lines read besides what GitHub sets. */
export function tagVariables(tags: readonly WorkflowTag[]): YamlMapping {
  const fixed = [...new Set(tags.filter(({ _kind }) => _kind === 'fixed').map(({ _tag }) => _tag))];
  return fixed.length > 0 ? { FIXED_TAGS: fixed.join(' ') } : {};
}

/** A script of bash that stops at the first failure; GitHub adds `-eo pipefail`. */
export function script(...text: readonly string[]): string {
  return `${['set -u', ...text].join('\n')}\n`;
}

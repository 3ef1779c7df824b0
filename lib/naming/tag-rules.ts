import { type Problem, refuseIf, validateList } from '../private/validation/validation';
import { ImageTag } from './image-tag';
import { tagKinds } from './tag-kinds';
import { VersionChannel } from './version-channel';

const mostTags = 20;

/**
 * The rules that an image is named by, in the order of the list. Throws for an empty list, for a tag that is listed twice,
 * and for a tag with a problem.
 */
export function tagRules(tags: readonly ImageTag[], problemOf: (tag: ImageTag) => Problem): string[] {
  validateList('tags', tags);
  refuseIf('tags', tags.length > mostTags ? `must list at most ${mostTags} tags, got ${tags.length}` : undefined);
  const rules = tags.map(({ _rule: rule }) => rule);
  tags.forEach((tag, index) => {
    const path = `tags[${index}]`;
    const rule = rules[index] ?? '';
    refuseIf(path, rules.indexOf(rule) < index ? `must be listed once, got '${rule}' again` : undefined);
    refuseIf(path, problemOf(tag));
    refuseIf(path, sharedTagProblem(tag, tags));
  });
  return rules;
}

/** Whether a later run may move one of the tags by the history of commits. */
export function followHistory(tags: readonly ImageTag[]): boolean {
  return tags.some(({ _kind }) => tagKinds[_kind].moves);
}

/** Whether one of the tags follows the highest version. */
export function followVersions(tags: readonly ImageTag[]): boolean {
  return tags.some(({ _channels }) => _channels.length > 0);
}

/**
 * The parts of the scripts that some tags need. Builds of a source that always has a commit, and that no schedule builds again, need
 * no others.
 */
export function scriptParts(tags: readonly ImageTag[]): string[] {
  const kinds = tags.map(({ _kind }) => _kind);
  return [
    ...kinds,
    ...(kinds.some((kind) => tagKinds[kind].namesCommit) ? [] : ['no-commit-tag']),
    ...(followHistory(tags) ? ['moving'] : []),
    ...(followVersions(tags) ? ['channels'] : []),
  ];
}

/** The problem with a tag that follows commits if a channel of versions has the same tag. */
function sharedTagProblem({ _kind: kind, _text: text = '' }: ImageTag, tags: readonly ImageTag[]): Problem {
  const channels = tags.flatMap(({ _channels }) => _channels);
  if (kind === 'branch' && text === '' && channels.some((channel) => channel !== VersionChannel.LATEST)) {
    return "must have a prefix if versions have channels, got none. A branch '1.2' would have the tag of a channel";
  }
  const shared = kind === 'fixed' && channels.find((channel) => sameTag[channel].test(text));
  return shared
    ? `must not be the tag of a channel too, got '${text}', which the channel '${shared}' moves. Leave one of them out`
    : undefined;
}

const sameTag: Readonly<Record<VersionChannel, RegExp>> = {
  [VersionChannel.MAJOR]: /^\d+$/,
  [VersionChannel.MINOR]: /^\d+\.\d+$/,
  [VersionChannel.LATEST]: /^latest$/,
};

/** The environment variables that hold the rules. */
export function tagRuleVariables(rules: readonly string[]): Record<string, string> {
  return Object.fromEntries(rules.map((rule, index) => [`TAG_RULE_${String(index).padStart(2, '0')}`, rule]));
}

/** The tags of an image without `tags`. */
export const defaultTags: readonly ImageTag[] = [ImageTag.commit()];

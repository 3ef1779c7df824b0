import { ImageTag } from '../../naming/image-tag';
import { type TagKindName } from '../../naming/tag-kinds';
import { VersionChannel } from '../../naming/version-channel';
import { isTagWord } from './tag-words';

/** The tags by their words on the command line, with the text after a colon. */
const tagWords: Readonly<Record<TagKindName, (text?: string) => ImageTag>> = {
  commit: () => ImageTag.commit(),
  'short-commit': () => ImageTag.shortCommit(),
  branch: (prefix) => ImageTag.branch(prefix),
  'semantic-version': (text) => {
    return ImageTag.semanticVersion(text === undefined ? {} : { channels: channelsOf(text) });
  },
  'build-number': () => ImageTag.buildNumber(),
  fixed: (tag = '') => ImageTag.fixed(tag),
};

/** The tag of a word, or a fixed tag of any other text. `tagWordProblem` has accepted it. */
export function tagOf(text: string): ImageTag {
  const [word = '', ...rest] = text.split(':');
  if (word === 'fixed' && rest.length === 0) return ImageTag.fixed(text);
  return isTagWord(word) ? tagWords[word](rest.length === 0 ? undefined : rest.join(':')) : ImageTag.fixed(text);
}

function channelsOf(text: string): VersionChannel[] {
  const names: readonly string[] = text.split(',');
  return Object.values(VersionChannel).filter((channel) => names.includes(channel));
}

import leven from 'leven';
import { tagKinds, type TagKindName } from '../../naming/tag-kinds';
import type { Problem } from '../../private/validation/validation';

/** The words that accept a text after a colon, with its form. */
const texts: Readonly<Record<string, RegExp>> = {
  branch: /^[A-Za-z0-9_][\w.-]{0,127}$/,
  fixed: /^[A-Za-z0-9_][\w.-]{0,127}$/,
  'semantic-version': /^(major|minor|latest)(,(major|minor|latest))*$/,
};

/** Words of other tools for our rules, without hyphens. */
const otherWords: Readonly<Record<string, TagKindName>> = {
  semver: 'semantic-version',
  semantic: 'semantic-version',
  version: 'semantic-version',
  gittag: 'semantic-version',
  sha: 'commit',
  gitsha: 'commit',
  longsha: 'commit',
  fullsha: 'commit',
  commitsha: 'commit',
  commithash: 'commit',
  commitid: 'commit',
  gitcommit: 'commit',
  revision: 'commit',
  shortsha: 'short-commit',
  shashort: 'short-commit',
  shortcommit: 'short-commit',
  branchname: 'branch',
  gitbranch: 'branch',
  ref: 'branch',
  refname: 'branch',
  runnumber: 'build-number',
  runid: 'build-number',
  build: 'build-number',
  buildid: 'build-number',
};

/** The problem with a text for a tag. A text that is almost the word of a rule is not taken for a tag. */
export function tagWordProblem(text: string): Problem {
  const [word = '', ...rest] = text.split(':');
  if (rest.length > 0) {
    return texts[word]?.test(rest.join(':')) ? undefined : `It must be ${forms}, or an image tag.`;
  }
  if (isTagWord(word) && word !== 'fixed') return undefined;
  if (!/^[A-Za-z0-9_][\w.-]{0,127}$/.test(text)) return 'It must be an image tag.';
  const meant = nearWord(text);
  return meant === undefined ? undefined : `Did you mean '${meant}'? Write 'fixed:${text}' for a tag of that name.`;
}

const forms = 'branch:PREFIX, fixed:TAG, semantic-version:CHANNELS with some of major,minor,latest';

function nearWord(text: string): string | undefined {
  const word = text.replace(/[_.-]/g, '').toLowerCase();
  const isNear = (one: string) => leven(one, word) <= 2 || leven(one, word.replace(/s$/, '')) <= 1;
  return otherWords[word] ?? Object.keys(tagKinds).find((one) => isNear(one.replace('-', '')));
}

/** Whether a text is the word of a rule. */
export function isTagWord(text: string): text is TagKindName {
  return Object.hasOwn(tagKinds, text);
}

import { type UnreviewedPart } from '../templates/template-graph';
import { type AccessGroup } from './access-groups';
import { nameList } from './name-list';

/** The most names in a line. */
const mostNames = 200;

/** The names of the repositories to which the templates that were read grant no access. */
export function withoutAccess(groups: readonly AccessGroup[]): string[] {
  return groups
    .filter(({ entries, partly }) => entries.length === 0 && partly === undefined)
    .flatMap(({ names }) => names);
}

/** The sentences about principals that may do a part of an operation only, one for each group of repositories. */
export function partlyTexts(groups: readonly AccessGroup[]): string[] {
  return groups.flatMap(({ names, partly }) =>
    partly === undefined ? [] : [`Only a part is granted on ${nameList(names, mostNames)}: ${partly}`],
  );
}

/** The sentence about repositories without access. It does not deny access that an unread part may grant. */
export function noAccessText(groups: readonly AccessGroup[], unreviewed: readonly UnreviewedPart[]): string {
  const names = withoutAccess(groups);
  if (names.length === 0) return '';
  const text = `${noAccessHead(unreviewed)} to: ${nameList(names, mostNames)}`;
  return unreviewed.length === 0 ? text : `${text}. ${mayGrant}`;
}

/** The start of the sentence about repositories without access. */
export function noAccessHead(unreviewed: readonly UnreviewedPart[]): string {
  return unreviewed.length === 0 ? 'These templates grant no access' : 'What was read grants no access';
}

export const mayGrant = 'The parts that were not read may grant access.';

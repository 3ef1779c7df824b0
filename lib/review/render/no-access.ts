import { type UnreviewedPart } from '../templates/template-graph';
import { type AccessGroup } from './access-groups';
import { nameList } from './name-list';

/** A line names so many repositories at most. */
const mostNames = 200;

/** The names of the repositories to which the templates grant no access, as far as they were read. */
export function withoutAccess(groups: readonly AccessGroup[]): string[] {
  return groups.filter(({ entries }) => entries.length === 0).flatMap(({ names }) => names);
}

/** Says which repositories no template grants access to; only what was read counts. */
export function noAccessText(groups: readonly AccessGroup[], unreviewed: readonly UnreviewedPart[]): string {
  const names = withoutAccess(groups);
  if (names.length === 0) return '';
  const text = `${noAccessHead(unreviewed)} to: ${nameList(names, mostNames)}`;
  return unreviewed.length === 0 ? text : `${text}. ${mayGrant}`;
}

/** The start of that sentence. */
export function noAccessHead(unreviewed: readonly UnreviewedPart[]): string {
  return unreviewed.length === 0 ? 'These templates grant no access' : 'What was read grants no access';
}

export const mayGrant = 'The parts that were not read may grant access.';

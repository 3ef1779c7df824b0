import { type TemplateGraph } from '../templates/template-graph';
import { type ReviewedChange } from '../report/review-report';
import { type ChangeKind, type FoundChange, foundKinds } from './change-kind';
import { compareGraphs } from './comparison';
import { deleted } from './kinds/deleted';
import { moved } from './kinds/moved';
import { opened } from './kinds/opened';
import { orphaned } from './kinds/orphaned';
import { protectionLowered } from './kinds/protection-lowered';
import { renamed } from './kinds/renamed';
import { replaced } from './kinds/replaced';
import { retentionShrinks } from './kinds/retention-shrinks';
import { unknown } from './kinds/unknown';

/** All kinds of changes that destroy, weaken or open something. */
export const changeKinds: readonly ChangeKind[] = [
  deleted,
  replaced,
  renamed,
  moved,
  retentionShrinks,
  protectionLowered,
  opened,
  orphaned,
  unknown,
];

/**
 * Lists everything that a change of templates destroys, weakens or opens, the worst first. Access to repositories is in rows. The same
 * templates give the same list, in any order of their resources.
 */
export function destructiveChanges(before: TemplateGraph, after: TemplateGraph): ReviewedChange[] {
  const comparison = compareGraphs(before, after);
  const found = new Map<string, FoundChange>();
  for (const change of changeKinds.flatMap((kind) => kind.find(comparison))) found.set(keyOf(change), change);
  return [...found]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, { kind, what, why, fix, source, losesImages = false }]) => {
      return { kind, what, why, fix, source, ...(losesImages && { losesImages }) };
    });
}

/** A key by which changes are sorted: those that lose images first, then by kind, by rank and by location. */
function keyOf({ kind, rank, what, why, source: { template, logicalId }, losesImages = false }: FoundChange): string {
  const order = foundKinds.findIndex((one) => one === kind);
  return [Number(!losesImages), order, rank, template, logicalId, what, why].join('\0');
}

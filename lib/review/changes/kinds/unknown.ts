import { shown } from '../../rules/shown';
import { type ChangeKind, type FoundChange } from '../change-kind';
import { type Comparison } from '../comparison';

/** Parts that could be read only before, or only now. Other kinds find values that are unknown. */
export const unknown: ChangeKind = {
  kind: 'unknown',
  find: (comparison) => [...unreadNow(comparison), ...unreadBefore(comparison)],
};

/** Parts that could not be read before. What they had is not known, unless the resource is gone. */
function unreadBefore({ before, after, templates }: Comparison): FoundChange[] {
  const names = new Map(templates.map((pair) => [pair.before.name, pair.after.name]));
  const keyOf = (template: string, logicalId: string) => `${template}\0${logicalId}`;
  const unread = new Set(after.unreviewed.map(({ source }) => keyOf(source.template, source.logicalId)));
  const present = new Set(after.resources.map(({ source }) => keyOf(source.template, source.logicalId)));
  return before.unreviewed.flatMap(({ what, why, source }) => {
    const { template, logicalId } = source;
    const key = keyOf(names.get(template) ?? template, logicalId);
    if (unread.has(key) || (logicalId !== '' && !present.has(key))) return [];
    return [
      {
        kind: 'unknown' as const,
        what: `It is not known what changes in ${what}`,
        why: `It could be read now, and not before: ${why.replace(/\.$/, '')}.`,
        fix: 'Compare with templates of before that the review can read.',
        source,
        rank: 0 as const,
      },
    ];
  });
}

function unreadNow({ unreadNested }: Comparison): FoundChange[] {
  return unreadNested.map(({ name, nestedIn }) => ({
    kind: 'unknown',
    what: `It is not known what changes in nested stack '${shown(name)}'`,
    why: 'Its template could be read before, and not now.',
    fix: 'Give the review the template of the nested stack.',
    source: { template: nestedIn?.template ?? name, logicalId: nestedIn?.logicalId ?? '', path: '' },
    rank: 0,
  }));
}

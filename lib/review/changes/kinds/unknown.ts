import { shown } from '../../rules/shown';
import { type ChangeKind, type FoundChange } from '../change-kind';
import { isRetained, lossText, shortText, whenText } from '../change-words';
import { type Comparison, type ResourcePair } from '../comparison';
import { definitionOf } from '../template-conditions';
import { differenceOfProperty } from './replaced';

/** Parts that could be read only before, or only now. Other kinds find values that are unknown. */
export const unknown: ChangeKind = {
  kind: 'unknown',
  find: (comparison) => [
    ...unreadNow(comparison),
    ...unreadBefore(comparison),
    ...comparison.kept.flatMap(changedCondition),
    ...comparison.kept.flatMap(changedBoundary),
  ],
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

/** A resource whose condition has the same name and another definition. */
function changedCondition({ before, after }: ResourcePair): FoundChange[] {
  const { type, resource } = before;
  const changed = resource.when.filter(
    (text) =>
      after.resource.when.includes(text) && definitionOf(before.template, text) !== definitionOf(after.template, text),
  );
  if (changed.length === 0 || (type.onlyNamed === true && before.name === undefined)) return [];
  const end = isRetained(resource.deletionPolicy)
    ? `The ${type.word} is retained, in no stack.`
    : `CloudFormation deletes the ${type.word}. ${lossText(before)}`;
  return [
    {
      kind: 'unknown',
      what: `It is not known whether ${shortText(before)} is removed: the definition of its condition ${changed.map(shown).join(' and ')} changes`,
      why: `If the condition was true and becomes false, this happens: ${end}`,
      fix: 'Look at the resource in a change set, with the parameters of the stack.',
      source: after.resource.source,
      rank: type.rank,
    },
  ];
}

/** A permissions boundary in place of another one. The rows show access to repositories alone. */
function changedBoundary(pair: ResourcePair): FoundChange[] {
  const { before, after } = pair;
  const both = [before, after].every(({ resource: { type, properties } }) => {
    return ['AWS::IAM::Role', 'AWS::IAM::User'].includes(type) && properties.PermissionsBoundary !== undefined;
  });
  if (!both || differenceOfProperty(pair, 'PermissionsBoundary') === 'same') return [];
  return [
    {
      kind: 'unknown',
      what: `It is not known whether ${shortText(after)} is limited less: it has another permissions boundary${whenText(after)}`,
      why: 'The boundary limits everything that its policies allow, also outside of ECR.',
      fix: 'Compare the documents of both boundaries.',
      source: after.resource.source,
      rank: after.type.rank,
    },
  ];
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

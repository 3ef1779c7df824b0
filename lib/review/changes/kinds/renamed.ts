import { shown } from '../../rules/shown';
import { type ChangeKind, type FoundChange } from '../change-kind';
import { capital, isRetained, losesImages, shortText, whenText } from '../change-words';
import { type ComparedResource } from '../compared-resources';
import { type ResourcePair } from '../comparison';
import { differenceOfName, oldOne } from './replaced';

/** A resource with the same logical id and another name. CloudFormation creates it anew. */
export const renamed: ChangeKind = {
  kind: 'renamed',
  find: ({ kept }) => kept.flatMap(renaming),
};

function renaming(pair: ResourcePair): FoundChange[] {
  const { before, after } = pair;
  const { type, resource } = after;
  const difference = differenceOfName(pair);
  if (difference === 'same') return [];
  const { source } = resource;
  const basis = { source, rank: type.rank };
  if (difference === 'unknown') {
    return [
      {
        ...basis,
        kind: 'unknown',
        what: `It is not known whether ${shortText(before)} is renamed: its name was ${nameText(before)} and is now ${nameText(after)}${whenText(after)}. Only the deployment knows whether these are equal`,
        why: `If the name changes, this happens: ${why(before, after)}`,
        fix: 'Look at the values before and after in a change set, such as that of `npx cdk diff`.',
      },
    ];
  }
  return [
    {
      ...basis,
      kind: 'renamed',
      what: `${capital(shortText(before))} is renamed to ${nameText(after)}${whenText(after)}`,
      why: why(before, after),
      fix: fix(before, after),
      losesImages:
        !isSameIgnoringCase(before, after) && !isRetained(resource.updateReplacePolicy) && losesImages(before),
    },
  ];
}

function nameText({ name }: ComparedResource): string {
  return name === undefined ? 'a generated name' : `'${shown(name)}'`;
}

function why(before: ComparedResource, after: ComparedResource): string {
  const { type } = after;
  if (isSameIgnoringCase(before, after)) {
    return 'IAM ignores upper and lower case in names. CloudFormation creates the new one first, so its name exists, and the deployment fails.';
  }
  const images = type.rank === 0 ? ' without images' : '';
  return `A name cannot change, so CloudFormation creates a new ${type.word}${images}. ${oldOne(before, after)}`;
}

function isSameIgnoringCase(before: ComparedResource, after: ComparedResource): boolean {
  return after.type.ignoresCase === true && before.identity !== undefined && before.identity === after.identity;
}

function fix(before: ComparedResource, after: ComparedResource): string {
  const { type } = after;
  if (isSameIgnoringCase(before, after))
    return 'Keep the name as it is, or choose one that differs in more than its case.';
  return type.rank === 0
    ? 'Keep the name, or copy the images to the new one, and change what pushes and pulls before you remove the old one.'
    : `Keep the name, or change everything that uses the old ${type.word} first.`;
}

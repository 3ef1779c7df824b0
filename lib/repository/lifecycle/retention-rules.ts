import { Token } from 'aws-cdk-lib';
import { neverReached } from './count-types/count-type';
import { type CountType, countTypes } from './count-types/count-types';
import { type TagSelection } from './image-selection';
import { type LifecycleAction, type LifecycleRuleJson, type UnrankedRule } from './lifecycle-rule';

/** More images than ECR's quota for a repository. */
const neverExceeded = 999_999;

const actions = {
  Expire: { type: 'expire' },
  Archive: { type: 'transition', targetStorageClass: 'archive' },
} as const satisfies Record<string, LifecycleAction>;

/** The verb for the action of a rule in its description. */
export type RuleVerb = keyof typeof actions;

/** The rule that takes images by a count type and its number. */
export function countingRule(
  countType: CountType,
  verb: RuleVerb,
  countNumber: number,
  tags: TagSelection,
): UnrankedRule {
  const { storageClass, countUnit } = countTypes[countType];
  return {
    description: countingText(countType, verb, countNumber, tags),
    selection: {
      ...tags,
      ...(storageClass === 'archive' && { storageClass }),
      countType,
      ...(countUnit && { countUnit }),
      countNumber,
    },
    action: actions[verb],
  };
}

/** The action of a rule in words: "Keep the newest 10 images". The description in the document may say anything. */
export function ruleText({ selection, action }: Pick<LifecycleRuleJson, 'selection' | 'action'>): string {
  const verb = action.type === 'transition' ? 'Archive' : 'Expire';
  return countingText(selection.countType, verb, selection.countNumber, selection);
}

function countingText(countType: CountType, verb: RuleVerb, countNumber: number, tags: TagSelection): string {
  return countTypes[countType].description(verb, (count) => imagesText(tags, count), countNumber);
}

/** The rule that shields images from all other rules. It comes first and never takes an image. */
export function protectRule(pattern: string): UnrankedRule {
  return {
    description: `Protect images tagged ${pattern}`,
    selection: {
      tagStatus: 'tagged',
      tagPatternList: [pattern],
      countType: 'imageCountMoreThan',
      countNumber: neverExceeded,
    },
    action: actions.Expire,
    protects: true,
  };
}

/** The same for images that were archived before they were protected, since a rule selects one storage class. */
export function protectArchivedRule({ description = '', selection }: UnrankedRule): UnrankedRule {
  const { tagStatus, tagPatternList } = selection;
  return {
    description: `${description}, archived ones`,
    selection: {
      tagStatus,
      tagPatternList,
      storageClass: 'archive',
      countType: 'sinceImageTransitioned',
      countUnit: 'days',
      countNumber: neverReached,
    },
    action: actions.Expire,
    protects: true,
  };
}

/** Images in words: "10 images tagged v*". */
export function imagesText({ tagStatus, tagPatternList, tagPrefixList }: TagSelection, count?: number): string {
  const number = count === undefined || count === 1 || Token.isUnresolved(count) ? '' : `${count} `;
  const noun = `${tagStatus === 'untagged' ? 'untagged ' : ''}${count === 1 ? 'image' : 'images'}`;
  const tags = tagPatternList ?? tagPrefixList?.map((prefix) => `${prefix}*`);
  return tags ? `${number}${noun} tagged ${tags.join(' and ')}` : `${number}${noun}`;
}

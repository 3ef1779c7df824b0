import { Token } from 'aws-cdk-lib';
import { daysText } from '../../private/validation/days';
import { type TagSelection } from './image-selection';
import { type LifecycleAction, type UnrankedRule } from './lifecycle-rule';

/** More images than a repository holds by ECR's quota: a count that is never exceeded. */
const neverExceeded = 999_999;

/** An age that no archived image reaches: a hundred years. */
const neverReached = 36_500;

const actions = {
  Expire: { type: 'expire' },
  Archive: { type: 'transition', targetStorageClass: 'archive' },
} as const satisfies Record<string, LifecycleAction>;

type Verb = keyof typeof actions;

/** Takes images some days after their push or their last pull. */
export function sinceRule(
  verb: Verb,
  countType: 'sinceImagePushed' | 'sinceImagePulled',
  days: number,
  tags: TagSelection,
): UnrankedRule {
  const unpulled = countType === 'sinceImagePulled' ? ' without a pull' : '';
  return {
    description: `${verb} ${imagesText(tags)} after ${daysText(days)}${unpulled}`,
    selection: { ...tags, countType, countUnit: 'days', countNumber: days },
    action: actions[verb],
  };
}

/** Takes all images but the newest. */
export function beyondRule(verb: Verb, count: number, tags: TagSelection): UnrankedRule {
  const keeps = verb === 'Expire' ? 'Keep the newest' : 'Archive all but the newest';
  return {
    description: `${keeps} ${imagesText(tags, count)}`,
    selection: { ...tags, countType: 'imageCountMoreThan', countNumber: count },
    action: actions[verb],
  };
}

/** Takes archived images some days after they were archived. */
export function archivedRule(days: number, tags: TagSelection): UnrankedRule {
  return {
    description: `Expire archived ${imagesText(tags)} after ${daysText(days)}`,
    selection: {
      ...tags,
      storageClass: 'archive',
      countType: 'sinceImageTransitioned',
      countUnit: 'days',
      countNumber: days,
    },
    action: actions.Expire,
  };
}

/** Takes nothing: it stands first to shield what it selects from all others. */
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

/** The same for images that were archived before they were protected: a rule is about one storage class. */
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
function imagesText({ tagStatus, tagPatternList, tagPrefixList }: TagSelection, count?: number): string {
  const number = count === undefined || count === 1 || Token.isUnresolved(count) ? '' : `${count} `;
  const noun = `${tagStatus === 'untagged' ? 'untagged ' : ''}${count === 1 ? 'image' : 'images'}`;
  const tags = tagPatternList ?? tagPrefixList?.map((prefix) => `${prefix}*`);
  return tags ? `${number}${noun} tagged ${tags.join(' and ')}` : `${number}${noun}`;
}

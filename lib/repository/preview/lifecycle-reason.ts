import { daysText } from '../../private/validation/days';
import { type LifecycleImage } from './lifecycle-images';
import { type Mark } from './lifecycle-marks';
import { type LifecycleRuleJson, type LifecycleSelection } from '../lifecycle/lifecycle-rule';

/** ECR's quota of images in a repository: a rule that keeps as many is there to protect. */
const mostImages = 100_000;

/** A hundred years: a rule that waits as long is there to protect. */
const mostDays = 36_500;

/** Why an image goes, or stays, by the rules alone. */
export function reasonOf({ rule, taken, shieldedFrom }: Mark, { archived }: LifecycleImage): string {
  if (rule === undefined) return archived ? 'archived already, and no rule selects it there' : 'no rule selects it';
  if (taken) return takenText(rule.selection);
  const shielded = shieldedFrom === undefined ? '' : `; shielded from rule ${shieldedFrom.rulePriority}`;
  return `${keptText(rule)}${shielded}`;
}

function takenText({ countType, countNumber }: LifecycleSelection): string {
  switch (countType) {
    case 'imageCountMoreThan':
      return `not among the newest ${countNumber}`;
    case 'sinceImagePushed':
      return `older than ${daysText(countNumber)}`;
    case 'sinceImagePulled':
      return `not pulled for more than ${daysText(countNumber)}`;
    case 'sinceImageTransitioned':
      return `archived for more than ${daysText(countNumber)}`;
  }
}

/** Whether a rule takes so few or so late that it is there to protect. */
export function isProtecting({ countType, countNumber }: LifecycleSelection): boolean {
  return countNumber >= (countType === 'imageCountMoreThan' ? mostImages : mostDays);
}

function keptText({ rulePriority, selection }: LifecycleRuleJson): string {
  const { countType, countNumber } = selection;
  if (isProtecting(selection)) {
    return `protected by rule ${rulePriority}`;
  }
  switch (countType) {
    case 'imageCountMoreThan':
      return `among the newest ${countNumber} of rule ${rulePriority}`;
    case 'sinceImagePushed':
      return `not older than the ${daysText(countNumber)} of rule ${rulePriority}`;
    case 'sinceImagePulled':
      return `pulled or pushed within the ${daysText(countNumber)} of rule ${rulePriority}`;
    case 'sinceImageTransitioned':
      return `archived within the ${daysText(countNumber)} of rule ${rulePriority}`;
  }
}

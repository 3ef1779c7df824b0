import { countTypes, isProtecting } from '../lifecycle/count-types/count-types';
import { type LifecycleRuleJson } from '../lifecycle/lifecycle-rule';
import { type LifecycleImage } from './lifecycle-images';
import { type Mark } from './lifecycle-marks';

/** Why the rules alone take an image, or keep it. */
export function reasonOf({ rule, taken, shieldedFrom }: Mark, { archived }: LifecycleImage): string {
  if (rule === undefined) return archived ? 'archived already, and no rule selects it there' : 'no rule selects it';
  const { countType, countNumber } = rule.selection;
  if (taken) return countTypes[countType].takenReason(countNumber);
  return shieldedFrom === undefined
    ? keptReason(rule)
    : `${keptReason(rule)}, which shields it from rule ${shieldedFrom.rulePriority}`;
}

function keptReason({ rulePriority, selection }: LifecycleRuleJson): string {
  return isProtecting(selection)
    ? `protected by rule ${rulePriority}`
    : `${countTypes[selection.countType].keptReason(selection.countNumber)} of rule ${rulePriority}`;
}

import { shown } from '../../rules/shown';
import { type FoundChange } from '../change-kind';
import { type Comparison } from '../comparison';

/** Stacks whose assembly no longer protects them from deletion. */
export function terminationProtection({ templates }: Comparison): FoundChange[] {
  return templates
    .filter(({ before, after }) => before.terminationProtection === true && after.terminationProtection === false)
    .map(({ after: { name } }) => ({
      kind: 'protection lowered',
      what: `Stack '${shown(name)}' has no termination protection any more`,
      why: 'A deletion of the stack needs no step before it.',
      fix: 'Keep `terminationProtection: true`.',
      source: { template: name, logicalId: '', path: '' },
      rank: 1,
    }));
}

import { type ChangeKind } from '../change-kind';
import { lifecycleChanges } from '../retention/lifecycle-changes';
import { shorterPeriods } from '../retention/shorter-periods';

/** Images, logs or messages that are deleted sooner than before. */
export const retentionShrinks: ChangeKind = {
  kind: 'retention shrinks',
  find: (comparison) => [...lifecycleChanges(comparison), ...shorterPeriods(comparison)],
};

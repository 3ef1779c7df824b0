import { type ChangeKind } from '../change-kind';
import { goneProtectors } from '../protections/gone-protectors';
import { loweredSettings } from '../protections/lowered-settings';
import { lostStatements } from '../protections/lost-statements';
import { movableTags } from '../protections/tag-protection';
import { registryRules } from '../protections/registry-rules';
import { weakerAlarms } from '../protections/weaker-alarms';
import { terminationProtection } from '../protections/termination-protection';

/** A setting, a statement or a resource that protects images, names or access, and that goes or protects less. */
export const protectionLowered: ChangeKind = {
  kind: 'protection lowered',
  find: (comparison) =>
    [
      loweredSettings,
      weakerAlarms,
      movableTags,
      lostStatements,
      registryRules,
      goneProtectors,
      terminationProtection,
    ].flatMap((find) => find(comparison)),
};

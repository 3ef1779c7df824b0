import { type ChangeKind } from '../change-kind';
import { openedProviders } from '../openings/opened-providers';
import { openedStatements } from '../openings/opened-statements';

/** Something other than a repository or a role that more principals may use, or that accepts more. */
export const opened: ChangeKind = {
  kind: 'opened',
  find: (comparison) => [...openedStatements(comparison), ...openedProviders(comparison)],
};

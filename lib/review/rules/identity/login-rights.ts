import { loginAction, writeActions } from '../../../private/ecr-actions';
import { type IdentityNode } from '../../template-graph';
import { allows } from '../statement-actions';

/** Whether something in its policies is about images. */
export function touchesEcr({ policies }: IdentityNode): boolean {
  return ['ecr:PutImage', 'ecr:BatchGetImage', loginAction].some((action) =>
    policies.some((statement) => allows(statement, action)),
  );
}

/** Whether its policies hold all that it is allowed: none stands outside the templates. */
export function isWhollyKnown({ policies, unknownPolicies, kind }: IdentityNode): boolean {
  return (
    kind !== 'group' && unknownPolicies.length === 0 && policies.every(({ unreadable }) => unreadable === undefined)
  );
}

/** The upload actions that its policies allow nowhere. */
export function missingUploads({ policies }: IdentityNode): string[] {
  return writeActions.filter((action) => !policies.some((statement) => allows(statement, action)));
}

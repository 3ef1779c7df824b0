import { isFromOutside } from '../from-outside';
import { allowsEverything } from '../is-administrator';
import { identityRule } from './identity-rule';

export const administrator = identityRule({
  id: 'identity-administrator',
  severity: 'warning',
  title: 'An identity that can do everything',
  fix: 'List the actions that are needed, unless this is intended.',
  problem: (statement, identity) =>
    allowsEverything(statement, identity)
      ? `allows '*' on '*'${isFromOutside(identity) ? ', and is assumed from outside the account' : ''}. That is every image, every repository, and who has access to them.`
      : undefined,
  // An account may have its own administrators, and CloudFormation deploys as one.
  severityFor: (identity) => (isFromOutside(identity) ? 'warning' : 'note'),
});

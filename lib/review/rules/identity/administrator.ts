import { isFromOutside } from '../from-outside';
import { identityRule } from './identity-rule';

export const administrator = identityRule({
  id: 'identity-administrator',
  severity: 'warning',
  title: 'Somebody who can do everything',
  fix: 'Where that is not meant, list the actions that are needed.',
  problem: ({ actions = [], resources = [] }, identity) =>
    actions.some((one) => /^\*+$/.test(one)) && resources.some((one) => /^\*+$/.test(one))
      ? `allows '*' on '*'${isFromOutside(identity) ? ', and is assumed from outside the account' : ''}: every image, every repository, and who has access to them.`
      : undefined,
  // An account has administrators of its own, and CloudFormation deploys as one.
  severityFor: (identity) => (isFromOutside(identity) ? 'warning' : 'note'),
});

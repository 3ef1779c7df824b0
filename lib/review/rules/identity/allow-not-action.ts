import { quotedList } from '../shown';
import { rightsOf } from '../identity-rights';
import { identityRule } from './identity-rule';

export const identityAllowNotAction = identityRule({
  id: 'identity-allow-not-action',
  severity: 'warning',
  title: 'An Allow for all but some actions, with ECR among them',
  fix: 'List the needed actions in Action. NotAction belongs in a Deny.',
  problem: (statement, identity) =>
    statement.notActions && rightsOf(identity).canBy(statement, 'ecr:PutImage')
      ? `allows everything but ${quotedList(statement.notActions)}. That is all that ECR can do, and all that AWS adds later.`
      : undefined,
});

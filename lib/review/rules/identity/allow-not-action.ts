import { quotedList } from '../shown';
import { allows } from '../statement-actions';
import { identityRule } from './identity-rule';

export const identityAllowNotAction = identityRule({
  id: 'identity-allow-not-action',
  severity: 'warning',
  title: 'An Allow for all but some actions, with ECR among them',
  fix: 'List in Action what is needed; NotAction belongs in a Deny.',
  problem: (statement) =>
    statement.notActions && allows(statement, 'ecr:PutImage')
      ? `allows everything but ${quotedList(statement.notActions)}: all that ECR can do, and whatever AWS adds tomorrow.`
      : undefined,
});

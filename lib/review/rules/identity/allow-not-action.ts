import { quotedList } from '../shown';
import { type IdentityNode, type Statement } from '../../templates/template-graph';
import { rightsOf } from '../identity-rights';
import { identityRule } from './identity-rule';

export const identityAllowNotAction = identityRule({
  id: 'identity-allow-not-action',
  severity: 'warning',
  title: 'An Allow for all actions except some, with ECR among them',
  fix: 'List the needed actions in Action. NotAction belongs in a Deny.',
  problem: (statement, identity) =>
    allowsAllBut(statement, identity)
      ? `allows every action except ${quotedList(statement.notActions ?? [])}. That includes all actions of ECR, and those that AWS adds later.`
      : undefined,
});

export function allowsAllBut(statement: Statement, identity: IdentityNode): boolean {
  return statement.notActions !== undefined && rightsOf(identity).canBy(statement, 'ecr:PutImage');
}

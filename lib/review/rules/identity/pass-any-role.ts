import { quoted } from '../shown';
import { namesAction } from '../statement-actions';
import { identityRule } from './identity-rule';
import { touchesEcr } from './login-rights';

export const passAnyRole = identityRule({
  id: 'identity-pass-any-role',
  severity: 'warning',
  title: 'iam:PassRole for every role',
  fix: 'Name the roles in Resource, and the service by StringEquals iam:PassedToService.',
  problem: (statement, identity) => {
    const { resources = [], conditions } = statement;
    if (conditions.some(({ key }) => key.toLowerCase() === 'iam:passedtoservice')) return undefined;
    const resource = resources.find((one) => /^\*+$|^arn:[^:]*:iam::[^:]*:(role\/)?\*+$/.test(one));
    if (resource === undefined || !namesAction(statement, 'iam:PassRole') || !touchesEcr(identity)) return undefined;
    return `lets it pass any role (${quoted(resource)}): with a service that runs code it becomes the mightiest role of the account.`;
  },
});

import { loginAction } from '../../../private/aws/ecr-actions';
import { hasUnresolved } from '../../texts/symbolic-text';
import { quoted } from '../shown';
import { namesAction } from '../statement-actions';
import { identityRule } from './identity-rule';

export const tokenOnRepository = identityRule({
  id: 'identity-token-on-repository',
  severity: 'warning',
  title: 'ecr:GetAuthorizationToken on a repository',
  fix: "Allow it on '*', in its own statement.",
  problem: (statement, { policies }) => {
    const { resources = [] } = statement;
    const narrow = resources.length > 0 && resources.every((one) => one.includes(':') && !/^\*+$/.test(one));
    if (
      !narrow ||
      !namesAction(statement, loginAction) ||
      resources.some((one) => one.length > 0 && isWhollyUnresolved(one))
    )
      return undefined;
    const hasLogin = policies.some((one) => namesAction(one, loginAction) && one.resources?.includes('*'));
    return hasLogin
      ? undefined
      : `allows ecr:GetAuthorizationToken on ${quoted(resources[0] ?? '')}. IAM accepts only '*' for it, so docker login fails.`;
  },
});

/** An unresolved value may be `*`. */
function isWhollyUnresolved(resource: string): boolean {
  return hasUnresolved(resource) && !resource.startsWith('arn:');
}

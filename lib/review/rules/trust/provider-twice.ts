import { hasUnresolved } from '../../texts/symbolic-text';
import { reviewRule } from '../review-rule';
import { quoted, shown } from '../shown';

export const providerTwice = reviewRule({
  id: 'oidc-provider-twice',
  severity: 'error',
  title: 'Two OIDC providers for one issuer in an account',
  findProblems: ({ providers }) => {
    const first = new Map<string, string>();
    return providers.flatMap(({ resource, issuer }) => {
      const { account } = resource.env;
      if (hasUnresolved(issuer) || resource.when.length > 0) return [];
      // Templates with an unresolved account may be deployed to different accounts.
      const owner = hasUnresolved(account) ? resource.source.template : account;
      const key = `${owner} ${issuer.toLowerCase()}`;
      const before = first.get(key);
      if (before === undefined) {
        first.set(key, `${resource.source.template}/${resource.source.logicalId}`);
        return [];
      }
      return [
        {
          source: resource.source,
          message: `The account ${shown(account)} gets a second provider for ${quoted(issuer)}, next to ${shown(before)}. IAM accepts only one, so the deployment fails.`,
          fix: 'Create it once, and import it by its ARN in the other stacks.',
        },
      ];
    });
  },
});

import { hasHoles } from '../../texts/symbolic-text';
import { reviewRule } from '../review-rule';
import { quoted, shown } from '../shown';

export const providerTwice = reviewRule({
  id: 'oidc-provider-twice',
  severity: 'error',
  title: 'Two OIDC providers for one issuer in an account',
  look: ({ providers }) => {
    const first = new Map<string, string>();
    return providers.flatMap(({ resource, issuer }) => {
      const { account } = resource.place;
      if (hasHoles(issuer) || hasHoles(account) || resource.when.length > 0) return [];
      const key = `${account} ${issuer.toLowerCase()}`;
      const before = first.get(key);
      if (before === undefined) {
        first.set(key, `${resource.source.template}/${resource.source.logicalId}`);
        return [];
      }
      return [
        {
          source: resource.source,
          message: `The account ${account} gets a second provider for ${quoted(issuer)}, beside ${shown(before)}: IAM takes one, so the deployment fails.`,
          fix: 'Make it once and import it elsewhere by its ARN.',
        },
      ];
    });
  },
});

import { hasHoles } from '../../texts/symbolic-text';
import { isForeign, isWholeAccount, namesEverybody } from '../principals';
import { allowedByEcr } from '../resource-policies';
import { reviewRule } from '../review-rule';
import { quoted, shown, shownStatement } from '../shown';
import { allows } from '../statement-actions';
import { boundsOf, principalKeys } from '../statement-bounds';

/** Whoever sets one of these means somebody in the account or the organization. */
const narrowing = /^aws:(principalarn|principaltag\/.*|userid)$/;

export const widePush = reviewRule({
  id: 'repository-wide-push',
  severity: 'warning',
  title: 'All of another account or organization may push',
  look: (graph) =>
    allowedByEcr(graph).flatMap(({ policy, statement }) => {
      if (policy.of !== 'repository' || !allows(statement, 'ecr:PutImage')) return [];
      if (statement.conditions.some(({ key }) => hasHoles(key) || narrowing.test(key.toLowerCase()))) return [];
      const owner = policy.resource.place.account;
      const account = statement.principals?.find((one) => isWholeAccount(one) && isForeign(one, owner) === 'yes');
      const organization = namesEverybody(statement) && boundsOf(statement, principalKeys).kind === 'strong';
      if (!account && !organization) return [];
      return [
        {
          source: statement.source,
          message: `${shownStatement(statement)} lets ${account ? `all of the account ${quoted(account.value)}` : 'all of an organization'} push to ${shown(policy.name)}: any role there that may push at all can put an image in.`,
          fix: 'Name the roles that push.',
        },
      ];
    }),
});

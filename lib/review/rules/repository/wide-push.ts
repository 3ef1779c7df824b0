import { type Statement } from '../../templates/template-graph';
import { hasUnresolved } from '../../texts/symbolic-text';
import { actionIn, allowedTo, anyRolesOf, otherAccounts } from '../policy-answers';
import { unnamedPrincipals } from '../sample-callers';
import { accountOfPrincipal, isOfAnotherAccount, isWholeAccount, namesAnyone, unlessOwn } from '../principals';
import { allowedByEcr, type ResourcePolicy } from '../resource-policies';
import { reviewRule } from '../review-rule';
import { quoted, shown, shownStatement } from '../shown';
import { allows } from '../statement-actions';

/** Condition keys that identify single principals of an account or an organization. */
const narrowing = /^aws:(principalarn|principaltag\/.*|userid)$/;

export const widePush = reviewRule({
  id: 'repository-wide-push',
  severity: 'warning',
  title: 'All principals of another account or organization may push',
  findProblems: (graph) =>
    allowedByEcr(graph).flatMap(({ policy, statement }) => {
      const push = [actionIn(policy.of, 'ecr:PutImage')];
      if (!push.some((action) => allows(statement, action)) || isNarrowed(statement)) return [];
      const owner = policy.resource.env.account;
      const account = statement.principals?.find(
        (one) =>
          isWholeAccount(one) &&
          isOfAnotherAccount(one, owner) &&
          allowedTo(anyRolesOf([accountOfPrincipal(one) ?? ''], policy), push, statement, policy).length > 0,
      );
      if (!account && !isOrganization(push, statement, policy)) return [];
      const who = account
        ? `all principals of the account ${quoted(account.value)}${unlessOwn(owner)}`
        : 'all principals of an organization';
      return [
        {
          source: statement.source,
          message: `${shownStatement(statement)} lets ${who} push to ${shown(policy.name)}. Any role there that may push at all can add an image.`,
          fix: 'Name the roles that push.',
        },
      ];
    }),
});

function isNarrowed({ conditions }: Statement): boolean {
  return conditions.some(({ key }) => hasUnresolved(key) || narrowing.test(key.toLowerCase()));
}

/** A policy that is open to anyone is a separate finding. */
function isOrganization(push: readonly string[], statement: Statement, policy: ResourcePolicy): boolean {
  if (!namesAnyone(statement) || allowedTo(unnamedPrincipals(policy), push, statement, policy).length > 0) return false;
  return allowedTo(anyRolesOf(otherAccounts(policy), policy), push, statement, policy).length > 0;
}

import { type IdentityNode, type NamedPrincipal, type Statement } from '../../template-graph';
import { isForeign, isWholeAccount } from '../principals';
import { readableAllows } from '../resource-policies';
import { reviewRule } from '../review-rule';
import { quoted, shown } from '../shown';
import { allows } from '../statement-actions';

/** Whoever sets one of these has thought of who asks. */
const narrowing =
  /^(sts:externalid|aws:principalarn|aws:principaltag\/.*|aws:multifactorauthpresent|aws:userid|aws:principalorgid)$/;

export const roleOfOtherAccount = reviewRule({
  id: 'role-trusts-other-account',
  severity: 'warning',
  title: 'A role that a whole other account can assume',
  look: ({ identities }) =>
    identities.flatMap((identity) =>
      readableAllows(identity.trust ?? []).flatMap((statement) => lookAt(identity, statement)),
    ),
});

function lookAt(identity: IdentityNode, statement: Statement) {
  if (!allows(statement, 'sts:AssumeRole')) return [];
  if (statement.conditions.some(({ key }) => narrowing.test(key.toLowerCase()))) return [];
  const other = statement.principals?.find((principal) => isOther(principal, identity.account));
  if (!other) return [];
  const unless = isForeign(other, identity.account) === 'maybe' ? ', unless this stack goes to that account' : '';
  return [
    {
      source: statement.source,
      message: `Role '${shown(identity.name)}' trusts all of the account ${quoted(other.value)}${unless}: everybody there with sts:AssumeRole can become it, and a service of theirs can be talked into it.`,
      fix: 'Name the role that needs it, or ask for an sts:ExternalId that only the two of you know.',
    },
  ];
}

/** An account that the deploy fills in may well be this one. */
function isOther(principal: NamedPrincipal, owner: string): boolean {
  return isWholeAccount(principal) && /\d{12}/.test(principal.value) && isForeign(principal, owner) !== 'no';
}

import { evaluate } from '../../evaluation/access-evaluator';
import { type IdentityNode, type NamedPrincipal, type Statement } from '../../templates/template-graph';
import { accountOfPrincipal } from '../principals';
import { readableAllows } from '../resource-policies';
import { reviewRule } from '../review-rule';
import { quoted, shown } from '../shown';
import { allows } from '../statement-actions';
import { principalTagsIn, settingTag } from '../tags-in-policies';

const tagging = 'sts:TagSession';

export const sessionTagChosen = reviewRule({
  id: 'role-session-tag-chosen',
  severity: 'warning',
  title: 'A session tag that the caller chooses, and that decides about access',
  findProblems: ({ identities }) =>
    identities.flatMap((identity) => {
      const tags = principalTagsIn(identity.policies);
      if (tags.length === 0) return [];
      const found = readableAllows(identity.trust ?? [])
        .filter((statement) => allows(statement, tagging))
        .flatMap((statement) => choicesOf(identity, statement, tags))
        .sort((one, other) => Number(one.byProvider) - Number(other.byProvider))[0];
      if (found === undefined) return [];
      const { tag, byProvider, statement } = found;
      return [
        {
          source: statement.source,
          // The tokens of a provider have only the tags that the provider writes.
          ...(byProvider && { severity: 'note' as const }),
          message: `Role '${shown(identity.name)}' grants access by the tag ${quoted(tag)} of its session, and its trust lets ${byProvider ? 'the identity provider' : 'each caller'} choose that tag. With the tag of another team, a session has the access of that team.`,
          fix: `Limit the tag in the trust by StringEquals aws:RequestTag/${shown(tag)}, or leave ${tagging} out.`,
        },
      ];
    }),
});

interface Choice {
  readonly tag: string;
  readonly byProvider: boolean;
  readonly statement: Statement;
}

function choicesOf(identity: IdentityNode, statement: Statement, tags: readonly string[]): Choice[] {
  return (statement.principals ?? [])
    .filter(({ type }) => type !== 'Service')
    .flatMap((principal) =>
      tags
        .filter((tag) => mayChoose(identity, statement, principal, tag))
        .map((tag) => ({ tag, byProvider: principal.type === 'Federated', statement })),
    );
}

/** Whether the trust accepts a value of the tag that no policy names, by one of its statements. */
function mayChoose(
  { arn, account, trust = [], resource }: IdentityNode,
  statement: Statement,
  principal: NamedPrincipal,
  tag: string,
): boolean {
  const denies = trust.filter(({ effect, unreadable }) => effect === 'Deny' && unreadable === undefined);
  const isFederated = principal.type === 'Federated';
  const { decision } = evaluate(
    {
      principal: {
        type: isFederated ? 'Federated' : 'AWS',
        value: principal.value,
        account: isFederated ? '' : (accountOfPrincipal(principal) ?? ''),
      },
      action: tagging,
      resource: { arn, account },
      // The caller's own tag may be passed on.
      context: { ...settingTag(tag), [`aws:principaltag/${tag.toLowerCase()}`]: ['zz9-own'] },
    },
    { resource: [statement, ...denies], identity: [everything(resource.source)] },
  );
  return decision === 'allowed' || decision === 'conditional';
}

function everything(source: Statement['source']): Statement {
  return { effect: 'Allow', actions: ['*'], resources: ['*'], conditions: [], source, when: [] };
}

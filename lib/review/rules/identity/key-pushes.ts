import { canPush } from '../identity-rights';
import { reviewRule } from '../review-rule';
import { roleChainsOf } from '../role-chains';
import { textOf } from '../shape';
import { quotedList, shown } from '../shown';

export const keyPushes = reviewRule({
  id: 'user-key-pushes',
  severity: 'warning',
  title: 'An access key that pushes images',
  findProblems: (graph) =>
    graph.resources
      .filter(({ type, properties }) => type === 'AWS::IAM::AccessKey' && properties.Status !== 'Inactive')
      .flatMap(({ source, properties, env }) => {
        const user = graph.identities.find(
          ({ kind, name, account }) =>
            kind === 'user' && name === textOf(properties.UserName) && account === env.account,
        );
        const chain = user && roleChainsOf(graph).toPusher(user);
        if (user === undefined || chain === undefined) return [];
        const how = canPush(user)
          ? 'pushes images'
          : `can become ${quotedList(chain.map(({ name }) => name))}, which pushes images`;
        return [
          {
            source,
            message: `User '${shown(user.name)}' has an access key and ${how}. The key has no end, and it works for anyone who finds it.`,
            fix: 'Let the CI system assume a role by OIDC, or people by IAM Identity Center. Delete the key.',
          },
        ];
      }),
});

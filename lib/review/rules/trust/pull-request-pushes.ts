import { roleChainsOf } from '../role-chains';
import { quoted, quotedList } from '../shown';
import { subjectsOf } from './oidc-subject';
import { pullRequestOf } from './token-runs';
import { trustRule } from './trust-rule';

export const pullRequestPushes = trustRule({
  id: 'github-pull-request-pushes',
  severity: 'error',
  title: 'Pull requests become a role that pushes images',
  fix: 'Trust a branch, a tag or an environment with this role. Give pull requests another role that can only pull.',
  problem: (trust, graph) => {
    const request = pullRequestOf(trust, subjectsOf(trust));
    const chain = request && roleChainsOf(graph).toPusher(trust.identity);
    if (!request || !chain) return undefined;
    const becomes =
      chain.length === 0
        ? 'pushes images'
        : `can become ${quotedList(chain.map(({ name }) => name))}, which pushes images,`;
    return `${becomes} and trusts ${quoted(request.subject.text)}, which the runs of ${request.name} match. Code that is not reviewed can push.`;
  },
});

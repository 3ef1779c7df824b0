import { hasUnresolved } from '../../texts/symbolic-text';
import { resourcePoliciesOf } from '../resource-policies';
import { reviewRule } from '../review-rule';
import { quoted, shown } from '../shown';

export const duplicateSid = reviewRule({
  id: 'policy-duplicate-sid',
  severity: 'error',
  title: 'Two statements with one Sid',
  findProblems: (graph) =>
    resourcePoliciesOf(graph).flatMap(({ name, statements }) => {
      const seen = new Set<string>();
      return statements.flatMap(({ sid, source, when }) => {
        if (sid === undefined || sid === '' || hasUnresolved(sid) || when.length > 0) return [];
        // Separate policies, such as a role's trust policy and another resource's policy, may use the same Sid.
        const key = `${source.template} ${source.logicalId} ${sid}`;
        if (!seen.has(key)) {
          seen.add(key);
          return [];
        }
        return [
          {
            source,
            message: `The policy of ${shown(name)} has two statements with the Sid ${quoted(sid)}. AWS refuses it at deploy.`,
            fix: 'Give each statement its own Sid, or none.',
          },
        ];
      });
    }),
});

import { hasHoles } from '../../texts/symbolic-text';
import { type NamedPrincipal } from '../../template-graph';
import { isEverybody } from '../principals';
import { resourcePoliciesOf } from '../resource-policies';
import { reviewRule } from '../review-rule';
import { quoted, shown, shownStatement } from '../shown';

export const refusedPrincipal = reviewRule({
  id: 'policy-refused-principal',
  severity: 'error',
  title: 'A principal that is none',
  look: (graph) =>
    resourcePoliciesOf(graph).flatMap(({ name, statements }) =>
      statements.flatMap((statement) => {
        const principal = statement.principals?.find(isRefused);
        if (!principal) return [];
        return [
          {
            source: statement.source,
            message: `${shownStatement(statement)} of ${shown(name)} names ${quoted(principal.value)}, which is no account, role or user: AWS refuses the policy.`,
            fix: "Write an account's 12 digits, or the ARN of a role or user in full.",
          },
        ];
      }),
    ),
});

/** ARNs of other partitions than `aws` look alike; a deleted role leaves its unique id. */
function isRefused(principal: NamedPrincipal): boolean {
  const { type, value } = principal;
  if (type !== 'AWS' || hasHoles(value) || isEverybody(principal)) return false;
  if (/^\d{12}$/.test(value) || /^A[A-Z0-9]{15,}$/.test(value)) return false;
  return !/^arn:aws[\w-]*:(iam|sts)::\d{12}:(root$|(role|user|assumed-role|federated-user)\/[^*?]+$)/.test(value);
}

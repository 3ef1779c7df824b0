import { type NamedPrincipal } from '../../templates/template-graph';
import { parseArn } from '../../texts/arn';
import { hasUnresolved, unresolved } from '../../texts/symbolic-text';
import { isAnyone } from '../principals';
import { resourcePoliciesOf } from '../resource-policies';
import { reviewRule } from '../review-rule';
import { quoted, shown, shownStatement } from '../shown';

export const refusedPrincipal = reviewRule({
  id: 'policy-refused-principal',
  severity: 'error',
  title: 'A principal that AWS does not know',
  findProblems: (graph) =>
    resourcePoliciesOf(graph).flatMap(({ name, statements }) =>
      statements.flatMap((statement) => {
        const principal = statement.principals?.find(isRefused);
        if (!principal) return [];
        return [
          {
            source: statement.source,
            message: `${shownStatement(statement)} of ${shown(name)} names ${quoted(principal.value)}, which is not an account, role or user. AWS refuses the policy.`,
            fix: "Write an account's 12 digits, or the whole ARN of a role or user.",
          },
        ];
      }),
    ),
});

/** The unresolved Region of the template, which is never empty. */
const ofTemplate = unresolved('AWS::Region');

/** The unique id that remains of a deleted role or user is valid. */
function isRefused(principal: NamedPrincipal): boolean {
  const { type, value } = principal;
  if (type !== 'AWS' || isAnyone(principal) || /^(\d{12}|A[A-Z0-9]{15,})$/.test(value)) return false;
  const arn = parseArn(value);
  if (!arn) return !hasUnresolved(value);
  const { partition, service, region, account, resource } = arn;
  return !(
    fits(partition, /^aws[\w-]*$/) &&
    fits(service, /^(iam|sts)$/) &&
    region !== ofTemplate &&
    fits(region, /^$/) &&
    fits(account, /^\d{12}$/) &&
    fits(resource, /^(root$|(role|user|assumed-role|federated-user)\/[^*?]+$)/) &&
    !/[*?]/.test(resource)
  );
}

/** An unresolved value may be valid. */
function fits(part: string, form: RegExp): boolean {
  return hasUnresolved(part) || form.test(part);
}

import { allowedTo } from '../policy-answers';
import { servicesOfOtherAccounts } from '../sample-callers';
import { readableAllows, resourcePoliciesOf } from '../resource-policies';
import { reviewRule } from '../review-rule';
import { quoted, shown } from '../shown';

/** Services whose guides show how to limit their roles to the account's own resources. */
const services = new Set(['codebuild.amazonaws.com', 'scheduler.amazonaws.com', 'pullthroughcache.ecr.amazonaws.com']);

export const roleOfServiceWithoutSource = reviewRule({
  id: 'role-trusts-service-without-source',
  severity: 'note',
  title: 'A service role that is not limited to its resources',
  findProblems: (graph) =>
    resourcePoliciesOf(graph)
      .filter(({ of }) => of === 'role')
      .flatMap((policy) =>
        readableAllows(policy.statements).flatMap((statement) => {
          const service = statement.principals?.find(({ type, value }) => type === 'Service' && services.has(value));
          if (!service) return [];
          const askers = servicesOfOtherAccounts(service.value, policy);
          if (allowedTo(askers, ['sts:AssumeRole'], statement, policy).length === 0) return [];
          return [
            {
              source: statement.source,
              message: `The ${shown(policy.name)} trusts ${quoted(service.value)} for any account. Another account's resource of that service could be made to use the role.`,
              fix: "Add conditions: StringEquals aws:SourceAccount with your account, and ArnLike aws:SourceArn with the resource's ARN.",
            },
          ];
        }),
      ),
});

import { allowedTo, actionsOf } from '../policy-answers';
import { servicesOfOtherAccounts } from '../sample-callers';
import { allowedByEcr } from '../resource-policies';
import { reviewRule } from '../review-rule';
import { quoted, shown, shownStatement } from '../shown';
import { namesKey, sourceKeys, whyWeak } from '../statement-bounds';

export const serviceWithoutSource = reviewRule({
  id: 'ecr-policy-service-without-source',
  severity: 'warning',
  title: 'A service that may act for any account',
  findProblems: (graph) =>
    allowedByEcr(graph).flatMap(({ policy, statement }) => {
      const service = statement.principals?.find(({ type }) => type === 'Service');
      if (!service) return [];
      const askers = servicesOfOtherAccounts(service.value, policy);
      if (allowedTo(askers, actionsOf(statement, policy), statement, policy).length === 0) return [];
      const how = namesKey(statement, sourceKeys)
        ? `under a condition that does not limit it: ${shown(whyWeak(statement, sourceKeys))}`
        : 'and no condition says for which account';
      return [
        {
          source: statement.source,
          message: `${shownStatement(statement)} lets ${quoted(service.value)} use ${shown(policy.name)} ${how}. Any account's resource of that service can use it.`,
          fix: 'Put the service in its own statement, with StringEquals aws:SourceAccount or aws:SourceOrgID, or ArnLike aws:SourceArn.',
        },
      ];
    }),
});

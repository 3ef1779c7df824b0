import { allowedByEcr } from '../resource-policies';
import { reviewRule } from '../review-rule';
import { quoted, shown, shownStatement } from '../shown';
import { boundsOf, sourceKeys } from '../statement-bounds';

export const serviceWithoutSource = reviewRule({
  id: 'ecr-policy-service-without-source',
  severity: 'warning',
  title: "A service that may act on anybody's behalf",
  look: (graph) =>
    allowedByEcr(graph).flatMap(({ policy, statement }) => {
      const service = statement.principals?.find(({ type }) => type === 'Service');
      if (!service) return [];
      const { kind, why } = boundsOf(statement, sourceKeys);
      if (kind === 'strong' || kind === 'unknown') return [];
      return [
        {
          source: statement.source,
          message: `${shownStatement(statement)} lets ${quoted(service.value)} use ${shown(policy.name)} ${kind === 'weak' ? `under a condition that does not bind it: ${shown(why)}` : 'and no condition says for whom'}. Any account's resource of that service can use it.`,
          fix: 'Put the service in a statement of its own, with StringEquals aws:SourceAccount or aws:SourceOrgID, or ArnLike aws:SourceArn.',
        },
      ];
    }),
});

import { readableAllows } from '../resource-policies';
import { reviewRule } from '../review-rule';
import { quoted, shown } from '../shown';
import { boundsOf, sourceKeys } from '../statement-bounds';

/** Services whose guides show how to bind their roles to one's own resources. */
const services = new Set(['codebuild.amazonaws.com', 'scheduler.amazonaws.com', 'pullthroughcache.ecr.amazonaws.com']);

export const roleOfServiceWithoutSource = reviewRule({
  id: 'role-trusts-service-without-source',
  severity: 'note',
  title: 'A service role that is not bound to its resources',
  look: ({ identities }) =>
    identities.flatMap(({ name, trust = [] }) =>
      readableAllows(trust).flatMap((statement) => {
        const service = statement.principals?.find(({ type, value }) => type === 'Service' && services.has(value));
        const { kind } = boundsOf(statement, sourceKeys);
        if (!service || kind === 'strong' || kind === 'unknown') return [];
        return [
          {
            source: statement.source,
            message: `Role '${shown(name)}' trusts ${quoted(service.value)} on whosever behalf: somebody else's resource of that service could be made to use it.`,
            fix: "Add conditions: StringEquals aws:SourceAccount with your account, and ArnLike aws:SourceArn with the resource's ARN.",
          },
        ];
      }),
    ),
});

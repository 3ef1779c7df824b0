import { type StatementJson } from '../private/policy-document';
import { type RepositoryPlace } from './admission';

/**
 * Binds a service that was admitted without a condition to the repository's own account, so that nobody else can have
 * the service fetch images for them (the confused deputy). CDK itself writes such statements, as for Lambda's images.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export function boundToSource(statement: StatementJson, place: RepositoryPlace): StatementJson {
  const service = onlyService(statement.Principal);
  if (statement.Effect !== 'Allow' || service === undefined || statement.Condition) return statement;
  return { ...statement, Condition: sourceCondition(service, place) };
}

/** Lambda documents the ARN of its functions as what it sends; the other services send the account. */
function sourceCondition(service: string, { partition, region, account }: RepositoryPlace): StatementJson['Condition'] {
  return service === 'lambda.amazonaws.com'
    ? { StringLike: { 'aws:sourceARN': `arn:${partition}:lambda:${region}:${account}:function:*` } }
    : { StringEquals: { 'aws:SourceAccount': account } };
}

function onlyService(principal: unknown): string | undefined {
  if (typeof principal !== 'object' || principal === null) return undefined;
  const entries = Object.entries(principal);
  const [type, value] = entries[0] ?? [];
  return entries.length === 1 && type === 'Service' && typeof value === 'string' ? value : undefined;
}

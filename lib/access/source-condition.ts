import { listOf } from '../private/validation/known-text';
import { type ConditionJson, type StatementJson } from '../private/aws/policy-document';
import { type RepositoryEnvironment } from './policy-entry';
import { mentions, sourceRestrictions } from './restricting-condition';

/**
 * Restricts a service principal without a source condition to the repository's own account. Otherwise any other account
 * could use the service to pull images (the confused deputy). CDK itself writes such statements, for example for Lambda.
 *
 * @param resolve resolves tokens. CDK stores the names of services as tokens.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export function restrictedToSource(
  statement: StatementJson,
  env: RepositoryEnvironment,
  resolve: (value: unknown) => unknown,
): StatementJson {
  const service = onlyService(resolve(statement.Principal));
  if (statement.Effect !== 'Allow' || service === undefined) return statement;
  const { Condition = {} } = statement;
  if (mentions(sourceRestrictions, Condition)) return statement;
  const [operator, keys] = sourceCondition(service, env);
  return { ...statement, Condition: { ...Condition, [operator]: { ...Condition[operator], ...keys } } };
}

/** The source that a service sends: Lambda documents the ARN of its functions, other services send the account. */
function sourceCondition(
  service: string,
  { partition, region, account }: RepositoryEnvironment,
): [operator: string, keys: ConditionJson[string]] {
  return service === 'lambda.amazonaws.com'
    ? ['StringLike', { 'aws:sourceARN': `arn:${partition}:lambda:${region}:${account}:function:*` }]
    : ['StringEquals', { 'aws:SourceAccount': account }];
}

function onlyService(principal: unknown): string | undefined {
  if (typeof principal !== 'object' || principal === null) return undefined;
  const { Service, ...others } = principal as { Service?: unknown };
  const [service, ...more] = listOf(Service);
  return typeof service === 'string' && more.length === 0 && Object.keys(others).length === 0 ? service : undefined;
}

import { accountIdRule } from '../private/aws/account-id';
import { organizationIdRule } from '../private/aws/organization-id';
import { sourceArnRule } from '../private/aws/source-arn';
import { InvalidInputError, validate } from '../private/validation/validation';
import { type PolicyCondition, type RepositoryEnvironment } from './policy-entry';
import { equals, ofSourceArn } from './consumer-conditions';

/**
 * On whose behalf a service may come. All that is given has to hold.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export interface ServiceSourceOptions {
  /**
   * The account that the service acts for, as 12 digits. Throws where it is anything else.
   *
   * @default - any account that the other options let through
   */
  readonly sourceAccount?: string;

  /**
   * The ARN of what the service acts for; `*` may stand behind the account. Throws where its account is open.
   *
   * @default - anything that the other options let through
   */
  readonly sourceArn?: string;

  /**
   * The id of the organization whose accounts the service acts for. Throws where it is anything else.
   *
   * @default - any organization that the other options let through
   */
  readonly sourceOrganization?: string;
}

/** What has to hold of the source. Throws where nothing has to. */
export function sourceConditions(
  options: ServiceSourceOptions = {},
): (env: RepositoryEnvironment) => PolicyCondition[] {
  const { sourceAccount, sourceArn, sourceOrganization } = options;
  if (sourceAccount === undefined && sourceArn === undefined && sourceOrganization === undefined) {
    throw new InvalidInputError(
      '`source` must hold sourceAccount, sourceArn or sourceOrganization, got none; any account could have the service ' +
        'fetch images for it',
    );
  }
  if (sourceAccount !== undefined) validate('source.sourceAccount', sourceAccount, accountIdRule);
  if (sourceArn !== undefined) validate('source.sourceArn', sourceArn, sourceArnRule);
  if (sourceOrganization !== undefined) validate('source.sourceOrganization', sourceOrganization, organizationIdRule);
  return (env) => [
    ...(sourceAccount === undefined ? [] : [equals('aws:SourceAccount', sourceAccount)]),
    ...(sourceArn === undefined ? [] : [ofSourceArn('source.sourceArn', env, sourceArn)]),
    ...(sourceOrganization === undefined ? [] : [equals('aws:SourceOrgID', sourceOrganization)]),
  ];
}

import { accountIdRule } from '../private/account-id';
import { organizationIdRule } from '../private/organization-id';
import { sourceArnRule } from '../private/source-arn';
import { InvalidInputError, validate } from '../private/validation';
import { type AdmissionCondition } from './admission';
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

export function sourceConditions(options: ServiceSourceOptions): AdmissionCondition[] {
  const { sourceAccount, sourceArn, sourceOrganization } = options;
  const conditions: AdmissionCondition[] = [];
  if (sourceAccount !== undefined) {
    validate('source.sourceAccount', sourceAccount, accountIdRule);
    conditions.push(equals('aws:SourceAccount', sourceAccount));
  }
  if (sourceArn !== undefined) {
    validate('source.sourceArn', sourceArn, sourceArnRule);
    conditions.push(ofSourceArn(sourceArn));
  }
  if (sourceOrganization !== undefined) {
    validate('source.sourceOrganization', sourceOrganization, organizationIdRule);
    conditions.push(equals('aws:SourceOrgID', sourceOrganization));
  }
  if (conditions.length > 0) return conditions;
  throw new InvalidInputError(
    '`source` must hold sourceAccount, sourceArn or sourceOrganization, got none; any account could have the service ' +
      'fetch images for it',
  );
}

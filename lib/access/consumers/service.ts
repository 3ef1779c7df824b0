import { accountIdRule } from '../../private/aws/account-id';
import { organizationIdRule } from '../../private/aws/organization-id';
import { otherPartitionProblem } from '../../private/aws/partition';
import { servicePrincipalRule } from '../../private/aws/service-principal';
import { sourceArnRule } from '../../private/aws/source-arn';
import { InvalidInputError, refuseIf, validate } from '../../private/validation/validation';
import { type PolicyCondition, type RepositoryEnvironment } from '../policy-entry';
import { grantEntry } from './consumer-grants';
import { type ConfigMapping, type ConsumerKind } from './consumer-kind';
import { equals, serviceWith } from './principals';
import { accountText, organizationText } from './account-texts';

/**
 * The source that a service acts for. The source must match all options that are set.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export interface ServiceSourceOptions {
  /**
   * The account that the service acts for, as 12 digits. Throws if it is anything else.
   *
   * @default - any account that matches the other options
   */
  readonly sourceAccount?: string;

  /**
   * The ARN of the resource that the service acts for. It can contain `*` after the account. Throws if it names no
   * account.
   *
   * @default - any resource that matches the other options
   */
  readonly sourceArn?: string;

  /**
   * The id of the organization whose accounts the service acts for. Throws if it is anything else.
   *
   * @default - any organization that matches the other options
   */
  readonly sourceOrganization?: string;
}

export interface ServiceName {
  readonly name: string;
  readonly account?: string | undefined;
  readonly arn?: string | undefined;
  readonly organization?: string | undefined;
}

const whySource = 'Without one, any account could use the service to pull images.';

const inConfig: ConfigMapping<ServiceName> = {
  description:
    'An AWS service that pulls images with its own identity, and the source that it acts for. The source must match all ' +
    'of account, arn and organization that are set.',
  required: {
    name: {
      rule: servicePrincipalRule,
      description: 'The name of the service.',
      examples: ['sagemaker.amazonaws.com'],
    },
  },
  someOf: {
    account: accountText,
    arn: {
      rule: sourceArnRule,
      description: 'The ARN of the resource that the service acts for. It can contain * after the account.',
      examples: ['arn:aws:sagemaker:us-east-1:111122223333:model/*'],
    },
    organization: organizationText,
  },
  problemsOf: ({ account, arn, organization }) => {
    if (account === undefined && arn === undefined && organization === undefined) {
      return [{ message: `must have account, arn or organization, got none. ${whySource}` }];
    }
    if (accountIdRule(account) !== undefined || sourceArnRule(arn) !== undefined) return [];
    const [, , , , arnAccount = ''] = (arn as string).split(':');
    if (arnAccount === account) return [];
    return [{ key: 'arn', message: `must be in account ${account as string}, got an ARN in account ${arnAccount}` }];
  },
};

/** Any other AWS service that pulls images with its own identity, for the sources that are named. */
export const service: ConsumerKind<ServiceName> = {
  grantsOf: ({ name, ...source }) => {
    validate('servicePrincipal', name, servicePrincipalRule);
    const conditions = sourceConditions(source);
    return { name: 'a service', pull: (env) => [grantEntry('pull', serviceWith(name, ...conditions(env)))] };
  },
  config: { pullers: inConfig },
};

/** The name of a service with its source, from the arguments of `ImageConsumer.service`. */
export function serviceName(
  name: string,
  { sourceAccount, sourceArn, sourceOrganization }: ServiceSourceOptions = {},
): ServiceName {
  return { name, account: sourceAccount, arn: sourceArn, organization: sourceOrganization };
}

/** The conditions on the source that a service acts for. Throws if there are none. */
function sourceConditions({
  account,
  arn,
  organization,
}: Omit<ServiceName, 'name'>): (env: RepositoryEnvironment) => PolicyCondition[] {
  if (account === undefined && arn === undefined && organization === undefined) {
    throw new InvalidInputError(
      `\`source\` must have sourceAccount, sourceArn or sourceOrganization, got none. ${whySource}`,
    );
  }
  if (account !== undefined) validate('source.sourceAccount', account, accountIdRule);
  if (arn !== undefined) validate('source.sourceArn', arn, sourceArnRule);
  if (organization !== undefined) validate('source.sourceOrganization', organization, organizationIdRule);
  return (env) => [
    ...(account === undefined ? [] : [equals('aws:SourceAccount', account)]),
    ...(arn === undefined ? [] : [ofSourceArn(env, arn)]),
    ...(organization === undefined ? [] : [equals('aws:SourceOrgID', organization)]),
  ];
}

/** The resource that a service acts for. Throws if the repository is in another partition. */
function ofSourceArn({ partition }: RepositoryEnvironment, arn: string): PolicyCondition {
  refuseIf('source.sourceArn', otherPartitionProblem(arn, partition));
  return { operator: 'ArnLike', key: 'aws:SourceArn', value: arn };
}

import { type CfnRepository, type IRepository } from 'aws-cdk-lib/aws-ecr';
import { Validations } from 'aws-cdk-lib';
import { acknowledgeFindings } from '../private/constructs/acknowledgement';
import { type PolicyEntry } from './policy-entry';

/** Adds warnings about entries that have no effect or weak credentials, and acknowledges intended findings. */
export function annotatePolicy(
  repository: IRepository,
  resource: CfnRepository,
  entries: readonly PolicyEntry[],
): void {
  for (const entry of entries) {
    const { value } = entry.principal;
    if (entry.effect === 'Deny') {
      if (value === '*') acknowledgeDeny(resource);
    } else if (value === '*') acknowledgeRestrictedAccess(resource, entry);
    else if (value.endsWith(`:${repository.env.account}:root`)) warnOfOwnAccount(repository);
    else if (value.includes(':user/')) warnOfUser(repository);
  }
}

/** The rule reads only the principal. `addToResourcePolicy` refuses `*` without a condition, so this one has one. */
function acknowledgeRestrictedAccess(resource: CfnRepository, { conditions = [], actions }: PolicyEntry): void {
  const restrictions = conditions.map(({ key, value }) => `${key} = ${value}`).join(' and ');
  acknowledgeFindings(resource, {
    cdkNag: ['AwsSolutions::AwsSolutions-ECR1'],
    reason: `The principal * is restricted by ${restrictions} and can only ${useOf(actions)}.`,
  });
}

function useOf(actions: readonly string[]): string {
  if (actions.includes('ecr:PutImage')) return 'push';
  return actions.includes('ecr:BatchGetImage') ? 'pull' : 'read metadata';
}

/** The rule reads the principal, but not the effect. */
function acknowledgeDeny(resource: CfnRepository): void {
  acknowledgeFindings(resource, {
    checkov: ['CKV_AWS_32'],
    reason:
      'The statement with the principal * is a Deny. It prevents all principals except the named ones from pushing.',
  });
}

/** For its own account, a repository policy that names only the account relies on the policies of its principals. */
function warnOfOwnAccount(repository: IRepository): void {
  Validations.of(repository).addWarning(
    'cdk-ecr-publishing:OwnAccount',
    `Account ${repository.env.account} owns the repository, so access for the account has no effect. Grant access to its roles instead.`,
  );
}

function warnOfUser(repository: IRepository): void {
  Validations.of(repository).addWarning(
    'cdk-ecr-publishing:IamUser',
    'An IAM user has access, and its keys do not expire. A role that the user can assume is safer.',
  );
}

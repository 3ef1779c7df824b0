import { type CfnRepository, type IRepository } from 'aws-cdk-lib/aws-ecr';
import { Validations } from 'aws-cdk-lib';
import { acknowledgeFindings } from '../private/constructs/acknowledgement';
import { type PolicyEntry } from './policy-entry';

/** Says what a reviewer should know of those who were admitted: what has no effect, what is weak, what is meant. */
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

/** The rule reads the principal only. An unbounded `*` never gets here: `addToResourcePolicy` refuses it. */
function acknowledgeRestrictedAccess(resource: CfnRepository, { conditions = [], actions }: PolicyEntry): void {
  const bounds = conditions.map(({ key, value }) => `${key} = ${value}`).join(' and ');
  acknowledgeFindings(resource, {
    cdkNag: ['AwsSolutions::AwsSolutions-ECR1'],
    reason: `The principal * is bounded by ${bounds}, and may ${useOf(actions)} and nothing else.`,
  });
}

function useOf(actions: readonly string[]): string {
  if (actions.includes('ecr:PutImage')) return 'push';
  return actions.includes('ecr:BatchGetImage') ? 'pull' : 'look at the repository';
}

/** The rule reads the principal and not the effect. */
function acknowledgeDeny(resource: CfnRepository): void {
  acknowledgeFindings(resource, {
    checkov: ['CKV_AWS_32'],
    reason: 'The statement with the principal * is a Deny: it keeps everybody but the named pushers from pushing.',
  });
}

/** Within an account, a repository policy that names the account only defers to the policies of its principals. */
function warnOfOwnAccount(repository: IRepository): void {
  Validations.of(repository).addWarning(
    'cdk-ecr-publishing:OwnAccount',
    `Account ${repository.env.account} owns the repository: to admit it has no effect. Grant to its roles instead.`,
  );
}

function warnOfUser(repository: IRepository): void {
  Validations.of(repository).addWarning(
    'cdk-ecr-publishing:IamUser',
    'An IAM user is admitted. Its keys do not expire: a role is safer, assumed by whoever needs it.',
  );
}

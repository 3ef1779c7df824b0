import { type CfnRepository, type IRepository } from 'aws-cdk-lib/aws-ecr';
import { Validations } from 'aws-cdk-lib';
import { acknowledgeFindings } from '../private/constructs/acknowledgement';
import { OneForSequence } from '../private/values/one-for-sequence';
import { type PolicyEntry, type RepositoryEnvironment } from './policy-entry';
import { environmentOf } from './repository-access';

/** Adds one warning or acknowledgement to a repository. */
type Annotation = (repository: IRepository, resource: CfnRepository) => void;

/** Most repositories of an app have the same consumers, so their annotations are computed once. */
const annotations = new OneForSequence<PolicyEntry | RepositoryEnvironment, readonly Annotation[]>();

/** Adds warnings about entries that have no effect or weak credentials, and acknowledges intended findings. */
export function annotatePolicy(
  repository: IRepository,
  resource: CfnRepository,
  entries: readonly PolicyEntry[],
): void {
  const env = environmentOf(repository);
  const added = annotations.of([env, ...entries], () => entries.flatMap((entry) => annotationOf(entry, env) ?? []));
  for (const annotate of added) annotate(repository, resource);
}

function annotationOf(entry: PolicyEntry, { account }: RepositoryEnvironment): Annotation | undefined {
  const { value } = entry.principal;
  if (entry.effect === 'Deny') return value === '*' ? acknowledgeDeny : undefined;
  if (value === '*') return acknowledgeRestrictedAccess(entry);
  if (value.endsWith(`:${account}:root`)) return warnOfOwnAccount(account);
  return value.includes(':user/') ? warnOfUser : undefined;
}

/** The rule reads only the principal. `addToResourcePolicy` refuses `*` without a condition, so this one has one. */
function acknowledgeRestrictedAccess({ conditions = [], actions }: PolicyEntry): Annotation {
  const restrictions = conditions.map(({ key, value }) => `${key} = ${value}`).join(' and ');
  const reason = `The principal * is restricted by ${restrictions} and can only ${useOf(actions)}.`;
  return (_, resource) => {
    acknowledgeFindings(resource, { cdkNag: ['AwsSolutions::AwsSolutions-ECR1'], reason });
  };
}

function useOf(actions: readonly string[]): string {
  if (actions.includes('ecr:PutImage')) return 'push';
  return actions.includes('ecr:BatchGetImage') ? 'pull' : 'read metadata';
}

/** The rule reads the principal, but not the effect. */
function acknowledgeDeny(_: IRepository, resource: CfnRepository): void {
  acknowledgeFindings(resource, {
    checkov: ['CKV_AWS_32'],
    reason:
      'The statement with the principal * is a Deny. It prevents all principals except the named ones from pushing.',
  });
}

/** For its own account, a repository policy that names only the account relies on the policies of its principals. */
function warnOfOwnAccount(account: string): Annotation {
  const message = `Account ${account} owns the repository, so access for the account does nothing. Grant access to its roles instead.`;
  return (repository) => {
    Validations.of(repository).addWarning('cdk-ecr-publishing:OwnAccount', message);
  };
}

function warnOfUser(repository: IRepository): void {
  Validations.of(repository).addWarning(
    'cdk-ecr-publishing:IamUser',
    'An IAM user has access, and its keys do not expire. A role that the user can assume is safer.',
  );
}

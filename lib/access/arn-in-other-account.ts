import { type Stack, Token } from 'aws-cdk-lib';
import { type IRepository } from 'aws-cdk-lib/aws-ecr';
import { knownRepositoryArn } from '../private/aws/arn';
import { knownText } from '../private/validation/known-text';
import { partitionOfRegion } from '../private/aws/region-partition';
import { repositoryArnRule } from '../private/aws/repository-arn';
import { refuseIf, validate } from '../private/validation/validation';

/**
 * A repository's ARN for a policy in this stack. CloudFormation passes no value to another account or Region, so the ARN
 * must be text there. If the repository's account is not known, CDK itself would write the account of this stack.
 */
export function arnFor(stack: Stack, repository: IRepository, path: string): string {
  const known = knownRepositoryArn(repository);
  const arn =
    Token.isUnresolved(known) && isInAnotherEnvironment(repository, stack)
      ? crossStackArn(stack, repository, path)
      : known;
  validate(`${path}.repositoryArn`, arn, repositoryArnRule);
  return arn;
}

/** A repository's ARN as text, for a policy that is deployed without CDK. Throws if the ARN is not known at synth. */
export function arnText(repository: IRepository, path: string): string {
  const arn = knownRepositoryArn(repository);
  const text = knownText(repository.stack.resolve(arn));
  if (text === undefined) refuseIf(path, unresolvedArnProblem(repository));
  const known = Token.isUnresolved(arn) ? withPartition(text ?? '') : arn;
  validate(`${path}.repositoryArn`, known, repositoryArnRule);
  return known;
}

function isInAnotherEnvironment({ stack: theirs }: IRepository, ours: Stack): boolean {
  return theirs.account !== ours.account || theirs.region !== ours.region;
}

/** The ARN that CDK passes to the stack. Throws unless all of it but the partition is text. */
function crossStackArn(stack: Stack, repository: IRepository, path: string): string {
  const { account, region } = repository.stack;
  const isUnknown = Token.isUnresolved(account) || Token.isUnresolved(region);
  const resolved = isUnknown ? undefined : resolvedIn(stack, repository.repositoryArn);
  refuseIf(path, knownText(resolved) === undefined ? unresolvedArnProblem(repository) : undefined);
  return typeof resolved === 'string' ? resolved : repository.repositoryArn;
}

/** The ARN as CDK resolves it in the stack. CDK throws if the repository's name is not set. */
function resolvedIn(stack: Stack, arn: string): unknown {
  try {
    return stack.resolve(arn);
  } catch {
    return undefined;
  }
}

/** Replaces an unknown partition with that of the Region. */
function withPartition(arn: string): string {
  const [, , , region = ''] = arn.split(':');
  return arn.replace(/^arn:aws:/, `arn:${partitionOfRegion(region) ?? 'aws'}:`);
}

function unresolvedArnProblem({ node }: IRepository): string {
  return (
    `must have an ARN that is known at synth, got '${node.path}'. CloudFormation cannot pass the ARN to another account. ` +
    'Give the repository a `repositoryName` as text, and its stack an account and a Region in `env`.'
  );
}

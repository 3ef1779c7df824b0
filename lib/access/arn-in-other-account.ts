import { type Stack, Token } from 'aws-cdk-lib';
import { type IRepository } from 'aws-cdk-lib/aws-ecr';
import { knownRepositoryArn } from '../private/aws/arn';
import { knownText } from '../private/validation/known-text';
import { partitionOfRegion } from '../private/aws/region-partition';
import { repositoryArnRule } from '../private/aws/repository-arn';
import { refuseIf, validate } from '../private/validation/validation';

/**
 * A repository's ARN for a policy in this stack. CloudFormation hands no value over to another account or Region: there
 * the ARN has to be text. CDK itself would write this stack's account where the account of the repository is open.
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

/** A repository's ARN as text, for whoever does not deploy with CDK. Throws where it is known at deploy time only. */
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

/** What CDK hands over to the stack, where that is right: all of it text, but for the partition. */
function crossStackArn(stack: Stack, repository: IRepository, path: string): string {
  const { account, region } = repository.stack;
  const open = Token.isUnresolved(account) || Token.isUnresolved(region);
  const seen = open ? undefined : resolvedIn(stack, repository.repositoryArn);
  refuseIf(path, knownText(seen) === undefined ? unresolvedArnProblem(repository) : undefined);
  return typeof seen === 'string' ? seen : repository.repositoryArn;
}

/** What CDK makes of the ARN there; nothing where the repository has no name of its own to write it with. */
function resolvedIn(stack: Stack, arn: string): unknown {
  try {
    return stack.resolve(arn);
  } catch {
    return undefined;
  }
}

/** An open partition is known by the Region. */
function withPartition(arn: string): string {
  const [, , , region = ''] = arn.split(':');
  return arn.replace(/^arn:aws:/, `arn:${partitionOfRegion(region) ?? 'aws'}:`);
}

function unresolvedArnProblem({ node }: IRepository): string {
  return (
    `must have an ARN that is known at synth, since CloudFormation hands none over to another account, got '${node.path}'; ` +
    'give it a `repositoryName` as text, and its stack an account and a Region in `env`'
  );
}

import { type Stack, Token } from 'aws-cdk-lib';
import { type IRepository } from 'aws-cdk-lib/aws-ecr';
import { knownRepositoryArn } from '../private/arn';
import { knownText } from '../private/known-text';
import { partitionOfRegion } from '../private/partition';
import { repositoryArnRule } from '../private/repository-arn';
import { refuseIf, validate } from '../private/validation';

/**
 * A repository's ARN for a policy in this stack. CloudFormation hands no value over to another account or Region: there
 * the ARN has to be text. CDK itself would write this stack's account where the account of the repository is open.
 */
export function arnFor(stack: Stack, repository: IRepository, path: string): string {
  const arn = knownRepositoryArn(repository);
  const { stack: theirs } = repository;
  if (Token.isUnresolved(arn) && (theirs.account !== stack.account || theirs.region !== stack.region)) {
    const open = Token.isUnresolved(theirs.account) || Token.isUnresolved(theirs.region);
    const seen = open ? undefined : seenFrom(stack, arn);
    refuseIf(path, knownText(seen) === undefined ? openArnProblem(repository) : undefined);
    return typeof seen === 'string' ? seen : arn;
  }
  validate(`${path}.repositoryArn`, arn, repositoryArnRule);
  return arn;
}

/** A repository's ARN as text, for whoever does not deploy with CDK. Throws where it is known at deploy time only. */
export function arnText(repository: IRepository, path: string): string {
  const arn = knownRepositoryArn(repository);
  const text = knownText(repository.stack.resolve(arn));
  if (text === undefined) refuseIf(path, openArnProblem(repository));
  const known = Token.isUnresolved(arn) ? withPartition(text ?? '') : arn;
  validate(`${path}.repositoryArn`, known, repositoryArnRule);
  return known;
}

/** What CDK makes of the ARN there; nothing where the repository has no name of its own to write it with. */
function seenFrom(stack: Stack, arn: string): unknown {
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

function openArnProblem({ node }: IRepository): string {
  return (
    `must have an ARN that is known at synth, since CloudFormation hands none over to another account, got '${node.path}'; ` +
    'give it a `repositoryName` as text, and its stack an account and a Region in `env`'
  );
}

import { type CfnRepository, type IRepository } from 'aws-cdk-lib/aws-ecr';
import { Token } from 'aws-cdk-lib';
import { partitionOf } from './partition';

/**
 * The ARN of a repository, as text known at synth where name, account and Region are. Such an ARN needs no export
 * from another stack, costs no token, and can be counted when policies are packed.
 */
export function knownRepositoryArn(repository: IRepository): string {
  const { account, region } = repository.env;
  const name = givenName(repository);
  if (name === undefined || Token.isUnresolved(account) || Token.isUnresolved(region)) return repository.repositoryArn;
  const partition = partitionOf(repository.stack);
  return Token.isUnresolved(partition)
    ? repository.repositoryArn
    : `arn:${partition}:ecr:${region}:${account}:repository/${name}`;
}

/** The name of a repository, as text known at synth where it was given one. */
export function knownRepositoryName(repository: IRepository): string {
  return givenName(repository) ?? repository.repositoryName;
}

/** The name that the resource was given; an imported repository has no resource, and its ARN is known anyway. */
function givenName(repository: IRepository): string | undefined {
  const name = (repository.node.defaultChild as CfnRepository | undefined)?.repositoryName;
  return name !== undefined && !Token.isUnresolved(name) ? name : undefined;
}

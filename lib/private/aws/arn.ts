import { type CfnRepository, type IRepository } from 'aws-cdk-lib/aws-ecr';
import { Token } from 'aws-cdk-lib';
import { partitionOf } from './partition';

/**
 * The ARN of a repository, as known text if synth knows name, account and Region. Such an ARN needs no export from
 * another stack, costs no token, and can be counted when policies are packed.
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

/** The name of a repository, as known text if it was given one. */
export function knownRepositoryName(repository: IRepository): string {
  return givenName(repository) ?? repository.repositoryName;
}

/** The name that the resource was given. An imported repository has no resource, and its ARN is known. */
function givenName(repository: IRepository): string | undefined {
  const name = (repository.node.defaultChild as CfnRepository | undefined)?.repositoryName;
  return name !== undefined && !Token.isUnresolved(name) ? name : undefined;
}

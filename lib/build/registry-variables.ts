import { type IRepository } from 'aws-cdk-lib/aws-ecr';

/** The address of a repository, for any partition. */
export function repositoryUri(repository: IRepository): string {
  return `${registryHost(repository)}/${repository.repositoryName}`;
}

/** What a build logs in to and pushes to. */
export function registryVariables(repository: IRepository): Record<string, string> {
  return {
    REGISTRY: registryHost(repository),
    REGISTRY_REGION: repository.env.region,
    REPOSITORY_URI: repositoryUri(repository),
  };
}

function registryHost(repository: IRepository): string {
  const { account, region } = repository.env;
  return `${account}.dkr.ecr.${region}.${repository.stack.urlSuffix}`;
}

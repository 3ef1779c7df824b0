import { type BuildEnvironmentVariable } from 'aws-cdk-lib/aws-codebuild';
import { type IRepository } from 'aws-cdk-lib/aws-ecr';

/** The address of a repository, for any partition. */
export function repositoryUri(repository: IRepository): string {
  return `${registryHost(repository)}/${repository.repositoryName}`;
}

/** The variables that name the registry and the repository of a build. */
export function registryVariables(repository: IRepository): Record<string, string> {
  return {
    REGISTRY: registryHost(repository),
    REGISTRY_REGION: repository.env.region,
    REPOSITORY_URI: repositoryUri(repository),
  };
}

export { numberedVariables as numbered } from '../private/text/numbered-variables';

/** Variables whose values the project shows. */
export function plainText(variables: Record<string, string>): Record<string, BuildEnvironmentVariable> {
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, { value }]));
}

function registryHost(repository: IRepository): string {
  const { account, region } = repository.env;
  return `${account}.dkr.ecr.${region}.${repository.stack.urlSuffix}`;
}

/** The values of a mapping as lines `NAME=value`. */
export function pairs(values: Readonly<Record<string, string>>): string[] {
  return Object.entries(values).map(([name, value]) => `${name}=${value}`);
}

import { roleNameRule } from '../../private/aws/role-name';
import { namedRepository } from './named-repository';
import { type ConfigProblem } from './problem';
import { environmentsOf } from './places';
import { type ContributorConfig, type RegistryConfig } from './schema';

/** The role of a contributor in one environment. IAM is the same in all Regions of an account, hence the environment. */
export function contributorRoleName(environment: string, contributor: string): string {
  return `contributor-${environment}-${contributor}`;
}

/** The role that copies what a contributor pushed to the approved repository. */
export function promoterRoleName(environment: string, contributor: string): string {
  return `promoter-${environment}-${contributor}`;
}

/** Repositories that a contributor needs and that do not go where it goes, and names that make no role's. */
export function contributorProblems(config: RegistryConfig): ConfigProblem[] {
  return (config.contributors ?? []).flatMap((contributor, index) => {
    const path = `contributors[${index}]`;
    return [
      ...(['repository', 'promoteTo'] as const).flatMap((key) => elsewhere(config, contributor, key, path)),
      ...tooLong(config, contributor, path),
    ];
  });
}

function elsewhere(
  config: RegistryConfig,
  contributor: ContributorConfig,
  key: 'repository' | 'promoteTo',
  path: string,
): ConfigProblem[] {
  const listed = namedRepository(config, contributor[key]);
  if (!listed) return [];
  const there = environmentsOf(config, listed);
  const missing = environmentsOf(config, contributor).filter((environment) => !there.includes(environment));
  if (missing.length === 0) return [];
  const names = missing.map(({ name }) => name).join(', ');
  return [{ path: `${path}.${key}`, message: `must go to ${names} too, got '${listed.name}', which does not` }];
}

function tooLong(config: RegistryConfig, contributor: ContributorConfig, path: string): ConfigProblem[] {
  return environmentsOf(config, contributor).flatMap((environment) => {
    const name = contributorRoleName(environment.name, contributor.name);
    if (roleNameRule(name) === undefined) return [];
    return [
      {
        path: `${path}.name`,
        message: `must be short enough for the role '${name}', which has ${name.length} characters; IAM takes 64`,
      },
    ];
  });
}

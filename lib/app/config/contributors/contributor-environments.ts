import { roleNameRule } from '../../../private/aws/role-name';
import { namedRepository } from '../repositories/named-repository';
import { type ConfigProblem } from '../problem';
import { environmentsOf } from '../environments/deployed-environments';
import { type ContributorConfig, type RegistryConfig } from '../schema';

/** The name of a contributor's role. It contains the environment, because IAM is the same in all Regions of an account. */
export function contributorRoleName(environment: string, contributor: string): string {
  return `contributor-${environment}-${contributor}`;
}

/** The name of the role that copies a contributor's images to the approved repository. */
export function promoterRoleName(environment: string, contributor: string): string {
  return `promoter-${environment}-${contributor}`;
}

/** Repositories that are missing in an environment of their contributor, and names that are too long for a role. */
export function contributorProblems(config: RegistryConfig): ConfigProblem[] {
  return (config.contributors ?? []).flatMap((contributor, index) => {
    const path = `contributors[${index}]`;
    return [
      ...(['repository', 'promoteTo'] as const).flatMap((key) => missingRepository(config, contributor, key, path)),
      ...tooLong(config, contributor, path),
    ];
  });
}

function missingRepository(
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
  const names = missing.map(({ name }) => name).join(' and ');
  const remedy = `Add ${names} to its environments, or remove ${names} from those of the contributor.`;
  return [{ path: `${path}.${key}`, message: `repository '${listed.name}' is not deployed to ${names}. ${remedy}` }];
}

function tooLong(config: RegistryConfig, contributor: ContributorConfig, path: string): ConfigProblem[] {
  return environmentsOf(config, contributor).flatMap((environment) => {
    const name = contributorRoleName(environment.name, contributor.name);
    if (roleNameRule(name) === undefined) return [];
    return [
      {
        path: `${path}.name`,
        message: `must be shorter, because the role name '${name}' has ${name.length} characters. IAM accepts at most 64.`,
      },
    ];
  });
}

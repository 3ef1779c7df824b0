import { Stack } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { ImageBuildProject } from '../../build/image-build-project';
import { partitionOf } from '../../private/aws/partition';
import { filterCanMatchBelow, filterMatches } from '../../private/oci/scan-filter';
import { ImagePromotion } from '../../promotion/image-promotion';
import { OidcPublisherRole } from '../../publisher/oidc-publisher-role';
import { environmentsOf } from '../config/environments/deployed-environments';
import { settingsIn } from '../config/registry/registry-problems';
import { type RegistryConfig } from '../config/schema';
import { type EnvironmentStacks } from './environment-stacks';

/** A role that pushes, and the names of the repositories that it pushes to. */
interface Pusher {
  readonly role: Role;
  readonly names: readonly string[];
  readonly prefixes?: readonly string[];
}

/**
 * Lets the publishers, builds and promotions of a config sign what they push. ECR signs with the rights of the principal that pushes.
 * Contributors from other companies may not sign.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/managed-signing.html
 */
export function grantSigning(config: RegistryConfig, environments: readonly EnvironmentStacks[]): void {
  const { registry } = config;
  if (registry?.signing === undefined) return;
  const profiles = new Map<Role, Set<string>>();
  for (const environment of environments) {
    const rules = registry.signing.filter((rule) =>
      settingsIn(environmentsOf(config, registry), rule).includes(environment.config),
    );
    for (const { role, names, prefixes = [] } of rules.length === 0
      ? []
      : pushersOf(config, environment, environments)) {
      const arns = rules
        .filter(
          ({ repositories = ['*'] }) =>
            repositories.some((filter) => names.some((name) => filterMatches(filter, name))) ||
            repositories.some((filter) => prefixes.some((prefix) => filterCanMatchBelow(filter, prefix))),
        )
        .map(({ profile }) => profileArn(environment, role, profile));
      if (arns.length > 0) profiles.set(role, new Set([...(profiles.get(role) ?? []), ...arns]));
    }
  }
  for (const [role, arns] of profiles) {
    new ManagedPolicy(role, 'Signing', {
      description: 'Allows ECR to sign the images that the role pushes',
      roles: [role],
      statements: [
        new PolicyStatement({ sid: 'SignImages', actions: ['signer:SignPayload'], resources: [...arns].sort() }),
      ],
    });
  }
}

function profileArn({ config: { account, region } }: EnvironmentStacks, role: Role, profile: string): string {
  return `arn:${partitionOf(Stack.of(role))}:signer:${region}:${account}:/signing-profiles/${profile}`;
}

/** The roles of the account that push to the repositories of an environment. */
function pushersOf(
  config: RegistryConfig,
  environment: EnvironmentStacks,
  environments: readonly EnvironmentStacks[],
): Pusher[] {
  const ofAccount = environments.filter((one) => one.config.account === environment.config.account);
  const publishers = (config.publishers ?? []).flatMap((publisher): Pusher[] => {
    const { name, repositories: names, repositoryPrefixes: prefixes } = publisher;
    if (!environmentsOf(config, publisher).includes(environment.config)) return [];
    const found = ofAccount.map(({ publishers: known }) => known.get(name)).find((one) => one !== undefined);
    const pushed = names.filter((one) => environment.repositories.has(one));
    return found instanceof OidcPublisherRole ? [{ role: found.role, names: pushed, prefixes }] : [];
  });
  const builds = (config.builds ?? []).flatMap(({ name, repository }): Pusher[] => {
    const project = environment.builds.get(name);
    return project instanceof ImageBuildProject ? [{ role: project.role, names: [repository] }] : [];
  });
  const promotions = (config.contributors ?? []).flatMap(({ name, promoteTo }): Pusher[] => {
    const found = environment.contributors.get(name)?.node.findAll() ?? [];
    const promotion = found.find((one) => one instanceof ImagePromotion);
    return promotion && promoteTo !== undefined ? [{ role: promotion.copyRole, names: [promoteTo] }] : [];
  });
  return [...publishers, ...builds, ...promotions];
}

import { canonicalHost } from '../../../base-image/known-registries';
import { rootPrefix } from '../../../private/oci/registry-prefix';
import { quote } from '../../../private/validation/validation';
import { type Upstream, upstreams } from '../../../registry/pull-through/upstreams';
import { pathOfKey } from '../builds/built-images';
import { buildEnvironments, environmentsOf } from '../environments/deployed-environments';
import { type ConfigProblem } from '../problem';
import { type BuildConfig, type EnvironmentConfig, type RegistryConfig, type RegistrySettingsConfig } from '../schema';

/** Publishers that create repositories without a creation template, and mirrors that are not caches of this file. */
export function registryUserProblems(config: RegistryConfig): ConfigProblem[] {
  return [...creationProblems(config), ...(config.builds ?? []).flatMap((build) => mirrorProblems(config, build))];
}

/** The entries of a list of `registry` that are for an environment. */
function entriesIn<Key extends 'pullThroughCache' | 'creationTemplates'>(
  config: RegistryConfig,
  key: Key,
  environment: EnvironmentConfig,
): readonly NonNullable<RegistrySettingsConfig[Key]>[number][] {
  const { registry } = config;
  if (registry === undefined || !environmentsOf(config, registry).includes(environment)) return [];
  const entries = (registry[key] ?? []) as readonly (NonNullable<RegistrySettingsConfig[Key]>[number] & {
    environments?: string[];
  })[];
  return entries.filter(({ environments }) => environments?.includes(environment.name) ?? true);
}

/** The settings of new repositories come from a template, so a publisher may create them only below the prefix of one. */
function creationProblems(config: RegistryConfig): ConfigProblem[] {
  return (config.publishers ?? []).flatMap((publisher, index) => {
    if (publisher.createRepositories !== true) return [];
    return (publisher.repositoryPrefixes ?? []).flatMap((prefix, at) => {
      const open = environmentsOf(config, publisher).find((environment) => !hasTemplate(config, environment, prefix));
      if (open === undefined) return [];
      const message =
        `needs a creation template for CREATE_ON_PUSH in ${quote(open.name)}, got none for ${quote(prefix)}. Add one, ` +
        'or leave createRepositories out.';
      return [{ path: `publishers[${index}].repositoryPrefixes[${at}]`, message }];
    });
  });
}

function hasTemplate(config: RegistryConfig, environment: EnvironmentConfig, prefix: string): boolean {
  return entriesIn(config, 'creationTemplates', environment).some(
    (template) =>
      template.appliedFor.includes('CREATE_ON_PUSH') &&
      (template.prefix === rootPrefix || prefix.startsWith(`${template.prefix}/`)),
  );
}

/** A cache in the account and Region of the build must be in this file, if the file has caches there. */
function mirrorProblems(config: RegistryConfig, build: BuildConfig): ConfigProblem[] {
  return (build.mirrors ?? []).flatMap(({ host, pullThroughCache, account, region }, index) => {
    if (pullThroughCache === undefined || account !== undefined || region !== undefined) return [];
    const problem = buildEnvironments(config, build)
      .map((environment) => cacheProblem(config, environment, host, pullThroughCache))
      .find((one) => one !== undefined);
    return problem === undefined
      ? []
      : [{ path: `${pathOfKey(build, 'mirrors')}[${index}].pullThroughCache`, message: problem }];
  });
}

function cacheProblem(
  config: RegistryConfig,
  environment: EnvironmentConfig,
  host: string,
  prefix: string,
): string | undefined {
  const caches = entriesIn(config, 'pullThroughCache', environment);
  if (caches.length === 0) return undefined;
  const cache = caches.find((one) => one.prefix === prefix);
  if (cache === undefined) {
    const known = caches.map((one) => quote(one.prefix)).join(', ');
    return `must be the prefix of a rule of registry.pullThroughCache in environment ${quote(environment.name)}, got ${quote(prefix)}. The rules have ${known}.`;
  }
  const upstream: Upstream | undefined = Object.values(upstreams).find(({ name }) => name === cache.upstream);
  const url = upstream?.url ?? cache.host;
  return url === undefined || canonicalHost(url) === canonicalHost(host)
    ? undefined
    : `must be a cache of ${host}, got ${quote(prefix)}, which is a cache of ${canonicalHost(url)}. Name the cache of ${host}, or correct \`host\`.`;
}

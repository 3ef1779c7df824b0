import { Role } from 'aws-cdk-lib/aws-iam';
import { TagMutability } from 'aws-cdk-lib/aws-ecr';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { type ISigningProfile, SigningProfile } from 'aws-cdk-lib/aws-signer';
import { type Construct } from 'constructs';
import { PullThroughCache } from '../../registry/pull-through/pull-through-cache';
import { RegistrySettings } from '../../registry/registry-settings';
import { RegistryScanning } from '../../registry/scanning/registry-scanning';
import { CreationReason, type CreationTemplate } from '../../registry/templates/creation-template';
import { type ConfigProblem } from '../config/problem';
import { type CompleteRegistry, originOf } from '../config/registry/both-halves';
import { type RegistrySettingsConfig } from '../config/schema';
import { type EnvironmentStacks } from './environment-stacks';
import { consumerOf } from './repository-from-config';
import { retentionsOf } from './retention-from-config';

type CacheConfig = NonNullable<RegistrySettingsConfig['pullThroughCache']>[number];
type TemplateConfig = NonNullable<RegistrySettingsConfig['creationTemplates']>[number];

/** Creates the settings of the registry of one environment, if there are any for it. */
export function addRegistrySettings(environment: EnvironmentStacks, registry: CompleteRegistry): void {
  const here = <T extends { environments?: string[] }>(entries: readonly T[] = []): T[] =>
    entries.filter(({ environments }) => environments?.includes(environment.config.name) ?? true);
  const [scanning] = here(registry.scanning && [registry.scanning]);
  const [archiveUnpulled] = here(registry.archiveUnpulled && [registry.archiveUnpulled]);
  const { replication, acceptReplicationFrom, pullThroughCache, creationTemplates, pullTimeExclusions } = registry;
  const signed = here(registry.signing);
  const copies = here(replication);
  const accepted = here(acceptReplicationFrom);
  const caches = here(pullThroughCache);
  const templates = here(creationTemplates);
  const isEmpty = [copies, accepted, caches, templates, signed].every(({ length }) => length === 0);
  if (isEmpty && [scanning, pullTimeExclusions, archiveUnpulled].every((one) => one === undefined)) return;
  const scope = environment.registryScope();
  const settings = new RegistrySettings(scope, 'Settings', {
    scanning: scanning && scanningOf(scanning),
    replication:
      copies.length === 0
        ? undefined
        : copies.map(({ region, account, prefixes }) => ({
            destinations: [{ region, account }],
            repositoryPrefixes: prefixes,
          })),
    pullThroughCache: caches.map((cache) => cacheOf(scope, cache)),
    creationTemplates: templates.map((template) => templateOf(scope, template)),
    pullTimeExclusions,
    signing:
      signed.length === 0
        ? undefined
        : signed.map(({ profile, repositories }) => ({ signingProfile: profileOf(scope, profile), repositories })),
  });
  environment.registry.set('registry', settings);
  if (archiveUnpulled) settings._excludeCiRoles(); // the repositories have the retention already
  for (const { account, prefixes } of accepted) {
    settings.acceptReplicationFrom(account, { repositoryPrefixes: prefixes });
  }
  for (const { prefix, accounts = [] } of caches)
    for (const account of accounts) settings.allowPullThrough(account, prefix);
}

/** The problem of a message about the settings of an environment, at the place of the file that it comes from. */
export function registryProblem(
  registry: CompleteRegistry,
  environment: EnvironmentStacks,
  message: string,
): ConfigProblem {
  const [, key = '', index = '', rest = '', text = message] =
    /^`(\w+)\[(\d+)\]((?:\.[\w[\]]+)*)` (.*)$/s.exec(message) ?? [];
  const entries = (registry[key as 'replication'] ?? []) as readonly { environments?: string[] }[];
  const isHere = ({ environments }: { environments?: string[] }) =>
    environments?.includes(environment.config.name) ?? true;
  const position = entries.findIndex(
    (one, at) => isHere(one) && entries.slice(0, at).filter(isHere).length === Number(index),
  );
  if (position < 0) return wholeProblem(registry, message);
  const origin = originOf(entries[position] ?? {});
  if (origin !== undefined) return { path: `${origin}.copies${rest === '.prefix' ? '' : rest}`, message: text };
  const renamed = rest
    .replace('.credential', '.credentialArn')
    .replace('.role', '.roleArn')
    .replace('.repositoryPrefixes', '.prefixes')
    .replace('.destinations[0]', '')
    .replace('.signingProfile', '.profile');
  return { path: `registry.${key}[${position}]${renamed}`, message: text };
}

/** The problem of a whole list, such as more rules than ECR accepts. The lists of scanning are one level deeper. */
function wholeProblem({ scanning, ...lists }: CompleteRegistry, message: string): ConfigProblem {
  const [, key = '', text = ''] = /^`(\w+)(?:\[\d+\])?` (.*)$/s.exec(message) ?? [];
  if (key in lists) return { path: `registry.${key}`, message: text };
  return scanning && key in scanning
    ? { path: `registry.scanning.${key}`, message: text }
    : { path: 'registry', message };
}

function scanningOf({
  type,
  continuous,
  scanOnPush,
  manual,
}: NonNullable<RegistrySettingsConfig['scanning']>): RegistryScanning {
  if (type === 'ENHANCED') return RegistryScanning.enhanced({ continuous, scanOnPush });
  return manual === true ? RegistryScanning.manual() : RegistryScanning.basic({ scanOnPush });
}

/** The rule of each upstream registry. The schema requires the keys that it needs. */
function cacheOf(scope: Construct, cache: CacheConfig): PullThroughCache {
  const { prefix, upstream, credentialArn = '', host = '', account = '', region = '', roleArn, upstreamPrefix } = cache;
  const options = { upstreamRepositoryPrefix: upstreamPrefix };
  const secret = () => Secret.fromSecretCompleteArn(scope, `Secret ${prefix.replaceAll('/', ':')}`, credentialArn);
  const role = () =>
    roleArn === undefined ? undefined : Role.fromRoleArn(scope, `Role ${prefix.replaceAll('/', ':')}`, roleArn);
  const makers: Readonly<Record<string, () => PullThroughCache>> = {
    ecr: () => PullThroughCache.ecr(prefix, account, region, { ...options, role: role() }),
    'ecr-public': () => PullThroughCache.ecrPublic(prefix, options),
    'docker-hub': () => PullThroughCache.dockerHub(prefix, secret(), options),
    'github-container-registry': () => PullThroughCache.gitHub(prefix, secret(), options),
    'gitlab-container-registry': () => PullThroughCache.gitLab(prefix, secret(), options),
    'azure-container-registry': () => PullThroughCache.azure(prefix, host, secret(), options),
    chainguard: () => PullThroughCache.chainguard(prefix, secret(), options),
    k8s: () => PullThroughCache.kubernetes(prefix, options),
    quay: () => PullThroughCache.quay(prefix, options),
  };
  const make = makers[upstream];
  if (make === undefined) throw new Error(`no rule for the upstream ${upstream}`);
  return make();
}

/** An imported profile, the same one for each rule that names it. Its ARN does not contain the version. */
function profileOf(scope: Construct, signingProfileName: string): ISigningProfile {
  const id = `SigningProfile ${signingProfileName}`;
  const known = scope.node.tryFindChild(id) as ISigningProfile | undefined;
  return (
    known ??
    SigningProfile.fromSigningProfileAttributes(scope, id, { signingProfileName, signingProfileVersion: 'unused' })
  );
}

function templateOf(scope: Construct, template: TemplateConfig): CreationTemplate {
  const {
    prefix,
    appliedFor,
    mutableTags,
    imageTagMutability,
    immutableTags,
    retention,
    pullers,
    encryptionKey,
    tags,
  } = template;
  return {
    prefix,
    appliedFor: appliedFor.map((reason) => CreationReason[reason]),
    mutableTags,
    imageTagMutability: imageTagMutability && TagMutability[imageTagMutability],
    immutableTags,
    retention: retention && retentionsOf(retention),
    pullers: pullers?.map(consumerOf),
    encryptionKey: encryptionKey
      ? Key.fromKeyArn(scope, `Key ${prefix.replaceAll('/', ':')}`, encryptionKey)
      : undefined,
    tags,
  };
}

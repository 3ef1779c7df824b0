import { type GraphResource, isList, plainText } from '../../review/index';
import { isMapping, type Mapping } from '../../private/values/mapping';
import { tagWords } from './repository-facts';
import { retentionWords } from './retention-words';
import { type ShownSetting } from './screen';
import { listed, type Who } from './who';

const all = 'all repositories';
const unknown = '(unknown until deployment)';

/** The settings that CloudFormation has no type for, so that no template can show them. */
const untyped: ShownSetting = {
  label: 'not shown',
  text:
    'the scanner of basic scanning, the scope of the registry policy, and blob mounting, for which CloudFormation has no type. ' +
    "'aws ecr get-account-setting' shows them with the names BASIC_SCAN_TYPE_VERSION, REGISTRY_POLICY_SCOPE and BLOB_MOUNTING",
};

const replicationType = 'AWS::ECR::ReplicationConfiguration';

/** The images that replication leaves out. */
const earlier: ShownSetting = {
  label: 'not copied',
  text: 'images that were pushed before the replication, unless docs/backfill-replication.sh of the package copied them',
};

/** The settings that are one resource each, with their words. */
const kinds: readonly (readonly [label: string, type: string, words: (resource: GraphResource) => string])[] = [
  ['scanning', 'AWS::ECR::RegistryScanningConfiguration', scanningWords],
  ['replication', replicationType, replicationWords],
  ['caches', 'AWS::ECR::PullThroughCacheRule', cacheWords],
  ['templates', 'AWS::ECR::RepositoryCreationTemplate', templateWords],
  ['signing', 'AWS::ECR::SigningConfiguration', signingWords],
];

const replicates = ({ properties: { ReplicationConfiguration: configuration } }: GraphResource) =>
  isMapping(configuration) && isList(configuration.Rules) && configuration.Rules.length > 0;

const exclusionType = 'AWS::ECR::PullTimeUpdateExclusion';

/** The names and grants of one graph that the settings need. */
export interface RegistryContext {
  readonly grants: readonly ShownSetting[];
  readonly whoOf: (principal: string) => readonly Who[];
}

/** The settings of a registry, in the order of the screen. Empty if none of the resources is one. */
export function registrySettings(
  resources: readonly GraphResource[],
  { grants, whoOf }: RegistryContext,
): ShownSetting[] {
  const ofType = (type: string) => resources.filter((resource) => resource.type === type);
  const single = kinds.flatMap(([label, type, words]) => {
    const texts = ofType(type).map((resource) => withConditions(resource, words));
    if (texts.length === 0) return [];
    const setting = { label, text: texts.sort().join('\n') };
    return type === replicationType && ofType(type).some(replicates) ? [setting, earlier] : [setting];
  });
  const excluded = ofType(exclusionType).map(({ properties }) => properties.PrincipalArn);
  const exclusions: ShownSetting[] =
    excluded.length === 0
      ? []
      : [
          {
            label: 'pull times',
            text: 'do not change by pulls of',
            who: excluded.flatMap((arn) => whoOf(typeof arn === 'string' ? arn : unknown)),
          },
        ];
  const settings = [...single, ...grants, ...exclusions];
  return settings.length === 0 ? [] : [...settings, untyped];
}

function withConditions(resource: GraphResource, words: (resource: GraphResource) => string): string {
  const { when, changedBy } = resource;
  const condition = when.length === 0 ? '' : ` (if ${when.map(plainText).join(' and ')})`;
  const change = changedBy === undefined ? '' : `, unless ${plainText(changedBy)}`;
  return `${words(resource)}${condition}${change}`;
}

const frequencies: Readonly<Record<string, string>> = {
  CONTINUOUS_SCAN: 'continuously',
  SCAN_ON_PUSH: 'on push',
  MANUAL: 'if a user starts it',
};
const scanTypes: Readonly<Record<string, string>> = { BASIC: 'basic', ENHANCED: 'enhanced' };

function scanningWords({ properties: { ScanType: type = 'BASIC', Rules: rules } }: GraphResource): string {
  const parts = each(rules, (rule) => {
    const frequency = frequencies[textOf(rule.ScanFrequency)] ?? textOf(rule.ScanFrequency);
    return `${frequency} ${filtersOf(rule)}`;
  });
  const others = type === 'ENHANCED' ? 'nothing else' : 'all else only if a user starts it';
  const isAll = parts.some((part) => part.endsWith(all) || part.endsWith(unknown));
  return [scanTypes[textOf(type)] ?? textOf(type), ...parts, ...(isAll ? [] : [others])].join('; ');
}

function replicationWords({ properties, env }: GraphResource): string {
  const { ReplicationConfiguration: configuration } = properties;
  if (!isMapping(configuration)) return unknown;
  const rules = each(configuration.Rules, (rule) => {
    const places = each(rule.Destinations, ({ Region: region, RegistryId: registry }) => {
      const account = registry === env.account ? '' : ` of account ${textOf(registry)}`;
      return `${textOf(region)}${account}`;
    });
    return `${filtersOf(rule, '*')} to ${listed(places)}`;
  });
  return rules.length === 0 ? 'none' : rules.join('\n');
}

function cacheWords({ properties }: GraphResource): string {
  const { EcrRepositoryPrefix: prefix, CredentialArn: credential, CustomRoleArn: role } = properties;
  const { UpstreamRegistryUrl: url, UpstreamRegistry: name, UpstreamRepositoryPrefix: below } = properties;
  const from = `${textOf(url ?? name)}${below === undefined || below === 'ROOT' ? '' : `/${textOf(below)}`}`;
  const by = [...(credential === undefined ? [] : ['a secret']), ...(role === undefined ? [] : ['a role'])];
  return `${textOf(prefix)} from ${from}${by.length === 0 ? '' : ` with ${listed(by)}`}`;
}

const reasons: Readonly<Record<string, string>> = {
  CREATE_ON_PUSH: 'pushes',
  PULL_THROUGH_CACHE: 'caches',
  REPLICATION: 'copies',
};

function templateWords(resource: GraphResource): string {
  const { Prefix: prefix, AppliedFor: appliedFor, LifecyclePolicy: lifecycle } = resource.properties;
  const causes = (isList(appliedFor) ? appliedFor : [appliedFor]).map((one) => reasons[textOf(one)] ?? textOf(one));
  const images = retentionWords(lifecycle === undefined ? undefined : { LifecyclePolicyText: lifecycle });
  return `${textOf(prefix)} for ${listed(causes)}: ${[images, tagWords(resource)].join('; ')}`;
}

function signingWords({ properties: { Rules: rules } }: GraphResource): string {
  const texts = each(
    rules,
    (rule) =>
      `${filtersOf(rule)} with profile ${textOf(rule.SigningProfileArn).replace(/^.*\/signing-profiles\//, '')}`,
  );
  return texts.length === 0 ? 'none' : texts.join('\n');
}

/** The filters of a rule. Without filters, it is about all repositories. */
function filtersOf({ RepositoryFilters: filters }: Mapping, end = ''): string {
  const names = each(filters, ({ Filter: filter }) => `${textOf(filter)}${end}`);
  return filters === undefined || names.includes('*') ? all : names.join(', ');
}

/** The words for each entry of a list. An entry, or a whole list, that is known at deployment only is shown as unknown. */
function each(value: unknown, words: (entry: Mapping) => string): string[] {
  if (value === undefined) return [];
  if (!isList(value)) return [unknown];
  return value.map((one) => (isMapping(one) ? words(one) : unknown));
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? plainText(value) : unknown;
}

import { type DescribedAccount, type DescribedRegion } from './describe';
import { isObject, type Json, type JsonObject } from './json';

/** The expected and the actual description of one resource. */
export interface Comparison {
  readonly expected: JsonObject;
  readonly described: JsonObject | undefined;
}

type Check = (properties: JsonObject, id: string, region: DescribedRegion, account: DescribedAccount) => Comparison;

/** One entry a type: its template properties (references resolved) -> what its describe call must show. */
export const resourceChecks: Readonly<Record<string, Check>> = {
  'AWS::ECR::Repository': (properties, id, region) => ({
    expected: {
      repositoryName: properties.RepositoryName ?? id,
      imageTagMutability: properties.ImageTagMutability ?? 'MUTABLE',
      imageTagMutabilityExclusionFilters: exclusionFilters(properties),
      imageScanningConfiguration: apiNames(properties.ImageScanningConfiguration ?? { ScanOnPush: false }),
      encryptionConfiguration: apiNames(properties.EncryptionConfiguration ?? { EncryptionType: 'AES256' }),
      lifecyclePolicy: lifecycleDocument(properties),
      repositoryPolicy: properties.RepositoryPolicyText ?? null,
    },
    described: region.repositories[id],
  }),
  'AWS::IAM::OIDCProvider': (properties, id, _region, account) => ({
    expected: {
      Url: (properties.Url as string).replace('https://', ''),
      ClientIDList: properties.ClientIdList ?? [],
      ThumbprintList: properties.ThumbprintList ?? [],
    },
    described: account.oidcProviders[id],
  }),
  'AWS::IAM::Role': (properties, id, _region, account) => ({
    expected: {
      RoleName: properties.RoleName ?? id,
      AssumeRolePolicyDocument: properties.AssumeRolePolicyDocument,
      MaxSessionDuration: properties.MaxSessionDuration ?? 3600,
      inlinePolicies: inlinePolicies(properties),
    },
    described: account.roles[id],
  }),
  'AWS::IAM::ManagedPolicy': (properties, id, _region, account) => ({
    expected: { document: properties.PolicyDocument },
    described: account.policies[id],
  }),
  'AWS::CodeBuild::Project': (properties, id, region) => ({
    expected: project(properties, id),
    described: region.projects[id],
  }),
  'AWS::Logs::LogGroup': (properties, id, region) => ({
    expected: {
      logGroupName: properties.LogGroupName ?? id,
      retentionInDays: properties.RetentionInDays ?? null,
      kmsKeyId: properties.KmsKeyId ?? null,
    },
    described: region.logGroups[id],
  }),
  'AWS::KMS::Key': (properties, id, region) => ({
    expected: {
      policy: properties.KeyPolicy,
      rotation: properties.EnableKeyRotation ?? false,
      Description: properties.Description ?? '',
      KeyState: 'Enabled',
    },
    described: region.keys[id],
  }),
};

function exclusionFilters(properties: JsonObject): Json {
  const filters = properties.ImageTagMutabilityExclusionFilters as readonly JsonObject[] | undefined;
  if (!filters) return null;
  return filters.map((filter) => ({
    filterType: filter.ImageTagMutabilityExclusionFilterType,
    filter: filter.ImageTagMutabilityExclusionFilterValue,
  }));
}

function lifecycleDocument(properties: JsonObject): Json {
  const policy = properties.LifecyclePolicy as { readonly LifecyclePolicyText: string } | undefined;
  return policy ? (JSON.parse(policy.LifecyclePolicyText) as Json) : null;
}

function inlinePolicies(properties: JsonObject): JsonObject {
  const policies = (properties.Policies ?? []) as readonly { PolicyName: string; PolicyDocument: Json }[];
  return Object.fromEntries(policies.map((policy) => [policy.PolicyName, policy.PolicyDocument]));
}

function project(properties: JsonObject, id: string): JsonObject {
  const { Triggers, ...own } = properties;
  const webhook = isObject(Triggers) && Triggers.Webhook === true ? { ...Triggers, Webhook: undefined } : null;
  return { name: id, ...(apiNames(own) as JsonObject), webhook: apiNames(webhook) };
}

/** CloudFormation's names -> the API's, which differ by the case of the first letter in all names except one. */
function apiNames(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(apiNames);
  if (!isObject(value)) return value;
  const members = Object.entries(value).filter(([, item]) => item !== undefined) as [string, Json][];
  return Object.fromEntries(members.map(([key, item]) => [apiName(key), apiNames(item)]));
}

function apiName(name: string): string {
  return name === 'BuildSpec' ? 'buildspec' : name.charAt(0).toLowerCase() + name.slice(1);
}

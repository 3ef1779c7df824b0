import { type DescribedAccount, type DescribedRegion } from './describe';
import { isObject, type Json, type JsonObject } from './json';
import { accountId } from './local-aws';
import { type SynthesizedStack } from './synthesized';

/**
 * Resolves the intrinsic functions of a template's value. The physical ids and ARNs come from describe calls. moto does the
 * same while it deploys, and this is a second implementation to compare with.
 */
export function resolve(value: Json, stack: SynthesizedStack, account: DescribedAccount): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => resolve(item, stack, account));
  if (!isObject(value)) return value;
  const [name, argument] = Object.entries(value)[0] ?? [];
  if (name === 'Ref') return reference(argument as string, stack, account);
  if (name === 'Fn::GetAtt') return attribute(argument as readonly [string, string], stack, account);
  if (name === 'Fn::Join') {
    const [separator, parts] = argument as readonly [string, Json];
    return (resolve(parts, stack, account) as readonly string[]).join(separator);
  }
  if (name === 'Fn::FindInMap') {
    const [mapping, key, second] = argument as readonly [string, string, string];
    return stack.mappings[mapping]?.[key]?.[second] ?? null;
  }
  if (name?.startsWith('Fn::')) throw new Error(`${stack.name}: the e2e cannot resolve ${name}`);
  return resolveMembers(value, stack, account);
}

export function resolveMembers(value: JsonObject, stack: SynthesizedStack, account: DescribedAccount): JsonObject {
  const members = Object.entries(value).map(([key, item]) => [key, item && resolve(item, stack, account)]);
  return Object.fromEntries(members) as JsonObject;
}

function reference(name: string, stack: SynthesizedStack, account: DescribedAccount): string {
  const pseudo: Record<string, string> = {
    'AWS::AccountId': accountId,
    'AWS::Partition': 'aws',
    'AWS::Region': stack.region,
    'AWS::StackName': stack.name,
    'AWS::URLSuffix': 'amazonaws.com',
  };
  return pseudo[name] ?? physicalId(name, stack, account);
}

export function physicalId(logicalId: string, stack: SynthesizedStack, account: DescribedAccount): string {
  const id = describedRegion(stack, account).stacks[stack.name]?.resources[logicalId];
  if (id === undefined) throw new Error(`${stack.name} has no ${logicalId}`);
  return id;
}

export function describedRegion(stack: SynthesizedStack, account: DescribedAccount): DescribedRegion {
  const region = account.regions[stack.region];
  if (!region) throw new Error(`${stack.region} was not described`);
  return region;
}

function attribute([logicalId, name]: readonly [string, string], stack: SynthesizedStack, account: DescribedAccount) {
  const id = physicalId(logicalId, stack, account);
  const type = stack.resources[logicalId]?.Type ?? '';
  const region = describedRegion(stack, account);
  const attributes: Record<string, Json | undefined> = {
    'AWS::CodeBuild::Project.Arn': region.projects[id]?.arn,
    'AWS::ECR::Repository.Arn': region.repositories[id]?.repositoryArn,
    'AWS::ECR::Repository.RepositoryUri': region.repositories[id]?.repositoryUri,
    'AWS::IAM::OIDCProvider.Arn': id,
    'AWS::IAM::Role.Arn': account.roles[id]?.Arn,
    'AWS::KMS::Key.Arn': region.keys[id]?.Arn,
    'AWS::Logs::LogGroup.Arn': region.logGroups[id]?.arn,
  };
  const found = attributes[`${type}.${name}`];
  if (typeof found !== 'string') throw new Error(`${stack.name}: the e2e cannot resolve ${name} of ${logicalId}`);
  return found;
}

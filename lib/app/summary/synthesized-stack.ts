import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMapping, type Mapping } from '../../private/mapping';
import { ConfigError } from '../config-problem';

/** A resource of a template. */
export interface Resource {
  readonly Type: string;
  readonly Properties?: Record<string, unknown>;
}

/** One stack of a cloud assembly, as it was synthesized. */
export interface SynthesizedStack {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly resources: Readonly<Record<string, Resource>>;
}

type Place = Omit<SynthesizedStack, 'name'>;

interface Artifact {
  readonly type?: unknown;
  readonly environment?: unknown;
  readonly properties?: { readonly templateFile?: unknown; readonly stackName?: unknown };
}

/** Reads the stacks of a cloud assembly (`cdk.out`). */
export function readStacks(directory: string): SynthesizedStack[] {
  const { artifacts } = readJson(directory, 'manifest.json');
  return Object.entries(mappingOf(artifacts)).flatMap(([id, artifact]) => {
    const { type, environment, properties }: Artifact = mappingOf(artifact);
    const { templateFile, stackName } = mappingOf(properties);
    if (type !== 'aws:cloudformation:stack' || typeof templateFile !== 'string') return [];
    const { Resources: all } = readJson(directory, templateFile);
    const [account = '', region = ''] =
      typeof environment === 'string' ? environment.replace('aws://', '').split('/') : [];
    const known = Object.entries(mappingOf(all)).filter(([, resource]) => isMapping(resource));
    const place = { account, region, resources: Object.fromEntries(known) as Record<string, Resource> };
    const resources = withNames(place.resources, place) as SynthesizedStack['resources'];
    return [{ name: typeof stackName === 'string' ? stackName : id, account, region, resources }];
  });
}

/** The resources of one type. */
export function resourcesOf(stack: SynthesizedStack, type: string): Record<string, unknown>[] {
  return Object.values(stack.resources).flatMap((resource) =>
    resource.Type === type ? [resource.Properties ?? {}] : [],
  );
}

interface Intrinsic {
  readonly Ref?: string;
  readonly 'Fn::Join'?: [string, unknown[]];
  readonly 'Fn::GetAtt'?: [string, string];
}

/** References replaced by what they name, where the template says it, so that policies can be read as text. */
function withNames(value: unknown, stack: Place): unknown {
  if (Array.isArray(value)) return value.map((item) => withNames(item, stack));
  if (typeof value !== 'object' || value === null) return value;
  const { Ref: ref, 'Fn::Join': join, 'Fn::GetAtt': attribute } = value as Intrinsic;
  if (ref !== undefined) return nameOf(stack, ref) ?? value;
  if (attribute) return (attribute[1] === 'Arn' ? repositoryArnOf(stack, attribute[0]) : undefined) ?? value;
  const entries = Object.entries(value).map(([key, item]) => [key, withNames(item, stack)] as const);
  if (!join) return Object.fromEntries(entries);
  const parts = join[1].map((part) => withNames(part, stack));
  return parts.every((part) => typeof part === 'string') ? parts.join(join[0]) : value;
}

function nameOf({ resources, account, region }: Place, logicalId: string): string | undefined {
  const pseudo: Record<string, string> = {
    'AWS::AccountId': account,
    'AWS::Partition': partitionOf(region),
    'AWS::Region': region,
    'AWS::URLSuffix': partitionOf(region) === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com',
  };
  const { RepositoryName } = resources[logicalId]?.Properties ?? {};
  return typeof RepositoryName === 'string' ? RepositoryName : pseudo[logicalId];
}

function repositoryArnOf({ resources, account, region }: Place, logicalId: string): string | undefined {
  const { Type, Properties } = resources[logicalId] ?? {};
  const name = Properties?.RepositoryName;
  return Type === 'AWS::ECR::Repository' && typeof name === 'string'
    ? `arn:${partitionOf(region)}:ecr:${region}:${account}:repository/${name}`
    : undefined;
}

function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

function readJson(directory: string, file: string): Mapping {
  const path = join(directory, file);
  try {
    return mappingOf(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    const message = `${directory} must be a cloud assembly, got no JSON in ${path}; 'npx cdk synth' makes one`;
    throw new ConfigError([{ path: '', message }]);
  }
}

function mappingOf(value: unknown): Mapping {
  return isMapping(value) ? value : {};
}

import { type Stack } from 'aws-cdk-lib';
import { type Caller } from '../simulation';
import { account, region, type SynthesizedResource, templateOf } from '../synthesis';

type Resources = Readonly<Record<string, SynthesizedResource>>;

/** A role of the template whose id begins so, with the policies that the template attaches to it. */
export function roleOf(stack: Stack, idStart: string): Caller {
  const resources = resourcesIn(stack);
  const ids = Object.keys(resources).filter((id) => id.startsWith(idStart) && resources[id]?.Type === 'AWS::IAM::Role');
  const [id, ...others] = ids;
  if (id === undefined || others.length > 0) throw new Error(`expected one role ${idStart}, got ${ids.join(', ')}`);
  const attached = Object.values(resources)
    .filter(({ Type: type }) => ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'].includes(type))
    .filter(({ Properties: { Roles: roles } }) => JSON.stringify(roles ?? []).includes(`"${id}"`));
  const identityPolicies = attached.map(
    ({ Properties: { PolicyDocument: document } }) => literal(document, resources) as object,
  );
  return { principal: `arn:aws:iam::${account}:role/${id}`, identityPolicies };
}

function resourcesIn(stack: Stack): Resources {
  return (templateOf(stack).toJSON() as { Resources: Resources }).Resources;
}

/** The ARN of a repository of the tests' account and Region. */
export function repositoryArn(name: string): string {
  return `arn:aws:ecr:${region}:${account}:repository/${name}`;
}

const pseudo: Readonly<Record<string, string>> = {
  'AWS::AccountId': account,
  'AWS::Partition': 'aws',
  'AWS::Region': region,
  'AWS::URLSuffix': 'amazonaws.com',
};

/** A value of the template as CloudFormation computes it. A resource that is no repository has its id as its name. */
export function literalIn(stack: Stack, value: unknown): unknown {
  return literal(value, resourcesIn(stack));
}

type Intrinsic = Readonly<{
  Ref?: string;
  'Fn::GetAtt'?: readonly [string, string];
  'Fn::Join'?: readonly [string, unknown];
  'Fn::Select'?: readonly [number, unknown];
  'Fn::Split'?: readonly [string, unknown];
}>;

function literal(value: unknown, resources: Resources): unknown {
  if (Array.isArray(value)) return value.map((one) => literal(one, resources));
  if (typeof value !== 'object' || value === null) return value;
  const { Ref: ref, 'Fn::GetAtt': got, 'Fn::Join': join, 'Fn::Select': select, 'Fn::Split': split }: Intrinsic = value;
  if (ref !== undefined) return pseudo[ref] ?? nameOf(ref, resources);
  if (got) return arnOf(got[0], resources);
  if (join) return (literal(join[1], resources) as string[]).join(join[0]);
  if (select) return (literal(select[1], resources) as unknown[])[select[0]];
  if (split) return (literal(split[1], resources) as string).split(split[0]);
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, literal(held, resources)] as const));
}

function nameOf(id: string, resources: Resources): string {
  const name: unknown = resources[id]?.Properties.RepositoryName;
  return typeof name === 'string' ? name : id;
}

function arnOf(id: string, resources: Resources): string {
  return resources[id]?.Type === 'AWS::ECR::Repository'
    ? repositoryArn(nameOf(id, resources))
    : `arn:aws:other:${region}:${account}:${id}`;
}

import { type LoadedTemplate } from '../loaded-template';
import { hole, literal } from '../texts/symbolic-text';
import { type Place, type TemplateSource } from '../template-graph';
import { entriesOf, field } from './value';

/** A resource as the template has it, with its functions. */
export interface RawResource {
  readonly type: string;
  readonly source: TemplateSource;
  readonly properties: unknown;
  readonly condition?: string;
  /** The resources that it is made after, by its own word. */
  readonly dependsOn: readonly string[];
}

/** The parts of a template, by name. */
export interface Template {
  readonly name: string;
  /** Starts the names of its holes, so that those of two templates differ. */
  readonly prefix: string;
  readonly place: Place;
  readonly nestedIn?: LoadedTemplate['nestedIn'];
  readonly parameters: ReadonlyMap<string, unknown>;
  readonly mappings: unknown;
  readonly conditions: ReadonlyMap<string, unknown>;
  readonly resources: ReadonlyMap<string, RawResource>;
  readonly outputs: ReadonlyMap<string, unknown>;
}

/** Takes a template apart. What is no template has no resources. */
export function readTemplate({ name, body, place, nestedIn }: LoadedTemplate, prefix: string): Template {
  const resources = entriesOf(field(body, 'Resources')).map(([logicalId, resource]) => {
    return [logicalId, rawResource(name, logicalId, resource)] as const;
  });
  return {
    name: literal(name),
    prefix,
    place: knownPlace(place),
    nestedIn,
    parameters: new Map(entriesOf(field(body, 'Parameters'))),
    mappings: field(body, 'Mappings'),
    conditions: new Map(entriesOf(field(body, 'Conditions'))),
    resources: new Map(resources),
    outputs: new Map(entriesOf(field(body, 'Outputs'))),
  };
}

/** One name, or a list of them. */
function namesIn(value: unknown): string[] {
  return [value].flat().flatMap((name) => (typeof name === 'string' ? [literal(name)] : []));
}

function rawResource(template: string, logicalId: string, resource: unknown): RawResource {
  const type = field(resource, 'Type');
  const condition = field(resource, 'Condition');
  const path = field(field(resource, 'Metadata'), 'aws:cdk:path');
  return {
    // `Fn::ForEach::Name` and `Fn::Transform` stand where a resource does, and make some at deploy.
    type: typeof type === 'string' ? literal(type) : logicalId.startsWith('Fn::') ? literal(logicalId) : '',
    source: {
      template: literal(template),
      logicalId: literal(logicalId),
      path: typeof path === 'string' ? literal(path) : '',
    },
    properties: field(resource, 'Properties') ?? {},
    dependsOn: namesIn(field(resource, 'DependsOn')),
    ...(typeof condition === 'string' ? { condition } : {}),
  };
}

/**
 * Templates that leave their account or Region open share these holes: one person deploys them with one profile, and
 * what refers to each other by them fits together then.
 */
function knownPlace({ partition, account, region }: Partial<Place>): Place {
  const known = region === undefined ? undefined : partitionOf(region);
  return {
    partition: literalOr(partition ?? known, 'AWS::Partition'),
    account: literalOr(account, 'AWS::AccountId'),
    region: literalOr(region, 'AWS::Region'),
  };
}

function literalOr(text: string | undefined, name: string): string {
  return text === undefined ? hole(name) : literal(text);
}

function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  return 'aws';
}

import { type LoadedTemplate } from '../read/loaded-template';
import { literal } from '../texts/symbolic-text';
import { type DeployEnvironment, type TemplateSource } from './template-graph';
import { knownEnvironment } from './environment';
import { samAdditions, type SamRole } from './sam-roles';
import { isLoop, opaqueLoop, opaqueMacros, type OpaqueTransform, transformsWithin } from './transforms';
import { entriesOf, field } from './value';

/** A resource as it is in the template, with its functions. */
export interface RawResource {
  readonly type: string;
  readonly logicalId: string;
  /** Its location in the template. A resource that SAM creates has the location of the SAM resource. */
  readonly source: TemplateSource;
  readonly properties: unknown;
  readonly deletionPolicy?: unknown;
  readonly updateReplacePolicy?: unknown;
  readonly condition?: string;
  /** The resources in its `DependsOn`. */
  readonly dependsOn: readonly string[];
  /** The macros and loops in this resource that the review cannot expand. */
  readonly transforms: readonly OpaqueTransform[];
  /** The metadata that this library writes for its own commands, with its intrinsic functions. */
  readonly notes?: unknown;
  /** Why the deployed resource may differ from the template: "macro 'Company::Guard' may change it". */
  readonly changedBy?: string;
}

/** A macro for a whole section of a template, or for the whole template. */
export interface SectionTransform extends OpaqueTransform {
  readonly section: string;
}

/** The parts of a template, by name. */
export interface Template {
  readonly name: string;
  /** The start of the names of its unresolved values, so that those of two templates differ. */
  readonly prefix: string;
  readonly env: DeployEnvironment;
  readonly nestedIn?: LoadedTemplate['nestedIn'];
  /** How a comparison finds it in another review. */
  readonly identity: string;
  readonly isStack: boolean;
  readonly terminationProtection?: boolean;
  readonly parameters: ReadonlyMap<string, unknown>;
  readonly mappings: unknown;
  readonly conditions: ReadonlyMap<string, unknown>;
  readonly resources: ReadonlyMap<string, RawResource>;
  readonly outputs: ReadonlyMap<string, unknown>;
  readonly transforms: readonly SectionTransform[];
  /** The collections of expanded loops, by the keys of the loops. */
  readonly collections: ReadonlyMap<string, unknown>;
}

/** A template with its loops expanded. */
export interface PreparedTemplate extends LoadedTemplate {
  /** Loops whose resources are read once, with an unresolved item, by their keys. */
  readonly openLoops?: ReadonlyMap<string, OpaqueTransform>;
  /** The collections of expanded loops, by the keys of the loops. */
  readonly collections?: ReadonlyMap<string, unknown>;
  /** Whether its unresolved account and Region differ from those of other templates, as for a stack set. */
  readonly hasOwnEnvironment?: boolean;
}

/** Reads the parts of a template. A value that is no template has no resources. */
export function readTemplate(loaded: PreparedTemplate, prefix: string): Template {
  const {
    name,
    body,
    env,
    nestedIn,
    identity = name,
    isStack = false,
    terminationProtection,
    hasOwnEnvironment = false,
    openLoops = new Map<string, OpaqueTransform>(),
  } = loaded;
  const { overResources, overValues } = sectionTransforms(body);
  const openOnes = [...openLoops].map(([section, loop]) => ({ ...loop, section }));
  const given = entriesOf(field(body, 'Resources'));
  const sam = samAdditions(body, given);
  const resources = new Map(
    given.map(([logicalId, resource]) => {
      return [logicalId, atPath(rawResource(name, logicalId, resource, overResources), loaded.paths)];
    }),
  );
  for (const role of sam.roles)
    resources.set(role.logicalId, rawSamRole(name, role, resources.get(role.of), overResources));
  return {
    name: literal(name),
    prefix,
    env: knownEnvironment(env, hasOwnEnvironment ? `${prefix}.` : ''),
    nestedIn,
    identity,
    isStack,
    ...(terminationProtection !== undefined && { terminationProtection }),
    parameters: new Map(entriesOf(field(body, 'Parameters'))),
    mappings: field(body, 'Mappings'),
    conditions: new Map([...sam.conditions, ...entriesOf(field(body, 'Conditions'))]),
    resources,
    outputs: new Map(entriesOf(field(body, 'Outputs'))),
    transforms: [...overResources, ...overValues, ...openOnes],
    collections: loaded.collections ?? new Map<string, unknown>(),
  };
}

/** The macros that may change every resource, and those that create parameters, mappings or conditions. */
function sectionTransforms(body: unknown): Record<'overResources' | 'overValues', SectionTransform[]> {
  const within = (section: string, found: readonly OpaqueTransform[]): SectionTransform[] =>
    found.map((one) => ({ ...one, section }));
  return {
    overResources: [
      ...within('Transform', opaqueMacros(field(body, 'Transform'))),
      ...within('Fn::Transform', opaqueMacros(field(body, 'Fn::Transform'))),
      ...within('Resources', opaqueMacros(field(field(body, 'Resources'), 'Fn::Transform'))),
    ],
    overValues: ['Parameters', 'Mappings', 'Conditions'].flatMap((section) =>
      within(section, transformsWithin(field(body, section))),
    ),
  };
}

/** Adds the path from the assembly if the template has none. */
function atPath(resource: RawResource, paths?: ReadonlyMap<string, string>): RawResource {
  const { source } = resource;
  const path = source.path === '' ? paths?.get(source.logicalId) : undefined;
  return path === undefined ? resource : { ...resource, source: { ...source, path: literal(path) } };
}

/** A role that SAM creates. Macros in the SAM resource may change it. */
function rawSamRole(
  template: string,
  { logicalId, resource }: SamRole,
  of: RawResource | undefined,
  overResources: readonly OpaqueTransform[],
): RawResource {
  const role = rawResource(template, logicalId, resource, [...(of?.transforms ?? []), ...overResources]);
  return { ...role, source: of?.source ?? role.source };
}

/** The names in a value that is one name or a list. */
function namesIn(value: unknown): string[] {
  return [value].flat().flatMap((name) => (typeof name === 'string' ? [literal(name)] : []));
}

/** The metadata of a role that holds the options of its deployments. */
const notesKey = 'cdk-ecr-publishing:deploys';

function rawResource(
  template: string,
  logicalId: string,
  resource: unknown,
  overResources: readonly OpaqueTransform[],
): RawResource {
  const transforms = isLoop(logicalId) ? [opaqueLoop(logicalId, resource)] : transformsWithin(resource);
  const [change] = [...transforms, ...overResources];
  const type = field(resource, 'Type');
  const condition = field(resource, 'Condition');
  const metadata = field(resource, 'Metadata');
  const path = field(metadata, 'aws:cdk:path');
  const notes = field(metadata, notesKey);
  return {
    // `Fn::ForEach::Name` and `Fn::Transform` are entries next to the resources, and create some at deploy.
    type: typeof type === 'string' ? literal(type) : logicalId.startsWith('Fn::') ? literal(logicalId) : '',
    logicalId: literal(logicalId),
    source: {
      template: literal(template),
      logicalId: literal(logicalId),
      path: typeof path === 'string' ? literal(path) : '',
    },
    properties: field(resource, 'Properties') ?? {},
    deletionPolicy: field(resource, 'DeletionPolicy'),
    updateReplacePolicy: field(resource, 'UpdateReplacePolicy'),
    dependsOn: namesIn(field(resource, 'DependsOn')),
    ...(typeof condition === 'string' ? { condition } : {}),
    transforms,
    ...(notes !== undefined && { notes }),
    ...(change && { changedBy: `${change.what} may change it` }),
  };
}

import { samPolicies } from './sam-policies';
import { entriesOf, field, isList } from './value';

/** A role that SAM creates for a resource. */
export interface SamRole {
  readonly logicalId: string;
  /** The logical ID of the SAM resource. */
  readonly of: string;
  readonly resource: Readonly<Record<string, unknown>>;
}

/** The roles and policies that SAM adds to a template, as far as the review needs them. */
export interface SamAdditions {
  readonly roles: readonly SamRole[];
  readonly conditions: readonly (readonly [name: string, condition: unknown])[];
}

const transform = 'AWS::Serverless-2016-10-31';

/**
 * The services that assume the roles of SAM resources, by the type of the resource. The policies of the roles that SAM
 * creates for other types, events, deployments and connectors have no statement about ECR.
 */
const services: ReadonlyMap<string, string> = new Map([
  ['AWS::Serverless::Function', 'lambda.amazonaws.com'],
  ['AWS::Serverless::StateMachine', 'states.amazonaws.com'],
]);

/** The other types of aws-sam-translator 1.115.0. A connector gives access to other services, but not to ECR. */
const others: ReadonlySet<string> = new Set(
  [
    ...['Api', 'Application', 'CapacityProvider', 'Connector', 'GraphQLApi', 'HttpApi', 'LayerVersion'],
    ...['MicrovmImage', 'NetworkConnector', 'SimpleTable', 'WebFunction', 'WebSocketApi'],
  ].map((name) => `AWS::Serverless::${name}`),
);

/** Whether a type belongs to SAM, and the review does not know what SAM creates for it. */
export function isUnknownSamType(type: string): boolean {
  return type.startsWith('AWS::Serverless::') && !services.has(type) && !others.has(type);
}

/** The properties of a role that `Globals` may set, by the type of the resource. */
const globalProperties: ReadonlyMap<string, readonly string[]> = new Map([
  ['AWS::Serverless::Function', ['AssumeRolePolicyDocument', 'PermissionsBoundary', 'RolePath']],
]);

/**
 * The roles that SAM creates for the functions and state machines of a template. The policies that all of them have
 * (for logs, VPCs, traces and dead-letter queues) are left out, because they have no statement about ECR.
 *
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources-function.html
 */
export function samAdditions(body: unknown, resources: readonly (readonly [string, unknown])[]): SamAdditions {
  const transforms = [field(body, 'Transform')].flat();
  if (!transforms.includes(transform)) return { roles: [], conditions: [] };
  const globals = field(body, 'Globals');
  const created = resources.flatMap(([logicalId, resource]) => roleOf(logicalId, resource, globals));
  return { roles: created.map(({ role }) => role), conditions: created.flatMap(({ conditions }) => conditions) };
}

interface Creation {
  readonly role: SamRole;
  readonly conditions: SamAdditions['conditions'];
}

function roleOf(logicalId: string, resource: unknown, globals: unknown): Creation[] {
  const type = String(field(resource, 'Type'));
  const service = services.get(type);
  if (service === undefined) return [];
  const own = field(resource, 'Properties');
  const creation = conditionOfRole(field(own, 'Role'));
  if (!creation) return [];
  const property = (name: string): unknown => merged(globalProperty(type, name, resource, globals), field(own, name));
  const { managed, inline } = samPolicies(field(own, 'Policies'));
  const properties = {
    AssumeRolePolicyDocument: property('AssumeRolePolicyDocument') ?? trustOf(service),
    ManagedPolicyArns: managed,
    Policies: inline,
    Path: property('RolePath'),
    PermissionsBoundary: property('PermissionsBoundary'),
  };
  const condition = creation.condition ?? field(resource, 'Condition');
  const role = {
    logicalId: `${logicalId}Role`,
    of: logicalId,
    resource: {
      Type: 'AWS::IAM::Role',
      Properties: Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined)),
      ...(condition !== undefined && { Condition: condition }),
      Metadata: field(resource, 'Metadata'),
    },
  };
  return [{ role, conditions: creation.added }];
}

/** The condition under which SAM creates a role. It is `undefined` if SAM never does. */
function conditionOfRole(
  role: unknown,
): { readonly condition?: string; readonly added: SamAdditions['conditions'] } | undefined {
  if (role === undefined) return { added: [] };
  const call = field(role, 'Fn::If');
  const [condition, ...branches] = isList(call) ? call : [];
  const [isThen, isElse] = branches.map((branch) => field(branch, 'Ref') === 'AWS::NoValue');
  if (typeof condition !== 'string' || (isThen !== true && isElse !== true)) return undefined;
  if (isThen === true) return isElse === true ? { added: [] } : { condition, added: [] };
  const opposite = `NOT${condition}`;
  return { condition: opposite, added: [[opposite, { 'Fn::Not': [{ Condition: condition }] }]] };
}

function trustOf(service: string): object {
  return { Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }] };
}

function globalProperty(type: string, name: string, resource: unknown, globals: unknown): unknown {
  if (globalProperties.get(type)?.includes(name) !== true) return undefined;
  const ignored = [field(resource, 'IgnoreGlobals')].flat();
  if (ignored.includes('*') || ignored.includes(name)) return undefined;
  return field(field(globals, type.slice('AWS::Serverless::'.length)), name);
}

/** The depth of the statements of a policy document. */
const mostLevels = 4;

/**
 * Merges a property with `Globals`. SAM appends lists, merges mappings, and otherwise uses the resource's own value.
 */
function merged(global: unknown, own: unknown, level = 0): unknown {
  if (own === undefined || global === undefined || level > mostLevels) return own ?? global;
  if (isList(global) && isList(own)) return [...global, ...own];
  const [ofGlobal, ofOwn] = [entriesOf(global), entriesOf(own)];
  if (ofGlobal.length === 0 || ofOwn.length === 0) return own;
  const names = new Set([...ofGlobal, ...ofOwn].map(([name]) => name));
  return Object.fromEntries([...names].map((name) => [name, merged(field(global, name), field(own, name), level + 1)]));
}

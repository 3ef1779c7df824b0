import { type Deployed, type DeployedFunction, type DeployedService } from '../../github/workflow/published';
import { serviceOfArn } from '../../github/workflow/service-arn';
import { type DeploymentNote } from '../../deployment/deployment-notes';
import { hasUnresolved, type IdentityNode } from '../../review/index';
import { mayAll } from './may-all';

/** The wait for a deployment of which a template knows no timeout. */
const defaultMinutes = 30;

/** The actions of a rollout about the service. It also registers and reads task definitions. */
const describe = 'ecs:DescribeServices';
const update = 'ecs:UpdateService';
const register = 'ecs:RegisterTaskDefinition';
const read = 'ecs:DescribeTaskDefinition';
const passRole = 'iam:PassRole';
const updateCode = 'lambda:UpdateFunctionCode';

/**
 * The services and functions that a role in a template may deploy to. Their options are in the metadata of the role. The role of
 * another tool has none, so its permissions decide what a workflow does.
 */
export function templateDeploys(role: IdentityNode): Deployed[] {
  const notes = new Map(notesOf(role).map((note) => [note.arn, note]));
  const services = arnsOf(role, update);
  const functions = arnsOf(role, updateCode);
  const deployed = [...new Set([...notes.keys(), ...services, ...functions])];
  return deployed.flatMap((arn) => [
    ...(services.includes(arn) ? [serviceAt(role, arn, notes.get(arn))] : []),
    ...(functions.includes(arn) ? [functionAt(arn, notes.get(arn))] : []),
  ]);
}

function notesOf({ resource: { notes } }: IdentityNode): DeploymentNote[] {
  if (!Array.isArray(notes)) return [];
  return (notes as (DeploymentNote | null)[]).filter((note) => typeof note?.arn === 'string') as DeploymentNote[];
}

/** The resources that the role may use by an action, each named by itself. */
function arnsOf(role: IdentityNode, action: string): string[] {
  return [...new Set(resourcesOf(role, action))].filter((arn) => hasUnresolved(arn) || mayAll(role, [action], arn));
}

function resourcesOf({ policies }: IdentityNode, action: string): string[] {
  return policies
    .filter(({ effect, actions = [] }) => effect === 'Allow' && actions.includes(action))
    .flatMap(({ resources = [] }) => resources);
}

function serviceAt(role: IdentityNode, arn: string, note: DeploymentNote | undefined): DeployedService {
  const { restart = false, passRoles = [] } = note ?? {
    restart: [register, read].some((action) => resourcesOf(role, action).length === 0),
    passRoles: [...new Set(resourcesOf(role, passRole))],
  };
  const open = passRoles.some((passed) => hasUnresolved(passed) || passed.includes('*'));
  return {
    kind: 'ecs',
    ...serviceOfArn(arn),
    restart,
    isGuess: note === undefined,
    mayDescribe: hasUnresolved(arn) ? resourcesOf(role, describe).includes(arn) : mayAll(role, [describe], arn),
    container: knownText(note?.container),
    family: knownText(note?.family),
    passRoles: open ? undefined : passRoles,
    timeoutMinutes: minutesOf(note),
  };
}

function functionAt(arn: string, note: DeploymentNote | undefined): DeployedFunction {
  const [, region, functionName] = /^arn:[\w-]+:lambda:([\w-]+):\d{12}:function:([\w-]+)$/.exec(arn) ?? [];
  return { kind: 'lambda', region, functionName, alias: knownText(note?.alias), timeoutMinutes: minutesOf(note) };
}

function minutesOf(note: DeploymentNote | undefined): number {
  return Number.isInteger(note?.timeoutMinutes) ? (note?.timeoutMinutes ?? defaultMinutes) : defaultMinutes;
}

function knownText(text: string | undefined): string | undefined {
  return text === undefined || hasUnresolved(text) ? undefined : text;
}

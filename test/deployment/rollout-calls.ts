import { account, region } from '../synthesis';

/** A request of a rollout to IAM. */
export interface RolloutRequest {
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, string>>;
}

const ecs = (resource: string) => `arn:aws:ecs:${region}:${account}:${resource}`;
const lambda = (resource: string) => `arn:aws:lambda:${region}:${account}:function:${resource}`;
const toTasks = { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' };

/** The names that a request is about. */
export interface RolloutNames {
  readonly service?: string;
  readonly family?: string;
  readonly role?: string;
  readonly functionName?: string;
  readonly alias?: string;
}

/** The requests that each command of the AWS CLI makes, with what IAM checks in addition to the call itself. */
export function requestsOf(command: string, names: RolloutNames = {}): RolloutRequest[] {
  const { service = 'c/s', family = 'f', role = 'tasks', functionName = 'f', alias = 'live' } = names;
  const register = { resource: ecs(`task-definition/${family}:8`) };
  const requests: Readonly<Record<string, RolloutRequest[]>> = {
    'ecs describe-services': [{ action: 'ecs:DescribeServices', resource: ecs(`service/${service}`) }],
    'ecs update-service': [{ action: 'ecs:UpdateService', resource: ecs(`service/${service}`) }],
    'ecs describe-task-definition': [{ action: 'ecs:DescribeTaskDefinition', resource: '*' }],
    'ecs register-task-definition': [
      { ...register, action: 'ecs:RegisterTaskDefinition' },
      { ...register, action: 'ecs:TagResource', context: { 'ecs:CreateAction': 'RegisterTaskDefinition' } },
      { action: 'iam:PassRole', resource: `arn:aws:iam::${account}:role/${role}`, context: toTasks },
    ],
    'lambda get-function': [
      { action: 'lambda:GetFunction', resource: lambda(functionName) },
      { action: 'lambda:GetFunction', resource: lambda(`${functionName}:7`) },
    ],
    'lambda update-function-code': [{ action: 'lambda:UpdateFunctionCode', resource: lambda(functionName) }],
    'lambda publish-version': [{ action: 'lambda:PublishVersion', resource: lambda(functionName) }],
    'lambda get-alias': aliasRequests('lambda:GetAlias', lambda(functionName), alias),
    'lambda update-alias': aliasRequests('lambda:UpdateAlias', lambda(functionName), alias),
  };
  const found = requests[command];
  if (found === undefined) throw new Error(`nothing is known of ${command}`);
  return found;
}

/** The request about an alias, by the ARN of the function or by that of the alias. */
function aliasRequests(action: string, functionArn: string, alias: string): RolloutRequest[] {
  return [functionArn, `${functionArn}:${alias}`].map((resource) => ({ action, resource }));
}

/** The commands of the AWS CLI in a script, which `call_aws` makes, and for a change of a function `change_function`. */
export function commandsIn(script: string): string[] {
  const calls = [...script.matchAll(/\bcall_aws ([a-z]+ [a-z-]+)/g)].map(([, command = '']) => command);
  const changes = [...script.matchAll(/\bchange_function "\$end" ([a-z-]+)/g)].map(([, name = '']) => `lambda ${name}`);
  return [...new Set([...calls, ...changes])];
}

/** The calls of AWS's actions for ECS, from their code. */
export const callsOfActions: Readonly<Record<string, readonly string[]>> = {
  'amazon-ecs-render-task-definition': [],
  'amazon-ecs-deploy-task-definition': ['ecs register-task-definition', 'ecs describe-services', 'ecs update-service'],
};

import { runSimulation, type Simulation } from '@cloud-copilot/iam-simulate';
import { type Stack } from 'aws-cdk-lib';
import { resourcesOf } from './synthesis';

/** The caller, by ARN or as a service, with the policies of its account and the context of the request. */
export interface Caller {
  readonly principal: string;
  readonly identityPolicies?: readonly object[];
  readonly context?: Context;
}

/** Keys of the request; some, as the paths of an organization, have several values. */
export type Context = Readonly<Record<string, string | string[]>>;

interface Request {
  readonly action: string;
  readonly resource: string;
  /** The account that the resource is in. */
  readonly account: string;
  readonly resourcePolicy?: object;
}

/** Whether IAM allows one request of a caller. */
export function isAllowed(caller: Caller, { action, resource, account, resourcePolicy }: Request): Promise<boolean> {
  const [, , , , callerAccount] = caller.principal.split(':');
  const identity = callerAccount === undefined ? {} : principalKeys(caller.principal, callerAccount);
  return simulate({
    request: {
      principal: caller.principal,
      action,
      resource: { resource, accountId: account },
      contextVariables: { ...identity, ...caller.context },
    },
    identityPolicies: (caller.identityPolicies ?? []).map((policy, index) => ({ name: `policy-${index}`, policy })),
    ...(resourcePolicy && { resourcePolicy }),
  });
}

/** Whether IAM allows it. Fails if the simulator ignored a context key, because its answer would prove nothing. */
export async function simulate(
  simulation: Omit<Simulation, 'serviceControlPolicies' | 'resourceControlPolicies'>,
): Promise<boolean> {
  const outcome = await runSimulation({ ...simulation, serviceControlPolicies: [], resourceControlPolicies: [] }, {});
  if (outcome.resultType === 'error') throw new Error(JSON.stringify(outcome.errors));
  const results = outcome.resultType === 'single' ? [outcome.result] : outcome.results;
  expect(results.length).toBeGreaterThan(0);
  for (const { ignoredContextKeys } of results) expect(ignoredContextKeys).toEqual([]);
  return outcome.overallResult === 'Allowed';
}

/** To IAM the ARN of a session is that of its role. */
function principalKeys(principal: string, account: string): Context {
  const role = principal.replace(/:sts::(\d+):assumed-role\/([^/]+)\/.*$/, ':iam::$1:role/$2');
  return { 'aws:PrincipalArn': role, 'aws:PrincipalAccount': account };
}

const steps = {
  pull: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
  push: [
    'ecr:BatchCheckLayerAvailability',
    'ecr:InitiateLayerUpload',
    'ecr:UploadLayerPart',
    'ecr:CompleteLayerUpload',
    'ecr:PutImage',
    'ecr:BatchGetImage',
  ],
};

/** Actions that read a repository and the images in it. */
const looks = [
  'ecr:DescribeRepositories',
  'ecr:DescribeImages',
  'ecr:ListImages',
  'ecr:DescribeImageScanFindings',
  'ecr:GetRepositoryPolicy',
  'ecr:GetLifecyclePolicy',
  'ecr:ListTagsForResource',
];

/** How it ends: done, refused at each step, or stuck at the steps that are named. */
type Outcome = 'done' | 'refused' | readonly string[];

interface SimulatedRepository {
  readonly arn: string;
  readonly policy?: object | undefined;
}

/** How `docker pull` or `docker push` ends. */
export function docker(use: keyof typeof steps, caller: Caller, repository: SimulatedRepository): Promise<Outcome> {
  return outcomeOf(steps[use], caller, repository);
}

/** How it ends to look at a repository and its images. */
export function look(caller: Caller, repository: SimulatedRepository): Promise<Outcome> {
  return outcomeOf(looks, caller, repository);
}

async function outcomeOf(actions: string[], caller: Caller, { arn, policy }: SimulatedRepository): Promise<Outcome> {
  const [, , , , account = ''] = arn.split(':');
  const refused: string[] = [];
  for (const action of actions) {
    const request = { action, resource: arn, account, ...(policy && { resourcePolicy: policy }) };
    if (!(await isAllowed(caller, request))) refused.push(action);
  }
  if (refused.length === 0) return 'done';
  return refused.length === actions.length ? 'refused' : refused;
}

/** Whether `docker login` works: only the account of the caller decides it, for all repositories. */
export function mayLogIn(caller: Caller): Promise<boolean> {
  const [, , , , account = ''] = caller.principal.split(':');
  return isAllowed(caller, { action: 'ecr:GetAuthorizationToken', resource: '*', account });
}

/** The policies that the roles of a stack hold, as its template has them. */
export function identityPoliciesOf(stack: Stack, values: Values): object[] {
  const policies = ['AWS::IAM::ManagedPolicy', 'AWS::IAM::Policy'].flatMap((type) => resourcesOf(stack, type));
  return policies.map(({ Properties: { PolicyDocument } }) => literal(PolicyDocument, values) as object);
}

/** The values of references, by the start of the logical id. */
type Values = Readonly<Record<string, string>>;

/** A policy without references: the simulator takes text only. */
function literal(value: unknown, values: Values): unknown {
  if (Array.isArray(value)) return value.map((one) => literal(one, values));
  if (typeof value !== 'object' || value === null) return value;
  const { Ref: ref, 'Fn::GetAtt': attribute } = value as { Ref?: string; 'Fn::GetAtt'?: string[] };
  const id = ref ?? attribute?.[0];
  if (id !== undefined) {
    const text = Object.entries(values).find(([start]) => id.startsWith(start))?.[1];
    if (text === undefined) throw new Error(`no value for ${id}`);
    return text;
  }
  const entries = Object.entries(value).map(([key, held]) => [key, literal(held, values)]);
  return Object.fromEntries(entries) as unknown;
}

/** The policy of a principal whose account allows all actions, so that only the repository policy decides. */
export const anything = [{ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }];

import { App, Stack } from 'aws-cdk-lib';
import { ImagePromotion, type ImagePromotionProps, ImageRepository, ScanGate } from '../../lib';
import { type Caller, isAllowed } from '../simulation';
import { account, newApp, region } from '../synthesis';
import {
  addPrefixPromotion,
  addPromotion,
  arnOf,
  definitionOf,
  keyArn,
  machineRoleArn,
  policiesOf,
  projectArn,
  topicArn,
} from './promotion';

/** The rights that a call needs, each with the resource that a parameter of the state names. */
type Rights = (
  parameters: Record<string, unknown>,
  where: Places,
) => readonly (readonly [action: string, arn: string])[];

interface Places {
  readonly source: string;
  readonly target: string;
}

const eventRule = `arn:aws:events:${region}:${account}:rule/StepFunctionsGetEventsForCodeBuildRule`;

const publish: Rights = () => [
  ['sns:Publish', topicArn],
  ['kms:Decrypt', keyArn],
  ['kms:GenerateDataKey', keyArn],
];

/** @see https://docs.aws.amazon.com/step-functions/latest/dg/service-integration-iam-templates.html */
const rightsOf: Readonly<Record<string, Rights>> = {
  'aws-sdk:ecr:batchGetImage': ({ 'RepositoryName.$': path }, where) => [
    ['ecr:BatchGetImage', repositoryAt(path, where)],
  ],
  'aws-sdk:ecr:describeImages': ({ 'RepositoryName.$': path }, where) => [
    ['ecr:DescribeImages', repositoryAt(path, where)],
  ],
  'aws-sdk:ecr:describeImageScanFindings': ({ 'RepositoryName.$': path }, where) => [
    ['ecr:DescribeImageScanFindings', repositoryAt(path, where)],
  ],
  'codebuild:startBuild.sync': () => [
    ['codebuild:BatchGetBuilds', projectArn],
    ['codebuild:StartBuild', projectArn],
    ['codebuild:StopBuild', projectArn],
    ['events:DescribeRule', eventRule],
    ['events:PutRule', eventRule],
    ['events:PutTargets', eventRule],
  ],
  'sns:publish': publish,
  'sns:publish.waitForTaskToken': publish,
};

/** The rights without a state: logs and traces are delivered as the role. */
const delivery = [
  'logs:CreateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:DescribeLogGroups',
  'logs:DescribeResourcePolicies',
  'logs:GetLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:UpdateLogDelivery',
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
];

/** ECR reads the findings of Amazon Inspector as the caller. */
const inspector = ['inspector2:ListCoverage', 'inspector2:ListFindings'];

function repositoryAt(path: unknown, { source, target }: Places): string {
  return path === '$.target.repository' ? target : source;
}

interface TaskState {
  readonly Type: string;
  readonly Resource?: string;
  readonly Parameters?: Record<string, unknown>;
  readonly ItemProcessor?: { readonly States: Record<string, TaskState> };
}

function tasksOf(states: Record<string, TaskState>): TaskState[] {
  return Object.values(states).flatMap((state) => [
    ...(state.Type === 'Task' ? [state] : []),
    ...(state.ItemProcessor ? tasksOf(state.ItemProcessor.States) : []),
  ]);
}

/** The rights in the policies of the role, as pairs of an action and a resource. */
function grantedTo(stack: Stack): string[] {
  const statements = policiesOf(stack, 'PromotionMachineRole').flatMap(
    ({ Statement }) => Statement as { Action: string | string[]; Resource: string | string[] }[],
  );
  return statements.flatMap(({ Action, Resource }) =>
    [Action].flat().flatMap((action) => [Resource].flat().map((resource) => `${action} ${resource}`)),
  );
}

const inPlace: Places = { source: arnOf('incoming/alice'), target: arnOf('approved/alice') };
const elsewhere = arnOf('approved/alice').replace(account, '999999999999');

function toAnotherAccount(stack: Stack, props: Partial<ImagePromotionProps>, at = region): void {
  const env = { account: '999999999999', region: at };
  const there = new Stack(App.of(stack), 'There', { env });
  const target = new ImageRepository(there, 'Approved', { repositoryName: 'approved/alice' });
  const source = new ImageRepository(stack, 'Incoming', { repositoryName: 'incoming/alice' });
  new ImagePromotion(stack, 'Promotion', {
    source,
    target,
    gate: ScanGate.basic(),
    promotionName: 'approval',
    ...props,
  });
}

const cases: [string, (stack: Stack) => void, Places][] = [
  ['between two repositories', (stack) => addPromotion(stack), inPlace],
  ['with an approval', (stack) => addPromotion(stack, { approval: {} }), inPlace],
  ['with an enhanced scan', (stack) => addPromotion(stack, { gate: ScanGate.enhanced() }), inPlace],
  [
    'to another account',
    (stack) => {
      toAnotherAccount(stack, {});
    },
    { ...inPlace, target: elsewhere },
  ],
  [
    'to another Region',
    (stack) => {
      toAnotherAccount(stack, {}, 'us-west-2');
    },
    { ...inPlace, target: elsewhere.replace(region, 'us-west-2') },
  ],
  [
    'between prefixes',
    (stack) => addPrefixPromotion(stack),
    { source: arnOf('incoming/*'), target: arnOf('approved/*') },
  ],
];

describe.each(cases)('the role of the state machine %s', (_, add, where) => {
  const stack = new Stack(newApp(), 'Stack', { env: { account, region } });
  add(stack);
  const { States } = JSON.parse(definitionOf(stack).text) as { States: Record<string, TaskState> };
  const needed = tasksOf(States).flatMap(({ Resource = '', Parameters = {} }) => {
    const rights = rightsOf[Resource.replace(/^.*:::/, '')];
    if (rights === undefined) throw new Error(`no rights are known for ${Resource}`);
    return rights(Parameters, where);
  });
  const enhanced = JSON.stringify(States).includes('.EnhancedFindings[?(');
  const unbounded = [...delivery, ...(enhanced ? inspector : [])];

  test('has exactly the rights for its calls, and for its logs, traces and findings', () => {
    const expected = [...needed.map((right) => right.join(' ')), ...unbounded.map((action) => `${action} *`)];
    expect(grantedTo(stack).sort()).toEqual([...new Set(expected)].sort());
  });

  test('may make each call, and none of them on another resource', async () => {
    const machine: Caller = {
      principal: machineRoleArn,
      identityPolicies: policiesOf(stack, 'PromotionMachineRole'),
    };
    for (const [action, arn] of needed) {
      // A key belongs to its own policy, which lets the policies of the account decide.
      const resourcePolicy = arn.startsWith('arn:aws:kms:') || arn.includes('999999999999') ? open : undefined;
      const request = { action, account: arn.split(':')[4] ?? '', ...(resourcePolicy && { resourcePolicy }) };
      const [allowed, refused] = [
        arn.replace('*', 'alice'),
        `${arn.replace('*', '')}-other`.replace('/-other', '-other/a'),
      ];
      await expect(isAllowed(machine, { ...request, resource: allowed })).resolves.toBe(true);
      await expect(isAllowed(machine, { ...request, resource: refused })).resolves.toBe(false);
    }
  });
});

/** A resource policy that leaves the decision to the policies of the caller. */
const open = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: '*', Resource: '*' }],
};

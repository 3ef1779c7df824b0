import { ArnFormat, PhysicalName, type RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnStateMachine, type IStateMachine, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { oneOrMany, type StatementJson } from '../private/aws/policy-document';
import { declareCiRole } from '../private/constructs/ci-roles';
import { renderDefinitionString } from './definition-string';
import { renderPromotionDefinition } from './definition/promotion-definition';
import { type PromotionDefinitionOptions } from './definition/promotion-options';
import { targetActions } from './definition/tags';
import { type PromotionRoute } from './promotion-route';
import { attachPromotionPolicy } from './promotion-policy';
import { UnboundedPolicy } from './unbounded-policy';

interface PromotionMachineProps {
  readonly stateMachineName: string;
  readonly logGroupName: string;
  readonly definition: PromotionDefinitionOptions;
  readonly route: PromotionRoute;
  /** The permissions in addition to reading images and starting copies. */
  readonly statements: readonly StatementJson[];
  readonly encryptionKey: IKey;
  readonly logRetention: RetentionDays;
  readonly removalPolicy: RemovalPolicy;
}

/** The actions by which Step Functions sets up the delivery of its logs. */
const logDeliveryActions = [
  'logs:CreateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:DescribeLogGroups',
  'logs:DescribeResourcePolicies',
  'logs:GetLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:UpdateLogDelivery',
];

const tracingActions = [
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
];

/** The actions by which ECR reads findings from Amazon Inspector as the caller. */
const enhancedScanActions = ['inspector2:ListCoverage', 'inspector2:ListFindings'];

/** The state machine that checks images. Its role can read images and start copies, but cannot push. */
export class PromotionMachine extends Construct {
  public readonly stateMachine: IStateMachine;
  public readonly role: Role;

  public constructor(scope: Construct, id: string, props: PromotionMachineProps) {
    super(scope, id);
    const { stateMachineName, definition, route } = props;
    const logGroup = new LogGroup(this, 'LogGroup', {
      logGroupName: props.logGroupName,
      retention: props.logRetention,
      encryptionKey: props.encryptionKey,
      removalPolicy: props.removalPolicy,
    });
    this.role = this.makeRole(stateMachineName);
    declareCiRole(this.role);
    const policies = [
      attachPromotionPolicy(this, 'Policy', {
        role: this.role,
        description: `Allows the state machine ${stateMachineName} to check images and start copies`,
        statements: [
          ...imageStatements(route, definition.target.crossRegion),
          ...buildStatements(Stack.of(this), projectNames(definition)),
          ...props.statements,
        ],
        route,
      }),
      new UnboundedPolicy(this, 'LogDelivery', {
        role: this.role,
        description: `Delivers the logs of the state machine ${stateMachineName}`,
        actions: logDeliveryActions,
      }),
      new UnboundedPolicy(this, 'Tracing', {
        role: this.role,
        description: `Traces the state machine ${stateMachineName}`,
        actions: tracingActions,
      }),
    ];
    if (definition.gate.scan === 'enhanced') {
      new UnboundedPolicy(this, 'Findings', {
        role: this.role,
        description: `Reads the findings of Amazon Inspector for the state machine ${stateMachineName}`,
        actions: enhancedScanActions,
      });
    }
    const resource = new CfnStateMachine(this, 'StateMachine', {
      stateMachineName,
      stateMachineType: 'STANDARD',
      ...renderDefinitionString(Stack.of(this), renderPromotionDefinition(definition)),
      roleArn: this.role.roleArn,
      loggingConfiguration: {
        level: 'ALL',
        includeExecutionData: true,
        destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: logGroup.logGroupArn } }],
      },
      tracingConfiguration: { enabled: true },
    });
    resource.node.addDependency(...policies); // Step Functions tests the delivery of logs when the state machine is created
    this.stateMachine = StateMachine.fromStateMachineArn(this, 'Made', resource.attrArn);
  }

  private makeRole(stateMachineName: string): Role {
    const stack = Stack.of(this);
    return new Role(this, 'Role', {
      roleName: PhysicalName.GENERATE_IF_NEEDED, // the policy of a target in another account names it
      description: `The state machine ${stateMachineName} checks images with this role`,
      assumedBy: new ServicePrincipal('states.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': stack.account },
          ArnLike: {
            'aws:SourceArn': stack.formatArn({
              service: 'states',
              resource: 'stateMachine',
              resourceName: stateMachineName,
              arnFormat: ArnFormat.COLON_RESOURCE_NAME,
            }),
          },
        },
      }),
    });
  }
}

/** An SDK integration calls only its own Region, so no state reads a target in another one. */
function imageStatements({ source, target }: PromotionRoute, crossRegion: boolean): StatementJson[] {
  const check = ['ecr:BatchGetImage', 'ecr:DescribeImageScanFindings'];
  return [
    { Sid: 'CheckImages', Effect: 'Allow', Action: check, Resource: source.arn },
    ...(crossRegion
      ? []
      : [{ Sid: 'ReadApproved', Effect: 'Allow', Action: targetActions, Resource: target.arn } as const]),
  ];
}

function projectNames({ copyProjectName, deployment }: PromotionDefinitionOptions): string[] {
  return deployment ? [copyProjectName, deployment.projectName] : [copyProjectName];
}

/** @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-codebuild.html */
function buildStatements(stack: Stack, names: readonly string[]): StatementJson[] {
  return [
    {
      Sid: 'RunBuilds',
      Effect: 'Allow',
      Action: ['codebuild:BatchGetBuilds', 'codebuild:StartBuild', 'codebuild:StopBuild'],
      Resource: oneOrMany(
        names.map((resourceName) => stack.formatArn({ service: 'codebuild', resource: 'project', resourceName })),
      ),
    },
    {
      Sid: 'AwaitBuilds',
      Effect: 'Allow',
      Action: ['events:DescribeRule', 'events:PutRule', 'events:PutTargets'],
      Resource: stack.formatArn({
        service: 'events',
        resource: 'rule',
        resourceName: 'StepFunctionsGetEventsForCodeBuildRule',
      }),
    },
  ];
}

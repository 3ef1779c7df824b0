/** A way to have a service run code as a role that the caller passes. */
export interface PassedRun {
  /** The code that runs, with its article: "a build of CodeBuild". */
  readonly what: string;
  /** The service that gets the role, as in `iam:PassedToService`. */
  readonly service: string;
  /** Of each list, one action is needed. */
  readonly needs: readonly (readonly string[])[];
}

/**
 * The services that run code as a role that they are given. A new one is one line.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */
export const passedRuns: readonly PassedRun[] = [
  run('a build of CodeBuild', 'codebuild', ['codebuild:StartBuild', 'codebuild:StartBuildBatch']),
  run(
    'a build of CodeBuild',
    'codebuild',
    ['codebuild:CreateProject', 'codebuild:UpdateProject'],
    ['codebuild:CreateWebhook', 'codebuild:UpdateWebhook'],
  ),
  run(
    'a Lambda function',
    'lambda',
    ['lambda:CreateFunction'],
    [
      'lambda:InvokeFunction',
      'lambda:InvokeAsync',
      'lambda:AddPermission',
      'lambda:CreateEventSourceMapping',
      'lambda:CreateFunctionUrlConfig',
    ],
  ),
  run('a Lambda function', 'lambda', ['lambda:UpdateFunctionConfiguration'], ['lambda:UpdateFunctionCode']),
  run('a task of ECS', 'ecs-tasks', ['ecs:RunTask', 'ecs:StartTask']),
  run(
    'a task of ECS',
    'ecs-tasks',
    ['ecs:RegisterTaskDefinition'],
    ['ecs:CreateService', 'ecs:UpdateService', 'ecs:CreateTaskSet'],
  ),
  run('a job of Batch', 'ecs-tasks', ['batch:RegisterJobDefinition'], ['batch:SubmitJob']),
  run('a stack of CloudFormation', 'cloudformation', [
    'cloudformation:CreateStack',
    'cloudformation:UpdateStack',
    'cloudformation:CreateStackSet',
    'cloudformation:UpdateStackSet',
  ]),
  run(
    'a stack of CloudFormation',
    'cloudformation',
    ['cloudformation:CreateChangeSet'],
    ['cloudformation:ExecuteChangeSet'],
  ),
  run('an automation of Systems Manager', 'ssm', ['ssm:StartAutomationExecution', 'ssm:StartChangeRequestExecution']),
  run('an EC2 instance', 'ec2', ['ec2:RunInstances']),
  run('an EC2 instance', 'ec2', ['ec2:AssociateIamInstanceProfile', 'ec2:ReplaceIamInstanceProfileAssociation']),
  run(
    'an EC2 instance',
    'ec2',
    ['autoscaling:CreateLaunchConfiguration'],
    ['autoscaling:CreateAutoScalingGroup', 'autoscaling:UpdateAutoScalingGroup'],
  ),
  run('a job of Glue', 'glue', ['glue:CreateJob', 'glue:UpdateJob'], ['glue:StartJobRun', 'glue:CreateTrigger']),
  run('a session of Glue', 'glue', ['glue:CreateDevEndpoint', 'glue:CreateSession']),
  run(
    'a notebook of SageMaker',
    'sagemaker',
    ['sagemaker:CreateNotebookInstance'],
    ['sagemaker:CreatePresignedNotebookInstanceUrl'],
  ),
  run('a job of SageMaker', 'sagemaker', ['sagemaker:CreateTrainingJob', 'sagemaker:CreateProcessingJob']),
  run(
    'a state machine',
    'states',
    ['states:CreateStateMachine', 'states:UpdateStateMachine'],
    ['states:StartExecution', 'states:StartSyncExecution'],
  ),
  run('a state machine', 'states', ['states:TestState']),
  run(
    'a pipeline of Data Pipeline',
    'datapipeline',
    ['datapipeline:CreatePipeline'],
    ['datapipeline:PutPipelineDefinition'],
    ['datapipeline:ActivatePipeline'],
  ),
  run('a pipeline of CodePipeline', 'codepipeline', ['codepipeline:CreatePipeline', 'codepipeline:UpdatePipeline']),
  run('a cluster of EMR', 'elasticmapreduce', ['elasticmapreduce:RunJobFlow']),
  run('a job of EMR Serverless', 'emr-serverless', ['emr-serverless:StartJobRun']),
  run('a service of App Runner', 'tasks.apprunner', ['apprunner:CreateService', 'apprunner:UpdateService']),
  run('a schedule of EventBridge', 'scheduler', ['scheduler:CreateSchedule', 'scheduler:UpdateSchedule']),
  run('a pod of EKS', 'pods.eks', ['eks:CreatePodIdentityAssociation', 'eks:UpdatePodIdentityAssociation']),
];

function run(what: string, service: string, ...needs: readonly (readonly string[])[]): PassedRun {
  return { what, service: `${service}.amazonaws.com`, needs };
}

/** A way to run other code as the role that a resource has already. */
export interface TakenRun {
  readonly action: string;
  /** A resource that no template names, as in an ARN after the account. */
  readonly resource: string;
  readonly service: string;
  /** The action and its effect, after "may". */
  readonly does: string;
  /** Whether many of the resources have no role. */
  readonly isMinor?: boolean;
  /** Whether its ARN has no Region and no account. */
  readonly isGlobal?: boolean;
}

/** The actions that replace what runs as the role of a resource. No role is passed. A new one is one line. */
export const takenRuns: readonly TakenRun[] = [
  taken('lambda:UpdateFunctionCode', 'function:', 'replace the code of any Lambda function'),
  taken('codebuild:UpdateProject', 'project/', 'replace the commands of any build of CodeBuild'),
  taken('ssm:SendCommand', 'instance/', 'run commands on any EC2 instance', 'ec2'),
  taken('ssm:StartSession', 'instance/', 'open a shell on any EC2 instance', 'ec2'),
  taken('ec2-instance-connect:SendSSHPublicKey', 'instance/', 'log in to any EC2 instance', 'ec2'),
  taken('ecs:ExecuteCommand', 'task/', 'run commands in any task of ECS'),
  {
    ...taken(
      'cloudformation:UpdateStack',
      'stack/',
      'replace the template of any stack, also of those that have a role',
    ),
    isMinor: true,
  },
  taken('glue:UpdateJob', 'job/', 'replace the script of any job of Glue'),
  taken('glue:UpdateDevEndpoint', 'devEndpoint/', 'log in to any development endpoint of Glue'),
  taken('sagemaker:CreatePresignedNotebookInstanceUrl', 'notebook-instance/', 'open any notebook of SageMaker'),
  taken('states:UpdateStateMachine', 'stateMachine:', 'replace the definition of any state machine'),
  taken('datapipeline:PutPipelineDefinition', 'pipeline/', 'replace any pipeline of Data Pipeline'),
  taken('codepipeline:UpdatePipeline', '', 'replace any pipeline of CodePipeline'),
  taken('eks:AssociateAccessPolicy', 'access-entry/', 'make itself an administrator of any cluster of EKS'),
  signIn('sso:AttachManagedPolicyToPermissionSet', 'attach AdministratorAccess to any permission set'),
  signIn('sso:PutInlinePolicyToPermissionSet', 'write a policy that allows everything into any permission set'),
  signIn('sso:CreateAccountAssignment', 'give a user any permission set in any account'),
];

function taken(action: string, resource: string, does: string, service = action.split(':')[0] ?? ''): TakenRun {
  return { action, resource, service, does };
}

/** An action of IAM Identity Center. */
function signIn(action: string, does: string): TakenRun {
  return { ...taken(action, 'permissionSet/', does), isGlobal: true };
}

/** All actions of the tables, so that the table of AWS's managed policies keeps them. */
export const runActions: readonly string[] = [
  ...new Set([...passedRuns.flatMap(({ needs }) => needs.flat()), ...takenRuns.map(({ action }) => action)]),
];

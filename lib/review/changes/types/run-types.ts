import { type ComparedType } from './compared-type';

/** Things that build or run images. */
export const runTypes: Readonly<Record<string, ComparedType>> = {
  'AWS::CodeBuild::Project': {
    word: 'build project',
    name: 'Name',
    rank: 2,
    loss: 'Its history of builds is deleted, and nothing can start it.',
    remove: 'aws codebuild delete-project --name',
  },
  'AWS::CodeBuild::Fleet': {
    word: 'build fleet',
    name: 'Name',
    rank: 3,
    loss: 'Builds that need it cannot run.',
  },
  'AWS::CodeBuild::ReportGroup': {
    word: 'report group',
    name: 'Name',
    rank: 3,
    loss: 'Its reports are deleted.',
  },
  'AWS::CodePipeline::Pipeline': {
    word: 'pipeline',
    name: 'Name',
    rank: 2,
    loss: 'Its history is deleted, and nothing can start it.',
    remove: 'aws codepipeline delete-pipeline --name',
  },
  'AWS::CodeConnections::Connection': {
    word: 'connection',
    name: 'ConnectionName',
    rank: 2,
    loss: 'Builds and pipelines can no longer read its sources. A new one works only after a person completes it.',
  },
  'AWS::ECS::Cluster': {
    word: 'ECS cluster',
    name: 'ClusterName',
    rank: 3,
    loss: 'Its services must be deleted first.',
    remove: 'aws ecs delete-cluster --cluster',
  },
  'AWS::ECS::Service': {
    word: 'ECS service',
    name: 'ServiceName',
    within: 'Cluster',
    rank: 2,
    loss: 'Its tasks stop.',
  },
  'AWS::ECS::TaskDefinition': {
    word: 'task definition',
    name: 'Family',
    onlyNamed: true,
    rank: 3,
    loss: 'Its last revision becomes inactive, and nothing new can run it.',
  },
  'AWS::Lambda::Function': {
    word: 'Lambda function',
    name: 'FunctionName',
    onlyNamed: true,
    rank: 2,
    loss: 'Nothing can call it.',
    remove: 'aws lambda delete-function --function-name',
  },
  'AWS::AppRunner::Service': {
    word: 'App Runner service',
    name: 'ServiceName',
    rank: 2,
    loss: 'It no longer runs, and a new one has another address.',
  },
  'AWS::StepFunctions::StateMachine': {
    word: 'state machine',
    name: 'StateMachineName',
    onlyNamed: true,
    rank: 3,
    loss: 'Its executions end, and nothing can start it.',
    remove: 'aws stepfunctions delete-state-machine --state-machine-arn',
  },
};

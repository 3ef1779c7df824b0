import { oneOrMany, type StatementJson } from '../private/aws/policy-document';
import { type BoundDeployment, type BoundEcsDeployment, type BoundLambdaDeployment } from './bound-deployment';

/** The permissions for a deployment, without the right to read task definitions, which IAM accepts for all only. */
export function deploymentStatements(deployment: BoundDeployment): StatementJson[] {
  if (deployment.kind === 'lambda') return lambdaStatements(deployment);
  return deployment.restart ? [serviceStatement(deployment)] : rolloutStatements(deployment);
}

/** Whether a deployment reads a task definition. */
export function readsDefinition(deployment: BoundDeployment): boolean {
  return deployment.kind === 'ecs' && !deployment.restart;
}

function serviceStatement({ serviceArn }: BoundEcsDeployment): StatementJson {
  return { Effect: 'Allow', Action: ['ecs:DescribeServices', 'ecs:UpdateService'], Resource: serviceArn };
}

function rolloutStatements(deployment: BoundEcsDeployment): StatementJson[] {
  const { definitionArn, roleArns } = deployment;
  const register: StatementJson = { Effect: 'Allow', Action: 'ecs:RegisterTaskDefinition', Resource: definitionArn };
  // A new revision keeps the tags of the one before. ECS checks this permission if there are any.
  const tag: StatementJson = {
    Effect: 'Allow',
    Action: 'ecs:TagResource',
    Resource: definitionArn,
    Condition: { StringEquals: { 'ecs:CreateAction': 'RegisterTaskDefinition' } },
  };
  const pass: StatementJson = {
    Effect: 'Allow',
    Action: 'iam:PassRole',
    Resource: oneOrMany(roleArns),
    Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
  };
  return [serviceStatement(deployment), register, tag, ...(roleArns.length > 0 ? [pass] : [])];
}

function lambdaStatements({ functionArn, alias }: BoundLambdaDeployment): StatementJson[] {
  const change: StatementJson = {
    Effect: 'Allow',
    Action: ['lambda:GetFunction', 'lambda:PublishVersion', 'lambda:UpdateFunctionCode'],
    Resource: functionArn,
  };
  // The state of the new version, whose number is not known before.
  const read: StatementJson = { Effect: 'Allow', Action: 'lambda:GetFunction', Resource: `${functionArn}:*` };
  const move = (name: string): StatementJson => ({
    Effect: 'Allow',
    Action: ['lambda:GetAlias', 'lambda:UpdateAlias'],
    Resource: [functionArn, `${functionArn}:${name}`],
  });
  return [change, read, ...(alias === undefined ? [] : [move(alias)])];
}

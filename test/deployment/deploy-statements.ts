import { type Stack } from 'aws-cdk-lib';
import { type ImageDeployment } from '../../lib/deployment/image-deployment';
import { newPublisher } from '../github/publisher';
import { newStack, resourcesOf } from '../synthesis';

/** The statements of the policy to deploy by, without the right to read task definitions. */
export function deployStatements(deploy: ImageDeployment | ImageDeployment[], stack = newStack()): unknown {
  newPublisher({ deploys: [deploy].flat() }, stack);
  return statementsIn(stack, 'Deploy images');
}

/** The statements of the managed policy whose description starts like that. */
export function statementsIn(stack: Stack, description: string): object[] {
  const policies = resourcesOf(stack, 'AWS::IAM::ManagedPolicy').filter(({ Properties }) =>
    String(Properties.Description).startsWith(description),
  );
  return policies.flatMap(
    ({ Properties: { PolicyDocument } }) => (PolicyDocument as { Statement: object[] }).Statement,
  );
}

const arn = (region: string, resource: string) => `arn:aws:ecs:${region}:123456789012:${resource}`;

/** The rights to read and update services. */
export const update = (Resource: unknown) => ({
  Effect: 'Allow',
  Action: ['ecs:DescribeServices', 'ecs:UpdateService'],
  Resource,
});
export const serviceArn = (service: string, region = 'eu-west-1') => arn(region, `service/${service}`);

/** The rights to register revisions of a family, with the tags of the revision before. */
export const register = (family = '*', region = 'eu-west-1') => {
  const Resource = arn(region, `task-definition/${family}`);
  return [
    { Effect: 'Allow', Action: 'ecs:RegisterTaskDefinition', Resource },
    {
      Effect: 'Allow',
      Action: 'ecs:TagResource',
      Resource,
      Condition: { StringEquals: { 'ecs:CreateAction': 'RegisterTaskDefinition' } },
    },
  ];
};
export const pass = (Resource: unknown) => ({
  Effect: 'Allow',
  Action: 'iam:PassRole',
  Resource,
  Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
});
export const roleArn = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
export const arnOf = (start: string) => ({ 'Fn::GetAtt': [expect.stringMatching(start) as string, 'Arn'] });

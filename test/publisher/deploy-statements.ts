import { type EcsDeployment } from '../../lib/publisher/ecs-deployment';
import { newStack } from '../synthesis';
import { newPublisher, policiesIn } from '../github/publisher';

/** The statements of the policy to deploy by. */
export function deployStatements(deploy: EcsDeployment | EcsDeployment[], stack = newStack()): unknown {
  newPublisher({ deploys: [deploy].flat() }, stack);
  return policiesIn(stack).at(-1)?.Statement;
}

export const update = (service: string, region = 'eu-west-1') => ({
  Effect: 'Allow',
  Action: 'ecs:UpdateService',
  Resource: `arn:aws:ecs:${region}:123456789012:service/${service}`,
});
export const pass = (Resource: unknown) => ({
  Effect: 'Allow',
  Action: 'iam:PassRole',
  Resource,
  Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
});
export const roleArn = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
export const arnOf = (start: string) => ({ 'Fn::GetAtt': [expect.stringMatching(start) as string, 'Arn'] });

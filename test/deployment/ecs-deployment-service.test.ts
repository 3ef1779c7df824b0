import { type Stack } from 'aws-cdk-lib';
import { Cluster, ContainerImage, FargateService, FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { EcsDeployment } from '../../lib/deployment/ecs-deployment';
import { ImageRepository } from '../../lib/repository/image-repository';
import { newStack } from '../synthesis';
import { arnOf, deployStatements, pass, register, update } from './deploy-statements';

function newService(stack: Stack, image: ContainerImage): FargateService {
  const taskDefinition = new FargateTaskDefinition(stack, 'Task');
  taskDefinition.addContainer('Container', { image });
  return new FargateService(stack, 'Service', { cluster: new Cluster(stack, 'Cluster'), taskDefinition });
}

/** CloudFormation's reference to a service is its ARN. */
const rights = [update({ Ref: expect.stringMatching(/^Service/) as string }), ...register('StackTask34B8EBFF:*')];

test('reaches a service of the app, and passes the role of its tasks', () => {
  const stack = newStack();
  const service = newService(stack, ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:stable'));
  const statements = deployStatements(EcsDeployment.toService(service), stack);
  expect(statements).toEqual([...rights, pass(arnOf('^TaskTaskRole'))]);
});

test('passes the role that pulls the image, too', () => {
  const stack = newStack();
  const image = ContainerImage.fromEcrRepository(new ImageRepository(stack, 'Image'), 'v1');
  const statements = deployStatements(EcsDeployment.toService(newService(stack, image)), stack);
  expect(statements).toEqual([...rights, pass([arnOf('^TaskExecutionRole'), arnOf('^TaskTaskRole')])]);
});

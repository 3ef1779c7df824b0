import { type CfnRepository } from 'aws-cdk-lib/aws-ecr';
import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { ImageRepository } from '../../lib/repository/image-repository';
import { newStack, resourcesOf } from '../synthesis';

const type = 'AWS::ECR::Repository';

function resourceOf(repository: ImageRepository): CfnRepository {
  return repository.node.defaultChild as CfnRepository;
}

test('two repositories of a stack with one logical id are refused, and the error names both paths', () => {
  const stack = newStack();
  new ImageRepository(stack, 'web-app');
  new ImageRepository(stack, 'webapp');
  expect(() => resourcesOf(stack, type)).toThrow(
    "[Stack/webapp] the construct id must give a unique logical id, got 'webapp' as for 'Stack/web-app'. " +
      'Change one of the two construct ids.',
  );
});

test('a third repository with the logical id is refused too', () => {
  const stack = newStack();
  for (const id of ['web-app', 'webapp', 'web_app']) new ImageRepository(stack, id);
  expect(() => resourcesOf(stack, type)).toThrow('[Stack/web_app] the construct id must give a unique logical id');
});

test('another logical id for one of them is enough', () => {
  const stack = newStack();
  new ImageRepository(stack, 'web-app');
  resourceOf(new ImageRepository(stack, 'webapp')).overrideLogicalId('WebApp');
  expect(resourcesOf(stack, type)).toHaveLength(2);
});

test('the same ids in other stacks and deeper in a stack are accepted', () => {
  const stack = newStack();
  new ImageRepository(stack, 'web-app');
  const scope = new Construct(stack, 'Team');
  for (const id of ['web-app', 'webapp']) new ImageRepository(scope, id);
  new ImageRepository(new Stack(stack, 'Other'), 'webapp');
  expect(resourcesOf(stack, type)).toHaveLength(3);
});

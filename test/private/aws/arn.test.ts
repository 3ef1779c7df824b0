import { CfnParameter, Stack } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { knownRepositoryArn } from '../../../lib/private/aws/arn';
import { ImageRepository } from '../../../lib/repository/image-repository';
import { account, newApp, newOpenStack, newStack, region } from '../../synthesis';

const known = `arn:aws:ecr:${region}:${account}:repository/team/service`;

test('is text if name, account and Region are known', () => {
  const repository = new ImageRepository(newStack(), 'Service', { repositoryName: 'team/service' });
  expect(knownRepositoryArn(repository)).toBe(known);
});

test('is text for a repository of CDK itself', () => {
  const repository = new Repository(newStack(), 'Service', { repositoryName: 'team/service' });
  expect(knownRepositoryArn(repository)).toBe(known);
});

test('has the partition of the Region', () => {
  const stack = newStack({ env: { account, region: 'cn-north-1' } });
  const repository = new ImageRepository(stack, 'Service', { repositoryName: 'team/service' });
  expect(knownRepositoryArn(repository)).toBe(`arn:aws-cn:ecr:cn-north-1:${account}:repository/team/service`);
});

test('is the account and Region of an imported repository', () => {
  const arn = 'arn:aws:ecr:us-east-1:999999999999:repository/theirs';
  expect(knownRepositoryArn(Repository.fromRepositoryArn(newStack(), 'Theirs', arn))).toBe(arn);
});

test('is a reference to the resource if CloudFormation generates the name', () => {
  const stack = newStack();
  const repository = new ImageRepository(stack, 'Service');
  expect(stack.resolve(knownRepositoryArn(repository))).toEqual({ 'Fn::GetAtt': ['Service', 'Arn'] });
});

test('is a reference to the resource if the name is a token', () => {
  const stack = newStack();
  const { valueAsString: repositoryName } = new CfnParameter(stack, 'Name');
  const repository = new ImageRepository(stack, 'Service', { repositoryName });
  expect(stack.resolve(knownRepositoryArn(repository))).toEqual({ 'Fn::GetAtt': ['Service', 'Arn'] });
});

test('is a reference to the resource if account and Region are not known', () => {
  const stack = newOpenStack();
  const repository = new ImageRepository(stack, 'Service', { repositoryName: 'team/service' });
  expect(stack.resolve(knownRepositoryArn(repository))).toEqual({ 'Fn::GetAtt': ['Service', 'Arn'] });
});

test('needs no export for another stack of the same account and Region', () => {
  const app = newApp();
  const env = { account, region };
  const repository = new ImageRepository(new Stack(app, 'One', { env }), 'Service', { repositoryName: 'team/service' });
  expect(new Stack(app, 'Two', { env }).resolve(knownRepositoryArn(repository))).toBe(known);
});

import { CfnParameter, Fn } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ImageConsumer } from '../../lib/access/image-consumer';
import { ImageRepository } from '../../lib/repository/image-repository';
import { newStack, onlyProperties } from '../synthesis';
import { pull, theirs } from './added-statement';

const accounts = (count: number) =>
  Array.from({ length: count }, (_, index) => ImageConsumer.account(String(100_000_000_000 + index)));
const tooLong = (size: string) =>
  `must have at most 10,240 characters, got ${size}. Grant access to an organization instead of its accounts, ` +
  'or to accounts instead of their roles.';

test('a repository without consumers has no policy', () => {
  const stack = newStack();
  new ImageRepository(stack, 'Service');
  expect(onlyProperties(stack, 'AWS::ECR::Repository').RepositoryPolicyText).toBeUndefined();
});

test('an empty list grants no access', () => {
  const stack = newStack();
  const repository = new ImageRepository(stack, 'Service');
  repository.allowPull();
  repository.allowPush();
  expect(onlyProperties(stack, 'AWS::ECR::Repository').RepositoryPolicyText).toBeUndefined();
});

test('merges the consumers of several calls and adds statements after them', () => {
  const stack = newStack();
  const repository = new ImageRepository(stack, 'Service');
  repository.allowPull(ImageConsumer.account('111111111111'));
  repository.addToResourcePolicy(new iam.PolicyStatement({ principals: [theirs], actions: ['ecr:ListImages'] }));
  repository.allowPush(ImageConsumer.account('222222222222'));
  repository.allowPull(ImageConsumer.account('333333333333'));
  expect(onlyProperties(stack, 'AWS::ECR::Repository').RepositoryPolicyText).toMatchObject({
    Statement: [
      { Principal: { AWS: ['arn:aws:iam::111111111111:root', 'arn:aws:iam::333333333333:root'] } },
      { Principal: { AWS: 'arn:aws:iam::222222222222:root' } },
      { Principal: { AWS: 'arn:aws:iam::111122223333:root' }, Action: 'ecr:ListImages' },
    ],
  });
});

test('a statement that changes after it was added is rendered as it is at synth', () => {
  const stack = newStack();
  const statement = new iam.PolicyStatement({ principals: [theirs], actions: pull });
  new ImageRepository(stack, 'Service').addToResourcePolicy(statement);
  statement.addCondition('Bool', { 'aws:SecureTransport': 'true' });
  expect(onlyProperties(stack, 'AWS::ECR::Repository').RepositoryPolicyText).toMatchObject({
    Statement: [{ Condition: { Bool: { 'aws:SecureTransport': 'true' } } }],
  });
});

test('accepts a policy of the maximum size', () => {
  const stack = newStack();
  new ImageRepository(stack, 'Service').allowPull(...accounts(305));
  const { RepositoryPolicyText: policy } = onlyProperties(stack, 'AWS::ECR::Repository');
  expect(JSON.stringify(policy).length).toBeLessThanOrEqual(10_240);
});

test('fails when consumers make the policy too large for ECR', () => {
  const repository = new ImageRepository(newStack(), 'Service');
  expect(() => {
    repository.allowPull(...accounts(306));
  }).toThrow(new Error(`\`Stack/Service policy\` ${tooLong('10,271')}`));
});

test('fails at synth when statements make the policy too large for ECR', () => {
  const stack = newStack();
  const repository = new ImageRepository(stack, 'Service');
  const role = (index: number) => new iam.ArnPrincipal(`arn:aws:iam::111122223333:role/${100 + index}`);
  for (let index = 0; index < 100; index += 1) {
    repository.addToResourcePolicy(new iam.PolicyStatement({ principals: [role(index)], actions: pull }));
  }
  expect(() => onlyProperties(stack, 'AWS::ECR::Repository')).toThrow(
    new Error(
      `Validation failed with the following errors:\n  [Stack/Service] the repository policy ${tooLong('13,638')}`,
    ),
  );
});

const roleBy = (index: number) => ImageConsumer.role(Fn.importValue(`role-${index}`));
const roles = (count: number) => Array.from({ length: count }, (_, index) => roleBy(index));

test('counts a principal that is not known at synth as the shortest ARN', () => {
  const repository = new ImageRepository(newStack(), 'Service');
  expect(() => {
    repository.allowPull(...roles(305));
  }).not.toThrow();
  expect(() => {
    repository.allowPull(roleBy(305));
  }).toThrow(new Error(`\`Stack/Service policy\` ${tooLong('10,271')}`));
});

test('does not count other values that are not known at synth', () => {
  const stack = newStack();
  const accountId = (index: number) => new CfnParameter(stack, `AnAccountWithALongName${index}`).valueAsString;
  const repository = new ImageRepository(stack, 'Service');
  expect(() => {
    repository.allowPull(...Array.from({ length: 400 }, (_, index) => ImageConsumer.account(accountId(index))));
  }).not.toThrow();
});

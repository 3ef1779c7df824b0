import { CfnParameter } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ImageConsumer } from '../../lib/access/image-consumer';
import { RepositoryAccess } from '../../lib/access/repository-access';
import { newOpenStack, newStack, onlyProperties, templateOf } from '../synthesis';

const accounts = (count: number) =>
  Array.from({ length: count }, (_, index) => ImageConsumer.account(String(100_000_000_000 + index)));
const tooLong = (size: string) =>
  'Validation failed with the following errors:\n  [Stack/Service] the repository policy must have at most 10,240 ' +
  `characters, got ${size}. Grant access to an organization instead of its accounts, or to accounts instead of their roles.`;

test.each([
  ['known', newStack],
  ['not known', newOpenStack],
])('accepts a policy of the maximum size if the account is %s', (_, makeStack) => {
  const stack = makeStack();
  RepositoryAccess.of(new Repository(stack, 'Service')).allowPull(...accounts(305));
  expect(() => templateOf(stack)).not.toThrow();
});

test.each([
  ['known', newStack],
  ['not known', newOpenStack],
])('fails when consumers make the policy too large for ECR and the account is %s', (_, makeStack) => {
  const stack = makeStack();
  RepositoryAccess.of(new Repository(stack, 'Service')).allowPull(...accounts(306));
  expect(() => templateOf(stack)).toThrow(new Error(tooLong('10,271')));
});

test('fails when roles of the app make the policy too large for ECR', () => {
  const stack = newStack();
  const roles = Array.from({ length: 330 }, (_, index) =>
    ImageConsumer.role(new CfnParameter(stack, `Role${index}`).valueAsString),
  );
  RepositoryAccess.of(new Repository(stack, 'Service')).allowPull(...roles);
  expect(() => templateOf(stack)).toThrow(/the repository policy must have at most 10,240 characters, got 1\d,\d{3}\./);
});

test('statements that were added in other ways are counted too, once', () => {
  const stack = newStack();
  const repository = new Repository(stack, 'Service');
  const access = RepositoryAccess.of(repository);
  access.allowPull(...accounts(200));
  access.allowRead(...accounts(2));
  const principals = accounts(150).map((_, index) => new iam.AccountPrincipal(String(200_000_000_000 + index)));
  repository.addToResourcePolicy(new iam.PolicyStatement({ principals, actions: ['ecr:ListImages'] }));
  expect(() => templateOf(stack)).toThrow(
    /^Validation failed with the following errors:\n {2}[^\n]*got 1\d,\d{3}\.[^\n]*$/,
  );
});

test('an empty list grants no access', () => {
  const stack = newStack();
  const access = RepositoryAccess.of(new Repository(stack, 'Service'));
  access.allowPull();
  access.allowPush();
  access.allowRead();
  expect(JSON.stringify(templateOf(stack))).not.toContain('RepositoryPolicyText');
});

test('reads have a separate statement if other consumers pull', () => {
  const stack = newStack();
  const access = RepositoryAccess.of(new Repository(stack, 'Service'));
  access.allowPull(ImageConsumer.account('111122223333'));
  access.allowRead(ImageConsumer.account('444455556666'));
  expect(onlyProperties(stack, 'AWS::ECR::Repository').RepositoryPolicyText).toMatchObject({
    Statement: [
      { Principal: { AWS: 'arn:aws:iam::111122223333:root' } },
      { Principal: { AWS: 'arn:aws:iam::444455556666:root' } },
    ],
  });
});

import { Aws, CfnParameter, Fn, Lazy } from 'aws-cdk-lib';
import { ImageConsumer } from '../../lib/access/image-consumer';
import { ImageRepository } from '../../lib/repository/image-repository';
import { account, newOpenStack, newStack, onlyProperties, type Properties, region } from '../synthesis';

const them = '111122223333';
const role = `arn:aws:iam::${them}:role/ci`;
const user = `arn:aws:iam::${them}:user/bob`;
const organization = 'o-a1b2c3d4e5';

const pull = ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];
const push = [
  'ecr:BatchCheckLayerAvailability',
  'ecr:BatchGetImage',
  'ecr:CompleteLayerUpload',
  'ecr:InitiateLayerUpload',
  'ecr:PutImage',
  'ecr:UploadLayerPart',
];

function policyOf(allow: (repository: ImageRepository) => void, stack = newStack()): Properties {
  allow(new ImageRepository(stack, 'Service'));
  return onlyProperties(stack, 'AWS::ECR::Repository').RepositoryPolicyText as Properties;
}

const theirPull = { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${them}:root` }, Action: pull };
const byLambda = {
  Effect: 'Allow',
  Principal: { Service: 'lambda.amazonaws.com' },
  Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
  Condition: { StringLike: { 'aws:sourceARN': `arn:aws:lambda:${region}:${them}:function:*` } },
};
const byCodeBuild = {
  Effect: 'Allow',
  Principal: { Service: 'codebuild.amazonaws.com' },
  Action: pull,
  Condition: { StringEquals: { 'aws:SourceAccount': them } },
};
const fromOrganization = {
  Effect: 'Allow',
  Principal: '*',
  Action: pull,
  Condition: { StringEquals: { 'aws:PrincipalOrgID': organization } },
};

test.each<[string, ImageConsumer, object[]]>([
  ['an account', ImageConsumer.account(them), [theirPull]],
  ['a role', ImageConsumer.role(role), [{ Effect: 'Allow', Principal: { AWS: role }, Action: pull }]],
  ['a user', ImageConsumer.user(user), [{ Effect: 'Allow', Principal: { AWS: user }, Action: pull }]],
  ['an organization', ImageConsumer.organization(organization), [fromOrganization]],
  ['Lambda of an account', ImageConsumer.lambda(them), [theirPull, byLambda]],
  ['CodeBuild of an account', ImageConsumer.codeBuild(them), [byCodeBuild]],
])('%s may pull, by exactly these statements', (_, consumer, Statement) => {
  const policy = policyOf((repository) => {
    repository.allowPull(consumer);
  });
  expect(policy).toEqual({ Version: '2012-10-17', Statement });
});

test("Lambda of the repository's own account needs the service's half only", () => {
  const policy = policyOf((repository) => {
    repository.allowPull(ImageConsumer.lambda(account));
  });
  const functions = { 'aws:sourceARN': `arn:aws:lambda:${region}:${account}:function:*` };
  expect(policy.Statement).toEqual([{ ...byLambda, Condition: { StringLike: functions } }]);
});

test.each<[string, ImageConsumer, string]>([
  ['an account', ImageConsumer.account(them), `arn:aws:iam::${them}:root`],
  ['a role', ImageConsumer.role(role), role],
  ['a user', ImageConsumer.user(user), user],
])('%s may push, by exactly this statement', (_, consumer, AWS) => {
  const policy = policyOf((repository) => {
    repository.allowPush(consumer);
  });
  expect(policy).toEqual({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS }, Action: push }],
  });
});

test.each<[string, ImageConsumer]>([
  ['an organization', ImageConsumer.organization(organization)],
  ['Lambda', ImageConsumer.lambda(them)],
  ['CodeBuild', ImageConsumer.codeBuild(them)],
])('fails when %s is to push', (kind, consumer) => {
  const repository = new ImageRepository(newStack(), 'Service');
  expect(() => {
    repository.allowPush(consumer);
  }).toThrow(
    new Error(`\`allowPush\` must be given accounts, roles or users, got ${kind}; name each role that may push`),
  );
});

test('ARNs have the partition of the Region', () => {
  const stack = newStack({ env: { account, region: 'cn-north-1' } });
  const policy = policyOf((repository) => {
    repository.allowPull(ImageConsumer.lambda(them));
  }, stack);
  expect(policy.Statement).toMatchObject([
    { Principal: { AWS: `arn:aws-cn:iam::${them}:root` } },
    { Condition: { StringLike: { 'aws:sourceARN': `arn:aws-cn:lambda:cn-north-1:${them}:function:*` } } },
  ]);
});

test('ARNs stay open where the stack is', () => {
  const policy = policyOf((repository) => {
    repository.allowPull(ImageConsumer.account(them));
  }, newOpenStack());
  const AWS = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:iam::${them}:root`]] };
  expect(policy.Statement).toMatchObject([{ Principal: { AWS } }]);
});

test.each<[string, (value: string) => ImageConsumer, object]>([
  [
    'accounts',
    (value) => ImageConsumer.account(value),
    { AWS: { 'Fn::Join': ['', ['arn:aws:iam::', { Ref: 'Value' }, ':root']] } },
  ],
  ['roles', (value) => ImageConsumer.role(value), { AWS: { Ref: 'Value' } }],
  ['users', (value) => ImageConsumer.user(value), { AWS: { Ref: 'Value' } }],
])('takes parameters as %s', (_, consumer, Principal) => {
  const stack = newStack();
  const { valueAsString } = new CfnParameter(stack, 'Value');
  const policy = policyOf((repository) => {
    repository.allowPull(consumer(valueAsString));
  }, stack);
  expect(policy.Statement).toMatchObject([{ Principal }]);
});

test.each<[string, () => string]>([
  ['an import', () => Fn.importValue('their-id')],
  ['a lazy value', () => Lazy.string({ produce: () => organization })],
  ['a pseudo parameter', () => Aws.ACCOUNT_ID],
  ['part of a text', () => `o-${Fn.importValue('their-id')}`],
])('takes %s in every place', (_, token) => {
  for (const consumer of ['account', 'role', 'user', 'organization', 'lambda', 'codeBuild'] as const) {
    const allow = (repository: ImageRepository) => {
      repository.allowPull(ImageConsumer[consumer](token()));
    };
    expect(policyOf(allow).Statement).toHaveLength(consumer === 'lambda' ? 2 : 1);
  }
});

const accountId = "`accountId` must be a 12-digit AWS account id, got '123'";
const everybody =
  "`accountId` must be a 12-digit AWS account id, got '*'; that would open it to every AWS account: list account ids";

test.each<[string, () => ImageConsumer, string]>([
  ['an account is too short', () => ImageConsumer.account('123'), accountId],
  ['an account is everybody', () => ImageConsumer.account('*'), everybody],
  ["Lambda's account is too short", () => ImageConsumer.lambda('123'), accountId],
  ["Lambda's account is everybody", () => ImageConsumer.lambda('*'), everybody],
  ["CodeBuild's account is too short", () => ImageConsumer.codeBuild('123'), accountId],
  ["CodeBuild's account is everybody", () => ImageConsumer.codeBuild('*'), everybody],
  [
    'a role is a user',
    () => ImageConsumer.role(user),
    `\`roleArn\` must be the ARN of an IAM role like 'arn:aws:iam::111122223333:role/name', got '${user}'; that is a user`,
  ],
  [
    'a user is a role',
    () => ImageConsumer.user(role),
    `\`userArn\` must be the ARN of an IAM user like 'arn:aws:iam::111122223333:user/name', got '${role}'; that is a role`,
  ],
  [
    'an organization is a pattern',
    () => ImageConsumer.organization('o-*'),
    "`organizationId` must be an AWS organization id like 'o-a1b2c3d4e5', got 'o-*'; a wildcard would match other " +
      'organizations',
  ],
])('fails when %s', (_, make, message) => {
  expect(make).toThrow(new Error(message));
});

import { Aws, CfnParameter, Fn, Stack } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { ImageConsumer } from '../../../lib/access/image-consumer';
import { RepositoryAccess } from '../../../lib/access/repository-access';
import { literalPolicy } from '../../../lib/private/aws/literal-policy';
import { type PolicyJson, policyJson } from '../../../lib/private/aws/policy-document';
import { newApp } from '../../synthesis';

const account = '111111111111';
const policyFor = (principal: string): PolicyJson =>
  policyJson([{ Effect: 'Allow', Principal: { AWS: principal }, Action: 'ecr:BatchGetImage' }]);

test.each<[string, object, string | undefined, string]>([
  ['without flags of CDK and without an environment', {}, undefined, 'aws'],
  ['without flags in China', {}, 'cn-north-1', 'aws-cn'],
  ['with the flags in GovCloud', { '@aws-cdk/core:enablePartitionLiterals': true }, 'us-gov-west-1', 'aws-us-gov'],
])('C14: the policy of an imported repository is literal JSON %s', (_, context, region, partition) => {
  const stack = new Stack(newApp({ context: { ...context } }), 'Stack', region ? { env: { account, region } } : {});
  const access = RepositoryAccess.of(Repository.fromRepositoryName(stack, 'Theirs', 'theirs'));
  const words =
    "`Stack/Theirs` must be a repository of this app, got the imported repository 'theirs'. CDK cannot change its " +
    'policy. Merge this into it by hand (aws ecr set-repository-policy). If a stack owns the repository, change its ' +
    'policy in that stack instead. The next update by that stack removes what was added by hand.' +
    (region ? '' : ' Replace aws (the partition, if it is another one, such as aws-cn in China).');
  const policy = policyJson([
    {
      Effect: 'Allow',
      Principal: { AWS: `arn:${partition}:iam::222222222222:root` },
      Action: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
    },
  ]);
  expect(() => {
    access.allowPull(ImageConsumer.account('222222222222'));
  }).toThrow(new Error(`${words}\n${JSON.stringify(policy, undefined, 2)}`));
});

test.each<[string, (stack: Stack) => string, string, string]>([
  [
    'the account',
    () => `arn:aws:iam::${Aws.ACCOUNT_ID}:root`,
    'arn:aws:iam::ACCOUNT_ID:root',
    " Replace ACCOUNT_ID (the id of the account of stack 'Stack').",
  ],
  ['the Region', () => Aws.REGION, 'REGION', " Replace REGION (the Region of stack 'Stack')."],
  [
    'a parameter',
    (stack) => new CfnParameter(stack, 'Role').valueAsString,
    'VALUE_OF_Role',
    " Replace VALUE_OF_Role (the value of 'Role' of stack 'Stack').",
  ],
  [
    'an attribute',
    () => Fn.getAtt('Role', 'Arn').toString(),
    'ARN_OF_Role',
    " Replace ARN_OF_Role (the attribute Arn of 'Role' of stack 'Stack').",
  ],
  [
    'an import',
    () => Fn.importValue('role'),
    'VALUE_AT_DEPLOYMENT',
    ' Replace VALUE_AT_DEPLOYMENT (a value that is known at deployment only: {"Fn::ImportValue":"role"}).',
  ],
])('%s that is open is a placeholder with its meaning', (_, principalIn, principal, explanation) => {
  const stack = new Stack(newApp(), 'Stack');
  const policy = literalPolicy(stack, policyFor(principalIn(stack)));
  expect(JSON.parse(policy.json)).toEqual(policyFor(principal));
  expect(policy.explanation).toBe(explanation);
});

test('two values that are open have two placeholders', () => {
  const stack = new Stack(newApp(), 'Stack');
  const [one, other] = [Fn.importValue('one'), Fn.importValue('other')];
  const { json, explanation } = literalPolicy(stack, policyFor(`${one}/${other}/${one}`));
  expect(JSON.parse(json)).toEqual(policyFor('VALUE_AT_DEPLOYMENT/VALUE_AT_DEPLOYMENT_2/VALUE_AT_DEPLOYMENT'));
  expect(explanation).toBe(
    ' Replace VALUE_AT_DEPLOYMENT (a value that is known at deployment only: {"Fn::ImportValue":"one"}), ' +
      'VALUE_AT_DEPLOYMENT_2 (a value that is known at deployment only: {"Fn::ImportValue":"other"}).',
  );
});

test('the account and the Region of the stack are written if they are known', () => {
  const stack = new Stack(newApp(), 'Stack', { env: { account, region: 'eu-west-1' } });
  const { json, explanation } = literalPolicy(stack, policyFor(`${Aws.ACCOUNT_ID}/${Aws.REGION}/${Aws.PARTITION}`));
  expect(JSON.parse(json)).toEqual(policyFor(`${account}/eu-west-1/aws`));
  expect(explanation).toBe('');
});

import { Stack } from 'aws-cdk-lib';
import { account, newApp, region, warningsOf } from '../synthesis';
import { addPrefixPromotion } from './promotion';

const flags = { '@aws-cdk/core:enablePartitionLiterals': true };
const uploads = ['ecr:CompleteLayerUpload', 'ecr:InitiateLayerUpload', 'ecr:PutImage', 'ecr:UploadLayerPart'];

const policyFor = (role: string) => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: role },
      Action: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', ...uploads],
    },
    {
      Effect: 'Deny',
      Principal: '*',
      Action: uploads,
      Condition: { ArnNotEquals: { 'aws:PrincipalArn': role } },
    },
  ],
});

/** The policy that a promotion below a prefix renders, and the warnings that explain it. */
function rendered(context: object, place: string | undefined, copyRoleName: string | undefined) {
  const app = newApp({ context: { ...context } });
  const stack = new Stack(app, 'Stack', place === undefined ? {} : { env: { account, region: place } });
  const promotion = addPrefixPromotion(stack, { copyRoleName });
  const policy = JSON.parse(promotion.renderTargetPolicy()) as unknown;
  expect(JSON.parse(promotion.renderTargetPolicy())).toEqual(policy);
  return { policy, warnings: warningsOf(promotion).filter((warning) => warning.includes('TargetPolicyIsOpen')) };
}

test.each([
  ['without flags of CDK', {}, region, 'aws'],
  ['with flags', flags, region, 'aws'],
  ['in China', {}, 'cn-north-1', 'aws-cn'],
  ['in GovCloud with flags', flags, 'us-gov-west-1', 'aws-us-gov'],
  ['in the European Sovereign Cloud', {}, 'eusc-de-east-1', 'aws-eusc'],
])('with a name and an environment the policy for a target is literal %s', (_, context, place, partition) => {
  expect(rendered(context, place, 'promoter')).toEqual({
    policy: policyFor(`arn:${partition}:iam::${account}:role/promoter`),
    warnings: [],
  });
});

test.each<[string, object, string | undefined, string | undefined]>([
  ['the role has no name', {}, region, undefined],
  ['the role has no name, with flags of CDK', flags, region, undefined],
  ['the stack has no environment', {}, undefined, 'promoter'],
  ['neither is known, with flags of CDK', flags, undefined, undefined],
])('a placeholder in the policy is explained once by a warning if %s', (_, context, place, copyRoleName) => {
  const { policy, warnings } = rendered(context, place, copyRoleName);
  const [role = ''] = /ARN_OF_PromotionCopyRole[0-9A-F]+/.exec(JSON.stringify(policy)) ?? [];
  expect(policy).toEqual(policyFor(role));
  expect(warnings).toEqual([
    'The policy of `renderTargetPolicy` contains values that are known at deployment only. Replace ' +
      `${role} (the attribute Arn of '${role.replace('ARN_OF_', '')}' of stack 'Stack'). ` +
      '[ack: Annotation::cdk-ecr-publishing:TargetPolicyIsOpen]',
  ]);
});

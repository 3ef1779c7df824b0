import { type Stack } from 'aws-cdk-lib';
import { ImageConsumer } from '../../lib/access/image-consumer';
import { ImageRepository } from '../../lib/repository/image-repository';
import { newStack, onlyProperties, type Properties } from '../synthesis';

export const them = '111122223333';
export const role = `arn:aws:iam::${them}:role/ci`;
export const user = `arn:aws:iam::${them}:user/bob`;
export const organization = 'o-a1b2c3d4e5';
export const unit = `${organization}/r-ab12/ou-ab12-11111111`;

export const pull = ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];
export const push = [
  'ecr:BatchCheckLayerAvailability',
  'ecr:BatchGetImage',
  'ecr:CompleteLayerUpload',
  'ecr:InitiateLayerUpload',
  'ecr:PutImage',
  'ecr:UploadLayerPart',
];
export const write = ['ecr:CompleteLayerUpload', 'ecr:InitiateLayerUpload', 'ecr:PutImage', 'ecr:UploadLayerPart'];
export const read = [
  'ecr:DescribeImageScanFindings',
  'ecr:DescribeImages',
  'ecr:DescribeRepositories',
  'ecr:GetLifecyclePolicy',
  'ecr:GetRepositoryPolicy',
  'ecr:ListImages',
  'ecr:ListTagsForResource',
];

/** Consumers that can get every kind of access. */
export const principals: [kind: string, consumer: ImageConsumer][] = [
  ['an account', ImageConsumer.account(them)],
  ['a role', ImageConsumer.role(role)],
  ['a user', ImageConsumer.user(user)],
  ['tagged principals of an account', ImageConsumer.tagged('team', 'web', { accountId: them })],
];

/** Consumers that cannot push, and their names in messages. */
export const many: [kind: string, consumer: ImageConsumer][] = [
  ['an organization', ImageConsumer.organization(organization)],
  ['an organization', ImageConsumer.tagged('team', 'web', { organizationId: organization })],
  ['an organizational unit', ImageConsumer.organizationalUnit(unit)],
];

/** Consumers that can only pull. */
export const services: [kind: string, consumer: ImageConsumer][] = [
  ['Lambda', ImageConsumer.lambda(them)],
  ['Lambda', ImageConsumer.lambdaOfOrganization(organization)],
  ['CodeBuild', ImageConsumer.codeBuild(them)],
  ['a service', ImageConsumer.service('sagemaker.amazonaws.com', { sourceAccount: them })],
];

/** The policy of a repository in its template. */
export function policyOf(allow: (repository: ImageRepository) => void, stack: Stack = newStack()): Properties {
  allow(new ImageRepository(stack, 'Service'));
  return onlyProperties(stack, 'AWS::ECR::Repository').RepositoryPolicyText as Properties;
}

import { type Stack } from 'aws-cdk-lib';
import { ArnPrincipal } from 'aws-cdk-lib/aws-iam';
import {
  TemporaryPushAccess,
  type TemporaryPushAccessProps,
} from '../../../lib/access/contributor/temporary-push-access';
import { ImageRepository } from '../../../lib/repository/image-repository';
import { account, newStack, onlyProperties, type Properties, region, resourcesOf } from '../../synthesis';

export const userServices = `arn:aws:iam::${account}:role/user-services`;
export const externalId = '8d8f7a1c5b2e4f60a9b3';
export const expiresAt = '2026-12-01T00:00:00Z';
export const repositoryArn = `arn:aws:ecr:${region}:${account}:repository/incoming/alice`;
export const registry = `${account}.dkr.ecr.${region}.amazonaws.com`;

/** The access of one contributor to a repository of the stack, but for props. */
export function newAccess(
  props: Partial<TemporaryPushAccessProps> = {},
  stack = newStack(),
  id = 'Alice',
): TemporaryPushAccess {
  return new TemporaryPushAccess(stack, id, {
    repository: props.repository ?? newRepository(stack),
    assumedBy: new ArnPrincipal(userServices),
    expiresAt,
    ...props,
  });
}

export function newRepository(stack: Stack): ImageRepository {
  return new ImageRepository(stack, 'Incoming', { repositoryName: 'incoming/alice' });
}

/** The trust policy of the only role in a stack. */
export function trustOf(stack: Stack): Properties {
  return onlyProperties(stack, 'AWS::IAM::Role').AssumeRolePolicyDocument as Properties;
}

/** The policy of the only repository in a stack. */
export function repositoryPolicyOf(stack: Stack): Properties {
  return onlyProperties(stack, 'AWS::ECR::Repository').RepositoryPolicyText as Properties;
}

/** The documents of the managed policies in a stack. */
export function policiesOf(stack: Stack): Properties[] {
  return resourcesOf(stack, 'AWS::IAM::ManagedPolicy').map(
    ({ Properties: { PolicyDocument } }) => PolicyDocument as Properties,
  );
}

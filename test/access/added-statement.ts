import * as iam from 'aws-cdk-lib/aws-iam';
import { ImageRepository } from '../../lib/repository/image-repository';
import { newStack, onlyProperties, type Properties } from '../synthesis';

/** An account that does not own the repository. */
export const them = '111122223333';
export const theirs = new iam.AccountPrincipal(them);
export const pull = ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];

/** A statement as the repository's policy has it after `addToResourcePolicy`: a pull by another account, but for props. */
export function addedStatement(props: iam.PolicyStatementProps = {}, stack = newStack()): Properties {
  const repository = new ImageRepository(stack, 'Service');
  repository.addToResourcePolicy(new iam.PolicyStatement({ principals: [theirs], actions: pull, ...props }));
  const { RepositoryPolicyText: policy } = onlyProperties(stack, 'AWS::ECR::Repository');
  return (policy as { Statement: [Properties] }).Statement[0];
}

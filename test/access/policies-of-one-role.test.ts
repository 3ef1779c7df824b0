import { Repository } from 'aws-cdk-lib/aws-ecr';
import { AccountPrincipal, Role } from 'aws-cdk-lib/aws-iam';
import { ImagePullAccess } from '../../lib/access/image-pull-access';
import { ImagePushAccess } from '../../lib/access/image-push-access';
import { account, newStack, resourcesOf } from '../synthesis';

/** A role with push and pull access to as many repositories, by two constructs, and the problems of its stack. */
function accessTo(count: number) {
  const stack = newStack();
  const roles = [new Role(stack, 'Role', { assumedBy: new AccountPrincipal(account) })];
  const repositories = Array.from({ length: count }, (_, index) =>
    Repository.fromRepositoryName(stack, `Repository${index}`, `${index}/`.padEnd(120, 'r')),
  );
  new ImagePushAccess(stack, 'Push', { repositories, roles });
  new ImagePullAccess(stack, 'Pull', { repositories, roles });
  const problems = stack.node.findAll().flatMap(({ node }) => node.validate());
  return { problems, policies: problems.length > 0 ? undefined : resourcesOf(stack, 'AWS::IAM::ManagedPolicy').length };
}

test('push and pull access of one role may have ten managed policies together, and not more', () => {
  let most = 125;
  while (most < 160 && accessTo(most + 1).problems.length === 0) most += 1;
  expect(accessTo(most)).toEqual({ problems: [], policies: 10 });
  expect(accessTo(most + 1).problems).toEqual([
    "a role of 'Stack/Push' and 'Stack/Pull' must have at most 10 managed policies, got 11. Split the permissions over " +
      'several roles.',
  ]);
});

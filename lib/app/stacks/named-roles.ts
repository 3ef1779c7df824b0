import { type CfnRepository } from 'aws-cdk-lib/aws-ecr';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { type EnvironmentStack } from './environment-stack';

/** Makes repositories depend on the roles of this app that their policies name. ECR refuses a role that does not exist. */
export function awaitNamedRoles(stacks: readonly EnvironmentStack[]): void {
  const roles = stacks.flatMap((stack) =>
    stack
      .section('Publishers')
      .node.findAll()
      .filter((construct) => CfnRole.isCfnRole(construct))
      .map((role) => ({ role, end: `:iam::${stack.config.account}:role/${role.roleName}"` })),
  );
  if (roles.length === 0) return;
  for (const repository of stacks.flatMap((stack) => [...stack.repositories.values()])) {
    const resource = repository.node.defaultChild as CfnRepository;
    const policy = JSON.stringify(resource.repositoryPolicyText ?? '');
    for (const { role, end } of roles) if (policy.includes(end)) repository.node.addDependency(role);
  }
}

import { Stage } from 'aws-cdk-lib';
import { CfnPullTimeUpdateExclusion, type CfnRepository } from 'aws-cdk-lib/aws-ecr';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { type EnvironmentStacks } from './environment-stacks';

/**
 * Makes repositories depend on the roles of this app that their policies name, and exclusions of pull times on those that they name. ECR
 * refuses a role that does not exist. The CDK connects no stacks of two stages, whose order is that of their waves.
 */
export function awaitNamedRoles(environments: readonly EnvironmentStacks[]): void {
  const roles = environments.flatMap(({ publishers, config }) =>
    [...publishers.values()]
      .flatMap((publisher) => publisher.node.findAll())
      .filter((construct) => CfnRole.isCfnRole(construct))
      .map((role) => ({ role, end: `:iam::${config.account}:role/${role.roleName}"` })),
  );
  if (roles.length === 0) return;
  for (const repository of environments.flatMap(({ repositories }) => [...repositories.values()])) {
    const resource = repository.node.defaultChild as CfnRepository;
    const policy = JSON.stringify(resource.repositoryPolicyText ?? '');
    for (const { role, end } of roles) {
      if (policy.includes(end) && Stage.of(role) === Stage.of(repository)) repository.node.addDependency(role);
    }
  }
  for (const settings of environments.flatMap(({ registry }) => [...registry.values()])) {
    for (const one of settings.node.children) {
      if (!(one instanceof CfnPullTimeUpdateExclusion)) continue;
      const named = roles.find(
        ({ role, end }) => `${one.principalArn}"`.endsWith(end) && Stage.of(role) === Stage.of(one),
      );
      if (named) one.node.addDependency(named.role);
    }
  }
}

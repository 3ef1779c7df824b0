import { CfnProject } from 'aws-cdk-lib/aws-codebuild';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import { type IConstruct } from 'constructs';
import { quote } from '../../private/validation/validation';
import { type ConfigProblem } from '../config/problem';
import { repeatedValues } from '../config/unvalidated';
import { type EnvironmentStacks } from './environment-stacks';
import { type PartPaths } from './part-paths';
import { type RegistryStack } from './registry-stack';

/** Roles and projects that two parts of the file would create with one name. Some names are made of several others. */
export function equalNames(environments: readonly EnvironmentStacks[], paths: PartPaths): ConfigProblem[] {
  const resources = environments
    .flatMap(({ stacks }) => stacks)
    .filter(({ part }) => part !== 'repositories')
    .flatMap((stack) => stack.node.findAll().flatMap((construct) => namedResource(construct, stack) ?? []));
  return repeatedValues(resources.map(({ id }) => id)).flatMap(([, first, index]) => {
    const [one, other] = [resources[first], resources[index]];
    if (!one || !other) return [];
    const [own, path] = [one, other].map(({ construct }) => paths.of(construct.node.path).replace(/\..*/, ''));
    if (own === undefined || path === undefined || own === path) return [];
    const message = `must create no ${other.kind} ${quote(other.name)}, because ${own} creates it too. Choose another name.`;
    return [{ path: `${path}.name`, other: own, message }];
  });
}

function namedResource(construct: IConstruct, { account, region }: RegistryStack) {
  // IAM does not distinguish the case of names, and has them once for all Regions.
  if (CfnRole.isCfnRole(construct) && construct.roleName !== undefined) {
    const { roleName: name } = construct;
    return { construct, kind: 'role', name, id: `role ${account} ${name.toLowerCase()}` };
  }
  if (CfnProject.isCfnProject(construct) && construct.name !== undefined) {
    return { construct, kind: 'project', name: construct.name, id: `project ${account} ${region} ${construct.name}` };
  }
  return undefined;
}

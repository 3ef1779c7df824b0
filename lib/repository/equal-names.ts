import { type CfnRepository } from 'aws-cdk-lib/aws-ecr';
import { Stack, Token } from 'aws-cdk-lib';
import { type IConstruct } from 'constructs';
import { quote } from '../private/validation/validation';

/** The first repository of each name in an account and Region, by app. */
const firstOf = new WeakMap<IConstruct, Map<string, CfnRepository>>();

/**
 * Reports two repositories of an app that have the same name in one account and Region. ECR would refuse the second one
 * during the deployment. Stacks without an account and a Region are assumed to be deployed to different ones.
 */
export function reportEqualNames(repository: IConstruct, resource: CfnRepository): void {
  const name = nameOf(resource);
  if (name === undefined) return;
  const { root } = repository.node;
  const resources = firstOf.get(root) ?? new Map<string, CfnRepository>();
  firstOf.set(root, resources);
  const key = `${environmentKey(Stack.of(repository))}/${name}`;
  const first = resources.get(key);
  if (first === undefined) {
    resources.set(key, resource);
    return;
  }
  repository.node.addValidation({
    validate: () => (nameOf(resource) === nameOf(first) ? [problemOf(resource, first)] : []),
  });
}

/** The name can change until the synth, by an override. A name that CloudFormation generates is unique. */
function nameOf({ repositoryName }: CfnRepository): string | undefined {
  return Token.isUnresolved(repositoryName) ? undefined : repositoryName;
}

function environmentKey(stack: Stack): string {
  const { account, region } = stack;
  if (!isOpen(stack)) return `${account}/${region}`;
  return stack.nestedStackParent ? environmentKey(stack.nestedStackParent) : stack.node.addr;
}

function isOpen({ account, region }: Stack): boolean {
  return Token.isUnresolved(account) || Token.isUnresolved(region);
}

function problemOf(resource: CfnRepository, first: CfnRepository): string {
  const stack = Stack.of(resource);
  const where = isOpen(stack) ? 'its account and Region' : `account ${stack.account} and Region ${stack.region}`;
  const other = first.node.scope?.node.path ?? '';
  return `the repository name must be unique in ${where}, got ${quote(nameOf(resource))} as for '${other}'. Rename or remove one of them.`;
}

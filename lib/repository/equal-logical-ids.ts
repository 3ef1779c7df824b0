import { type CfnRepository } from 'aws-cdk-lib/aws-ecr';
import { Stack } from 'aws-cdk-lib';
import { type Construct } from 'constructs';

/** The first repository of each logical id, by stack. */
const firstOf = new WeakMap<Construct, Map<string, CfnRepository>>();

/**
 * Reports two repositories that are directly in a stack and get the same logical id, such as those with the construct ids
 * `web-app` and `webapp`. CDK would name neither of them.
 */
export function reportEqualLogicalIds(repository: Construct, resource: CfnRepository): void {
  const { scope, id } = repository.node;
  if (!Stack.isStack(scope)) return; // deeper in the tree, CDK adds a hash of the whole path
  const resources = firstOf.get(scope) ?? new Map<string, CfnRepository>();
  firstOf.set(scope, resources);
  const letters = id.replace(/[^A-Za-z0-9]/g, '');
  const first = resources.get(letters);
  if (first === undefined) {
    resources.set(letters, resource);
    return;
  }
  repository.node.addValidation({
    validate: () => {
      const [logicalId, other] = [resource, first].map((one): unknown => scope.resolve(one.logicalId));
      return logicalId === other ? [problemOf(String(logicalId), first)] : [];
    },
  });
}

function problemOf(logicalId: string, first: CfnRepository): string {
  const other = first.node.scope?.node.path ?? '';
  return `the construct id must give a unique logical id, got '${logicalId}' as for '${other}'. Change one of the two construct ids.`;
}

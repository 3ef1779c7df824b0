import { type DescribedAccount } from './describe';
import { type JsonObject } from './json';

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: JsonObject;
}

interface PolicyDocument {
  readonly Statement: readonly Statement[];
}

/** All that a role's policies allow, one line for each action and resource, in the order of the alphabet. */
export function permissionsOf(roleName: string, account: DescribedAccount): string[] {
  const role = account.roles[roleName];
  if (!role) throw new Error(`there is no role ${roleName}`);
  const attached = (role.attachedPolicies as readonly string[]).map((arn) => account.policies[arn]?.document);
  const inline = Object.values(role.inlinePolicies as JsonObject);
  return [...attached, ...inline]
    .flatMap((document) => (document as unknown as PolicyDocument).Statement)
    .filter((statement) => statement.Effect === 'Allow')
    .flatMap(linesOf)
    .sort();
}

function linesOf({ Action, Resource, Condition }: Statement): string[] {
  const condition = Condition ? ` if ${JSON.stringify(Condition)}` : '';
  const actions = [Action].flat();
  return [Resource].flat().flatMap((resource) => actions.map((action) => `${action} on ${resource}${condition}`));
}

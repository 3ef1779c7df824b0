import { type Role } from 'aws-cdk-lib/aws-iam';
import { type IConstruct } from 'constructs';

interface CiRoles {
  readonly roles: Role[];
  readonly listeners: ((role: Role) => void)[];
}

const ofTrees = new WeakMap<IConstruct, CiRoles>();

/** Declares a role of builds, publishers or promotions. It pulls images, but no service runs with it. */
export function declareCiRole(role: Role): void {
  const { roles, listeners } = ciRolesOf(role);
  roles.push(role);
  for (const listener of listeners) listener(role);
}

/** Calls a function for each declared role of an app, also for those that are declared later. */
export function forEachCiRole(construct: IConstruct, listener: (role: Role) => void): void {
  const { roles, listeners } = ciRolesOf(construct);
  roles.forEach(listener);
  listeners.push(listener);
}

function ciRolesOf({ node: { root } }: IConstruct): CiRoles {
  const found = ofTrees.get(root) ?? { roles: [], listeners: [] };
  ofTrees.set(root, found);
  return found;
}

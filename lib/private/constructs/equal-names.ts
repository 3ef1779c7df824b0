import { type CfnResource, type Stack, Token } from 'aws-cdk-lib';
import { type Construct, type IConstruct } from 'constructs';
import { quote } from '../validation/validation';
import { type AppResources, validateInApp } from './app-resources';
import { constructPath } from './construct-path';
import { type NamedKind, namedKinds, physicalName } from './physical-name';

/** The constructs of this package that have named resources, by app. */
const ownersOf = new WeakMap<IConstruct, Set<IConstruct>>();

/** The problems of each construct, which are found once for each list of resources. */
const problemsIn = new WeakMap<AppResources, ReadonlyMap<IConstruct, string[]>>();

/**
 * Reports resources of a construct that have the name of another resource of the app, in one account and Region. AWS refuses
 * the second one during the deployment. Stacks without an account and a Region are assumed to be deployed to different ones.
 */
export function reportEqualNames(owner: Construct): void {
  const { root } = owner.node;
  const owners = ownersOf.get(root) ?? new Set<IConstruct>();
  ownersOf.set(root, owners.add(owner));
  validateInApp(owner, (resources) => {
    const problems = problemsIn.get(resources) ?? problemsOfOwners(resources, owners);
    problemsIn.set(resources, problems);
    return problems.get(owner) ?? [];
  });
}

function problemsOfOwners(resources: AppResources, owners: ReadonlySet<IConstruct>): ReadonlyMap<IConstruct, string[]> {
  const problems = new Map<IConstruct, Map<IConstruct, string>>();
  const ownerOf = ({ node }: CfnResource) => [...node.scopes].reverse().find((scope) => owners.has(scope));
  for (const { kind, same } of equallyNamed(resources)) {
    same.forEach((resource, index) => {
      const owner = ownerOf(resource);
      // Of two of this package, the second one is reported.
      const other = same.find((one, at) => one !== resource && (at < index || ownerOf(one) === undefined));
      if (owner === undefined || other === undefined) return;
      const otherOwner = ownerOf(other);
      const ofOwner = problems.get(owner) ?? new Map<IConstruct, string>();
      problems.set(owner, ofOwner);
      const about = otherOwner ?? other; // two builds of one name have logs of one name, too
      if (!ofOwner.has(about)) ofOwner.set(about, problemOf(kind, resource, other, otherOwner));
    });
  }
  return new Map([...problems].map(([owner, ofOwner]) => [owner, [...ofOwner.values()]]));
}

/** The resources that AWS would refuse together, in the order of the kinds: of a build, the projects before their logs. */
function equallyNamed(resources: AppResources): { kind: NamedKind; same: CfnResource[] }[] {
  return Object.entries(namedKinds).flatMap(([type, kind]) => {
    const environments = new Map<Stack, string>();
    const found = new Map<string, CfnResource[]>();
    for (const one of resources.get(type) ?? []) {
      const name = one.cfnOptions.condition === undefined ? physicalName(one, kind) : undefined; // it may not be created
      if (name === undefined) continue;
      const environment = environments.get(one.stack) ?? environmentKey(one.stack, kind);
      environments.set(one.stack, environment);
      const key = `${environment} ${kind.ofAccount ? name.toLowerCase() : name}`;
      const ofKey = found.get(key);
      if (ofKey) ofKey.push(one);
      else found.set(key, [one]);
    }
    return [...found.values()].filter(({ length }) => length > 1).map((same) => ({ kind, same }));
  });
}

function environmentKey(stack: Stack, kind: NamedKind): string {
  if (!isOpen(stack, kind)) return kind.ofAccount ? stack.account : `${stack.account}/${stack.region}`;
  return stack.nestedStackParent ? environmentKey(stack.nestedStackParent, kind) : stack.node.addr;
}

function isOpen({ account, region, synthesizer }: Stack, { ofAccount }: NamedKind): boolean {
  return (
    Token.isUnresolved(account) ||
    (!ofAccount && Token.isUnresolved(region)) ||
    ofOtherAccounts.test(synthesizer.constructor.name)
  );
}

/** The templates of products of Service Catalog and of StackSets are not deployed to the account of their stack. */
const ofOtherAccounts = /^(Product|StackSet)\w*Synthesizer$/;

function problemOf(kind: NamedKind, resource: CfnResource, other: CfnResource, otherOwner?: IConstruct): string {
  const path = quote(otherOwner?.node.path ?? constructPath(other));
  return (
    `the ${kind.noun} name must be unique in ${placeOf(resource.stack, kind)}, got ${quote(physicalName(resource, kind))} as for ` +
    `${path}. ${otherOwner ? 'Rename or remove one of them.' : remedy(resource, other, path)}`
  );
}

function placeOf(stack: Stack, kind: NamedKind): string {
  const { account, region } = stack;
  if (kind.ofAccount) return isOpen(stack, kind) ? 'its account' : `account ${account}`;
  return isOpen(stack, kind) ? 'its account and Region' : `account ${account} and Region ${region}`;
}

/** The way from a resource of the app to one of this package, since CloudFormation creates the new one first. */
function remedy({ stack }: CfnResource, other: CfnResource, path: string): string {
  const rename = 'Rename one of them. To replace';
  if (other.stack === stack) {
    const logicalId = String(stack.resolve(other.logicalId));
    return `${rename} ${path}, remove it and give its logical id to this one: overrideLogicalId('${logicalId}').`;
  }
  return `${rename} ${path}, remove it in an earlier deployment, or keep it with RemovalPolicy.RETAIN and import it into this stack with \`cdk import\`.`;
}

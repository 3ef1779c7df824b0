import { CfnResource } from 'aws-cdk-lib';
import { type Construct, type IConstruct } from 'constructs';

/** All resources of an app, by type. */
export type AppResources = ReadonlyMap<string, readonly CfnResource[]>;

type Check = (resources: AppResources) => string[];

interface Listing {
  readonly resources: AppResources;
  readonly seen: Set<Check>;
}

const listings = new WeakMap<IConstruct, Listing>();

/**
 * Validates a construct against all resources of its app. They are listed once for all checks of a synth, so that its cost
 * grows with the app and not with its square.
 */
export function validateInApp(owner: Construct, check: Check): void {
  owner.node.addValidation({ validate: () => check(resourcesFor(owner.node.root, check)) });
}

/** A check that has seen the listing is in its next synth, and constructs may have been added since. */
function resourcesFor(root: IConstruct, check: Check): AppResources {
  const known = listings.get(root);
  const listing =
    known === undefined || known.seen.has(check) ? { resources: listed(root), seen: new Set<Check>() } : known;
  listings.set(root, listing);
  listing.seen.add(check);
  return listing.resources;
}

function listed(root: IConstruct): AppResources {
  const resources = new Map<string, CfnResource[]>();
  for (const one of root.node.findAll()) {
    if (!CfnResource.isCfnResource(one)) continue;
    const ofType = resources.get(one.cfnResourceType);
    if (ofType) ofType.push(one);
    else resources.set(one.cfnResourceType, [one]);
  }
  return resources;
}

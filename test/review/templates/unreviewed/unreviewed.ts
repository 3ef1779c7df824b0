import { graphOf } from '../graphs';

/** The parts of a template that the review could not read, a line each: resource, part and reason. */
export function unreviewedIn(body: object, env?: object): string[] {
  return graphOf(body, env).unreviewed.map(({ what, why, source }) => `${source.logicalId}: ${what}: ${why}`);
}

/** The same for resources. */
export function unreviewedOf(resources: object, parts: object = {}): string[] {
  return unreviewedIn({ ...parts, Resources: resources });
}

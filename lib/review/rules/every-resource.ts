import { type Statement } from '../template-graph';
import { arnParts } from '../texts/arn';
import { matchesPattern } from '../texts/wildcard-match';

/** A name that no pattern is meant for. */
export const anyName = 'zz9-any';

/** The resource of a statement that stands for every repository there is; `NotResource` does, too. */
export function everyRepository(statement: Statement): string | undefined {
  return everyOne(statement, 'ecr', `repository/${anyName}`);
}

/** The resource of a statement that stands for every role there is; `NotResource` does, too. */
export function everyRole(statement: Statement): string | undefined {
  return everyOne(statement, 'iam', `role/${anyName}`);
}

function everyOne({ resources, notResources }: Statement, service: string, resource: string): string | undefined {
  if (resources) return resources.find((pattern) => isEvery(pattern, service, resource));
  if (!notResources || notResources.some((pattern) => isEvery(pattern, service, resource))) return undefined;
  return `everything but ${notResources.join(', ')}`;
}

/** Whether a pattern stands for all names of a kind, of some account and Region at least. */
function isEvery(pattern: string, service: string, resource: string): boolean {
  if (/^\*+$/.test(pattern)) return true;
  const parts = arnParts(pattern);
  const [arn = '', , ofService = ''] = parts;
  if (!matches(arn, 'arn')) return false;
  // A `*` at the end of fewer parts stands for all that follow.
  if (parts.length < 6) return pattern.endsWith('*') && (parts.length < 3 || matches(ofService, service));
  return matches(ofService, service) && matches(parts[5] ?? '', resource);
}

function matches(pattern: string, text: string): boolean {
  return matchesPattern(pattern, text) === 'yes';
}

import { type Statement } from '../templates/template-graph';
import { arnParts } from '../texts/arn';
import { matchesPattern } from '../texts/wildcard-match';
import { quoted, quotedList } from './shown';

/** A name that no real pattern is about. */
export const anyName = 'zz9-any';

/** The part of a statement that matches all resources of a kind. */
export interface EveryResource {
  readonly pattern: string;
  /** The name in messages. */
  readonly words: string;
}

/** The resource in a statement that matches every repository. `NotResource` does, too. */
export function everyRepository(statement: Statement): EveryResource | undefined {
  return everyOne(statement, 'ecr', `repository/${anyName}`);
}

/** The resource in a statement that matches every role. `NotResource` does, too. */
export function everyRole(statement: Statement): EveryResource | undefined {
  return everyOne(statement, 'iam', `role/${anyName}`);
}

function everyOne(
  { resources, notResources }: Statement,
  service: string,
  resource: string,
): EveryResource | undefined {
  const pattern = resources?.find((one) => isEvery(one, service, resource));
  if (pattern !== undefined) return { pattern, words: quoted(pattern) };
  if (resources) return undefined;
  if (!notResources || notResources.some((pattern) => isEvery(pattern, service, resource))) return undefined;
  return { pattern: '*', words: `everything but ${quotedList(notResources)}` };
}

/** Whether a pattern matches all names of a kind, at least in one account and Region. */
function isEvery(pattern: string, service: string, resource: string): boolean {
  if (/^\*+$/.test(pattern)) return true;
  const parts = arnParts(pattern);
  const [arn = '', , ofService = ''] = parts;
  if (!matches(arn, 'arn')) return false;
  // A `*` at the end of fewer parts matches all following parts.
  if (parts.length < 6) return pattern.endsWith('*') && (parts.length < 3 || matches(ofService, service));
  return matches(ofService, service) && matches(parts[5] ?? '', resource);
}

function matches(pattern: string, text: string): boolean {
  return matchesPattern(pattern, text) === 'yes';
}

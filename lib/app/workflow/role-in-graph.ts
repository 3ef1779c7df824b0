import { type IdentityNode, shownText, type TemplateGraph } from '../../review';
import { fail } from '../input-file';

/** What a role is assumed with, as far as a workflow may be for it. */
const webIdentity = 'sts:AssumeRoleWithWebIdentity';

/** The role that somebody names by its name, its logical id or its construct's path. Fails with those that there are. */
export function roleInGraph({ identities }: TemplateGraph, id: string): IdentityNode {
  const roles = identities.filter(({ trust }) => trust !== undefined);
  const found = roles.filter((role) => namesOf(role).includes(id));
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return only;
  const assumed = roles.filter(({ trust = [] }) => trust.some(({ actions = [] }) => actions.includes(webIdentity)));
  const listed = (some: readonly IdentityNode[]) => some.map(titleOf).join(', ') || 'none';
  return fail(
    only === undefined
      ? `--role must be a role of the templates, got '${shownText(id)}'; those for CI systems are: ${listed(assumed)}`
      : `--role must be one role, got '${shownText(id)}' of several; take a path: ${found.map(pathOf).join(', ')}`,
  );
}

/** The name that a role was given, or else its logical id. */
export function titleOf({ name, resource }: IdentityNode): string {
  return shownText(name) === name ? name : resource.source.logicalId;
}

/** A construct's path, with and without the resource in it, as people know it. */
function namesOf({ name, resource: { source } }: IdentityNode): string[] {
  const construct = source.path.replace(/\/Resource$/, '');
  return [
    name,
    source.logicalId,
    `${source.template}/${source.logicalId}`,
    source.path,
    construct,
    construct.replace(/\/Role$/, ''),
  ];
}

function pathOf({ resource: { source } }: IdentityNode): string {
  return source.path === '' ? `${source.template}/${source.logicalId}` : source.path;
}

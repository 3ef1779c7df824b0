import { type IdentityNode, shownText, type TemplateGraph } from '../../review/index';
import { fail } from '../input-file';

/** The action by which CI systems assume a role. */
const webIdentity = 'sts:AssumeRoleWithWebIdentity';

/** The role with that name, logical id or construct path. Fails with the possible roles if there is not exactly one. */
export function roleInGraph({ identities }: TemplateGraph, id: string): IdentityNode {
  const roles = identities.filter(({ trust }) => trust !== undefined);
  const found = roles.filter((role) => namesOf(role).includes(id));
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return only;
  const assumed = roles.filter(({ trust = [] }) => trust.some(({ actions = [] }) => actions.includes(webIdentity)));
  const listed = (some: readonly IdentityNode[]) => some.map(titleOf).join(', ') || 'none';
  return fail(
    only === undefined
      ? `--role must be a role of the templates, got '${shownText(id)}'. Roles for CI systems: ${listed(assumed)}.`
      : `--role must be one role, got '${shownText(id)}', which names several. Use a path: ${found.map(pathOf).join(', ')}.`,
  );
}

/** The name of a role if it is known, or else its logical id. */
export function titleOf({ name, resource }: IdentityNode): string {
  return shownText(name) === name ? name : resource.source.logicalId;
}

/** The names that identify a role. A construct path is accepted with and without its last segments. */
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

import { type AccessRow } from './access-row';
import { type TemplateGraph } from '../templates/template-graph';
import { chainedRows } from './access-chains';
import { withoutAlternatives } from './alternatives';
import { assumeRows, mayAssumeRoles } from './assume-rows';
import { directAccess } from './direct-rows';
import { mayAllowImages } from './image-statements';
import { refuseTooMany } from './most-pairs';
import { operationNeeds } from './operations';
import { outsideRows } from './outside-rows';
import { registryRows } from './registry-rows';
import { RepositoryIndex } from './repository-index';

/**
 * All access that the templates grant: to their repositories, to other repositories that their policies name, through
 * roles, and to roles. Texts contain unresolved values.
 */
export function accessOf(graph: TemplateGraph): AccessRow[] {
  const assumptions = withoutAlternatives(assumptionsOf(graph));
  const index = new RepositoryIndex(graph.repositories);
  const direct = withoutAlternatives([
    ...directAccess(withUnattached(graph), operationNeeds, index),
    ...graph.registries.flatMap((registry) => registryRows(registry, graph.repositories)),
    ...outsideAccess(withUnattached(graph), index),
  ]);
  return [...direct, ...withoutAlternatives(chainedRows(direct, assumptions, graph.identities)), ...assumptions];
}

function assumptionsOf({ identities }: TemplateGraph): AccessRow[] {
  const roles = identities.filter(({ kind }) => kind === 'role');
  const assuming = identities.filter(mayAssumeRoles);
  refuseTooMany(roles.length * assuming.length, 'roles and identities that may assume them');
  return roles.flatMap((role) => assumeRows(role, assuming));
}

function outsideAccess({ identities }: TemplateGraph, index: RepositoryIndex): AccessRow[] {
  return identities
    .filter((identity) => identity.kind !== 'group' || identity.hasMembers !== true)
    .flatMap((identity) => outsideRows(identity, index));
}

/** The graph with an identity for each managed policy that no identity of the templates has. */
function withUnattached(graph: TemplateGraph): TemplateGraph {
  const about = graph.unattached.filter(({ policies }) => policies.some(mayAllowImages));
  return { ...graph, identities: [...graph.identities, ...about] };
}

import { type OnProgress, withProgress } from '../../private/text/progress';
import { type AccessRow } from './access-row';
import { type TemplateGraph } from '../templates/template-graph';
import { chainedRows } from './access-chains';
import { withoutAlternatives } from './alternatives';
import { assumeRows, mayAssumeRoles } from './assume-rows';
import { directAccess } from './direct-rows';
import { importRows } from './import-rows';
import { mayAllowImages } from './image-statements';
import { refuseTooMany } from './most-pairs';
import { operationNeeds } from './operations';
import { publicRows } from './public-rows';
import { outsideRows } from './outside-rows';
import { registryRows } from './registry-rows';
import { replicationWay } from './registry-ways';
import { RepositoryIndex } from './repository-index';
import { templateRows } from './template-rows';

/**
 * All access that the templates grant: to their repositories, to other repositories that their policies name, through
 * roles, and to roles. Texts contain unresolved values.
 *
 * @param onProgress gets the number of the role, principal or repository that is evaluated.
 */
export function accessOf(graph: TemplateGraph, onProgress?: OnProgress): AccessRow[] {
  const assumptions = withoutAlternatives(assumptionsOf(graph, onProgress));
  const index = new RepositoryIndex(graph.repositories);
  const direct = withoutAlternatives([
    ...directAccess(withUnattached(graph), [...operationNeeds, replicationWay], index, onProgress),
    ...importRows(withUnattached(graph)),
    ...graph.registries.flatMap((registry) => registryRows(registry, graph.repositories)),
    ...graph.creationTemplates.flatMap(templateRows),
    ...publicRows(withUnattached(graph)),
    ...outsideAccess(withUnattached(graph), index, onProgress),
  ]);
  return [...direct, ...withoutAlternatives(chainedRows(direct, assumptions, graph.identities)), ...assumptions];
}

function assumptionsOf({ identities }: TemplateGraph, onProgress?: OnProgress): AccessRow[] {
  const roles = identities.filter(({ kind }) => kind === 'role');
  const assuming = identities.filter(mayAssumeRoles);
  refuseTooMany(roles.length * assuming.length, 'roles and identities that may assume them');
  return Array.from(withProgress('Evaluating the trust of roles', roles, onProgress), (role) =>
    assumeRows(role, assuming),
  ).flat();
}

function outsideAccess({ identities }: TemplateGraph, index: RepositoryIndex, onProgress?: OnProgress): AccessRow[] {
  const single = identities.filter((identity) => identity.kind !== 'group' || identity.hasMembers !== true);
  return Array.from(withProgress('Evaluating access to other repositories', single, onProgress), (identity) =>
    outsideRows(identity, index),
  ).flat();
}

/** The graph with an identity for each managed policy that no identity of the templates has. */
function withUnattached(graph: TemplateGraph): TemplateGraph {
  const about = graph.unattached.filter(({ policies }) => policies.some(mayAllowImages));
  return { ...graph, identities: [...graph.identities, ...about] };
}

import { isSameEnvironment } from '../templates/environment';
import { type GraphResource, type RepositoryNode, type TemplateGraph } from '../templates/template-graph';
import { matchesPattern } from '../texts/wildcard-match';
import { type AccessRow } from './access-row';
import { directAccess } from './direct-rows';
import { operationNeeds } from './operations';
import { importWay, registryWays } from './registry-ways';
import { RepositoryIndex } from './repository-index';

/**
 * The identities that may import images into repositories of the templates. An import reaches only repositories below the
 * prefix of a pull-through rule.
 */
export function importRows(graph: TemplateGraph): AccessRow[] {
  const rules = graph.resources.filter(({ type }) => type === 'AWS::ECR::PullThroughCacheRule');
  const repositories = graph.repositories.filter((repository) => rules.some((rule) => isBelow(repository, rule)));
  if (repositories.length === 0) return [];
  const needs = [...operationNeeds, importWay];
  const rows = directAccess({ ...graph, repositories }, needs, new RepositoryIndex(repositories));
  return rows.filter(({ conditions }) => conditions.includes(registryWays.import));
}

function isBelow({ name, resource }: RepositoryNode, { env, properties }: GraphResource): boolean {
  const { EcrRepositoryPrefix: prefix } = properties;
  if (typeof prefix !== 'string' || !isSameEnvironment(env, resource.env)) return false;
  return prefix === 'ROOT' || matchesPattern(`${prefix}/*`, name) !== 'no';
}

import { type AccessRow } from './access-row';
import { directAccess } from './direct-rows';
import { publicNeeds } from './operations';
import { RepositoryIndex } from './repository-index';
import { conditionText } from '../templates/template-reader';
import { type TemplateGraph } from '../templates/template-graph';

/**
 * The access to repositories of Amazon ECR Public: what the templates grant, and the pull, which anyone can do.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/public/public-repository-policies.html
 */
export function publicRows(graph: TemplateGraph): AccessRow[] {
  const { publicRepositories: repositories } = graph;
  if (repositories.length === 0) return [];
  return [
    ...directAccess({ ...graph, repositories }, publicNeeds, new RepositoryIndex(repositories)),
    ...repositories.map(({ name, arn, resource: { source, when } }) => ({
      principal: '*',
      via: '',
      repository: name,
      arn,
      operation: 'pull' as const,
      decision: when.length > 0 ? ('conditional' as const) : ('allowed' as const),
      conditions: when.map(conditionText),
      source,
    })),
  ];
}

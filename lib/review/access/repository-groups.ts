import { type RepositoryNode } from '../templates/template-graph';
import { hasUnresolved } from '../texts/symbolic-text';
import { contentOf } from './policy-index';

/** Repositories that differ only in their names. They have the same account, Region, policy, tags and conditions. */
export interface RepositoryGroup {
  readonly first: RepositoryNode;
  readonly repositories: readonly RepositoryNode[];
}

export function repositoryGroups(repositories: readonly RepositoryNode[]): RepositoryGroup[] {
  const groups = new Map<string, { first: RepositoryNode; repositories: RepositoryNode[] }>();
  for (const repository of repositories) {
    const key = keyOf(repository);
    const group = groups.get(key);
    if (group) group.repositories.push(repository);
    else groups.set(key, { first: repository, repositories: [repository] });
  }
  return [...groups.values()];
}

function keyOf({ name, policy = [], resource: { env, when, source, properties } }: RepositoryNode): string {
  const conditions = when.length > 0 && [source.template, when];
  return JSON.stringify([env, hasUnresolved(name), conditions, properties.Tags ?? [], policy.map(contentOf)]);
}

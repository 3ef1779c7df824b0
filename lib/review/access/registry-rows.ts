import { type AccessRow } from './access-row';
import { matchesResourceArn } from '../evaluation/resource-match';
import { type RegistryNode, type RepositoryNode, type Statement } from '../templates/template-graph';
import { asAnyMatch, unresolved } from '../texts/symbolic-text';
import { operationNeeds } from './operations';
import { registryNeeds } from './registry-ways';
import { grantedRows } from './repository-rows';

/** The policy of a registry applies to single repositories only if the account has chosen that scope. */
const scope = "the registry policy's scope is V2";

/**
 * The access that a registry's policy grants: to the repositories of the templates in its account and Region, and to the
 * repositories that its statements name.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry-permissions.html
 */
export function registryRows(registry: RegistryNode, repositories: readonly RepositoryNode[]): AccessRow[] {
  const own = repositories.filter((repository) => isIn(registry, repository));
  const named = patternsOf(registry).filter((pattern) => !own.some(({ arn }) => arn === pattern));
  return [
    ...own.flatMap((repository) => rowsOf({ ...repository, policy: registry.policy })),
    ...named.flatMap((pattern) => rowsOf(anyOf(registry, pattern)).map((row) => outside(row, pattern))),
  ];
}

function isIn({ resource: { env } }: RegistryNode, { resource }: RepositoryNode): boolean {
  return resource.env.account === env.account && resource.env.region === env.region;
}

function patternsOf({ policy }: RegistryNode): string[] {
  const allows = policy.filter(({ effect }: Statement) => effect === 'Allow');
  return [...new Set(allows.flatMap(({ resources = ['*'] }) => resources))].filter(
    (resource) => matchesResourceArn(resource, anyArn) !== 'no',
  );
}

const anyArn = `arn:${unresolved('partition')}:ecr:${unresolved('region')}:${unresolved('account')}:repository/${unresolved('name')}`;

function rowsOf(repository: RepositoryNode): AccessRow[] {
  const only = registryNeeds.flatMap((needs) =>
    grantedRows(repository, [needs]).map((row) => onCondition(row, needs.by)),
  );
  return [...only, ...grantedRows(repository, operationNeeds).map((row) => onCondition(row, scope))];
}

/** A row that holds only under a further condition. */
export function onCondition(row: AccessRow, condition: string): AccessRow {
  const decision = row.decision === 'allowed' ? 'conditional' : row.decision;
  return { ...row, decision, conditions: [condition, ...row.conditions] };
}

function anyOf({ resource, policy }: RegistryNode, pattern: string): RepositoryNode {
  return { resource, name: pattern, arn: asAnyMatch(pattern), policy };
}

function outside(row: AccessRow, pattern: string): AccessRow {
  return { ...row, repository: pattern, arn: pattern, outside: true };
}

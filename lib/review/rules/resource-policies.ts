import { type GraphResource, type Statement, type TemplateGraph } from '../template-graph';
import { oncePerGraph } from './once-per-graph';

/** A policy that names its principals: that of a repository, a registry, or the trust of a role. */
export interface ResourcePolicy {
  readonly of: 'repository' | 'registry' | 'role';
  readonly resource: GraphResource;
  /** As a message names it. */
  readonly name: string;
  readonly statements: readonly Statement[];
}

export const resourcePoliciesOf = oncePerGraph((graph: TemplateGraph): readonly ResourcePolicy[] => [
  ...graph.repositories.map(({ resource, name, policy = [] }) => ({
    of: 'repository' as const,
    resource,
    name: `repository '${name}'`,
    statements: policy,
  })),
  ...graph.registries.map(({ resource, policy }) => ({
    of: 'registry' as const,
    resource,
    name: 'the registry',
    statements: policy,
  })),
  ...graph.identities.map(({ resource, name, trust = [] }) => ({
    of: 'role' as const,
    resource,
    name: `role '${name}'`,
    statements: trust,
  })),
]);

/** The statements of ECR's own policies that allow something and could be read. */
export function allowedByEcr(graph: TemplateGraph): { policy: ResourcePolicy; statement: Statement }[] {
  return resourcePoliciesOf(graph)
    .filter((policy) => policy.of !== 'role')
    .flatMap((policy) => readableAllows(policy.statements).map((statement) => ({ policy, statement })));
}

export function readableAllows(statements: readonly Statement[]): Statement[] {
  return statements.filter(({ effect, unreadable }) => effect === 'Allow' && unreadable === undefined);
}

import { type GraphResource, type Statement, type TemplateGraph } from '../templates/template-graph';
import { arnText } from '../texts/arn';
import { oncePerGraph } from './once-per-graph';

/** A policy with principals: of a private or public repository, of a registry, or the trust policy of a role. */
export interface ResourcePolicy {
  readonly of: 'repository' | 'public repository' | 'registry' | 'role';
  readonly resource: GraphResource;
  /**
   * The ARN of the resource with the policy. It is `undefined` for a registry, whose statements name their resources.
   */
  readonly arn: string | undefined;
  /** The name in messages. */
  readonly name: string;
  readonly statements: readonly Statement[];
  /**
   * The evaluator's answers about policies with the same content, by the question. All policies of a graph share it.
   */
  readonly answers: Map<string, readonly string[]>;
}

export const resourcePoliciesOf = oncePerGraph((graph: TemplateGraph): readonly ResourcePolicy[] => {
  const answers = new Map<string, readonly string[]>();
  return policiesIn(graph).map((policy) => ({ ...policy, answers }));
});

const policiesIn = (graph: TemplateGraph): Omit<ResourcePolicy, 'answers'>[] => [
  ...graph.repositories.map(({ resource, name, arn, policy = [] }) => ({
    of: 'repository' as const,
    resource,
    arn,
    name: `repository '${name}'`,
    statements: policy,
  })),
  ...graph.creationTemplates.map(({ resource, name, policy = [] }) => ({
    of: 'repository' as const,
    resource,
    arn: createdArn(resource, name),
    name: `the repositories under '${name}'`,
    statements: policy,
  })),
  ...graph.publicRepositories.map(({ resource, name, arn, policy = [] }) => ({
    of: 'public repository' as const,
    resource,
    arn,
    name: `public repository '${name}'`,
    statements: policy,
  })),
  ...graph.registries.map(({ resource, policy }) => ({
    of: 'registry' as const,
    resource,
    arn: undefined,
    name: 'the registry',
    statements: policy,
  })),
  ...graph.identities.map(({ resource, name, arn, trust = [] }) => ({
    of: 'role' as const,
    resource,
    arn,
    name: `role '${name}'`,
    statements: trust,
  })),
];

/** The ARN of a repository from a creation template. */
function createdArn({ env }: GraphResource, prefix: string): string {
  const name = prefix === 'ROOT' ? 'any' : `${prefix}/any`;
  return arnText({ ...env, service: 'ecr', resource: `repository/${name}` });
}

/** The readable Allow statements of repository and registry policies. */
export function allowedByEcr(graph: TemplateGraph): { policy: ResourcePolicy; statement: Statement }[] {
  return resourcePoliciesOf(graph)
    .filter((policy) => policy.of !== 'role')
    .flatMap((policy) => readableAllows(policy.statements).map((statement) => ({ policy, statement })));
}

export function readableAllows(statements: readonly Statement[]): Statement[] {
  return statements.filter(({ effect, unreadable }) => effect === 'Allow' && unreadable === undefined);
}

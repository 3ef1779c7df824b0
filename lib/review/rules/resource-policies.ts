import { type GraphResource, type Statement, type TemplateGraph } from '../templates/template-graph';
import { arnText } from '../texts/arn';
import { readStatement, unreadableStatement } from '../templates/statement';
import { parseJsonText } from '../templates/template-reading';
import { type Value } from '../templates/value';
import { oncePerGraph } from './once-per-graph';
import { fieldsOf, listOf, textOf } from './shape';

/** A policy with principals: of a repository, of a registry, or the trust policy of a role. */
export interface ResourcePolicy {
  readonly of: 'repository' | 'registry' | 'role';
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
  ...graph.resources
    .filter(({ type }) => type === 'AWS::ECR::RepositoryCreationTemplate')
    .map((resource) => ({
      of: 'repository' as const,
      resource,
      arn: createdArn(resource),
      name: `the repositories under '${textOf(resource.properties.Prefix) ?? ''}'`,
      statements: statementsIn(resource),
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
function createdArn({ env, properties }: GraphResource): string {
  const prefix = textOf(properties.Prefix) ?? 'ROOT';
  const name = prefix === 'ROOT' ? 'any' : `${prefix}/any`;
  return arnText({ ...env, service: 'ecr', resource: `repository/${name}` });
}

/** A creation template contains the policy of its repositories as text. */
function statementsIn({ properties, source, when }: GraphResource): Statement[] {
  const text = properties.RepositoryPolicy;
  if (text === undefined) return [];
  const document = typeof text === 'string' ? parseJsonText(text) : text;
  const list = listOf(fieldsOf(document).Statement);
  if (list.length === 0) return [unreadableStatement(source, when, 'the policy is known only at deploy')];
  return list.map((one) => readStatement(one as Value, source, when));
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

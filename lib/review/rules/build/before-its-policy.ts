import {
  type GraphResource,
  type Statement,
  type TemplateGraph,
  type TemplateSource,
} from '../../templates/template-graph';
import { reviewRule } from '../review-rule';
import { fieldsOf, listOf } from '../shape';
import { shown } from '../shown';
import { allows } from '../statement-actions';
import { type BuildProject, buildProjectsOf } from './build-projects';

export const beforeItsPolicy = reviewRule({
  id: 'build-before-its-policy',
  severity: 'warning',
  title: 'A project that is created before it may use its connection',
  findProblems: (graph) =>
    buildProjectsOf(graph).flatMap((project) => {
      const uses = project.role?.policies.filter(usesConnection) ?? [];
      if (!readsThroughConnection(project) || uses.length === 0) return [];
      if (uses.some(({ source }) => isMadeBefore(source, project, graph))) return [];
      return [
        {
          source: project.resource.source,
          message:
            `Project '${shown(project.name)}' reads its source through a connection, which CodeBuild tries while it creates ` +
            `the project. The policy '${shown(uses[0]?.source.logicalId ?? '')}' that allows it may be created later, and then ` +
            'the deploy fails.',
          fix: 'Add the policy to DependsOn of the project. In CDK, call `project.node.addDependency(policy)`.',
        },
      ];
    }),
});

function readsThroughConnection({ source }: BuildProject): boolean {
  return fieldsOf(source.Auth).Type === 'CODECONNECTIONS';
}

function usesConnection(statement: Statement): boolean {
  return ['codeconnections', 'codestar-connections'].some((service) =>
    allows(statement, `${service}:GetConnectionToken`),
  );
}

/**
 * Whether a policy is created before the project. The role is, and so are the policies in the role and those that it
 * names. A policy that names the role may be created at any time.
 */
function isMadeBefore(policy: TemplateSource, { resource, role }: BuildProject, graph: TemplateGraph): boolean {
  const { template } = resource.source;
  if (policy.template !== template || policy.logicalId === role?.resource.source.logicalId) return true;
  const siblings = new Map(
    graph.resources.filter(({ source }) => source.template === template).map((one) => [one.source.logicalId, one]),
  );
  const made = siblings.get(policy.logicalId);
  if (made?.type === 'AWS::IAM::ManagedPolicy' && listOf(made.properties.Roles).length === 0) return true;
  return comesAfter(resource, policy.logicalId, siblings);
}

function comesAfter(resource: GraphResource, logicalId: string, siblings: ReadonlyMap<string, GraphResource>): boolean {
  const seen = new Set<string>();
  const left = [...resource.dependsOn];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (next === logicalId) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    left.push(...(siblings.get(next)?.dependsOn ?? []));
  }
  return false;
}

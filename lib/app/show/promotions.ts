import {
  type AccessRow,
  buildProjectsOf,
  type BuildProject,
  plainText,
  type RepositoryNode,
  type TemplateGraph,
} from '../../review/index';
import { promotedTo } from '../guide/promoted-to';

/** The promotions of the templates: the repositories that images are copied to, and the builds that copy them. */
export interface Promotions {
  /** The URI of the approved repository, by the ARN of the repository that is pushed to. */
  readonly targets: ReadonlyMap<string, string>;
  readonly builds: ReadonlySet<BuildProject>;
  /** The roles that copy, by their ARNs, with the names of the repositories that they copy from. */
  readonly roles: ReadonlyMap<string, readonly string[]>;
}

export function promotionsOf(graph: TemplateGraph, rows: ReadonlyMap<string, readonly AccessRow[]>): Promotions {
  const hasMachines = graph.resources.some(({ type }) => type === 'AWS::StepFunctions::StateMachine');
  const sources = hasMachines ? graph.repositories.flatMap((node) => targetOf(node, graph)) : [];
  const pulled = new Map<string, string[]>();
  for (const { principal, operation, repository } of sources.flatMap(([arn]) => rows.get(arn) ?? [])) {
    if (operation === 'pull') pulled.set(principal, [...(pulled.get(principal) ?? []), plainText(repository)]);
  }
  const builds = buildProjectsOf(graph).filter(
    ({ role, source }) => source.Type === 'NO_SOURCE' && role && pulled.has(role.arn),
  );
  return {
    targets: new Map(sources),
    builds: new Set(builds),
    roles: new Map(builds.flatMap(({ role }) => (role ? [[role.arn, pulled.get(role.arn) ?? []]] : []))),
  };
}

function targetOf(node: RepositoryNode, graph: TemplateGraph): [string, string][] {
  const target = promotedTo(node, graph);
  return target === undefined ? [] : [[node.arn, target]];
}

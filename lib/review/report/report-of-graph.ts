import { type OnProgress } from '../../private/text/progress';
import { accessOf } from '../access/all-rows';
import { type AccessRow } from '../access/access-row';
import { accountOf } from '../access/principal-arn';
import { partialAccess, type PartialAccess } from '../access/partial-access';
import { everyone, kindOf } from '../access/principal-kind';
import { principalName } from '../access/principal-name';
import { type Finding } from '../rules/finding';
import { serviceRolesOf } from './service-roles';
import { type ReviewedPrincipal, type ReviewedRepository, type ReviewReport } from './review-report';
import { type TemplateGraph } from '../templates/template-graph';
import { hasUnresolved, shownText } from '../texts/symbolic-text';

/** The report of a graph: which principals can do what with its repositories, and how. */
export function reportOfGraph(
  graph: TemplateGraph,
  findings: readonly Finding[],
  onProgress?: OnProgress,
): ReviewReport {
  const rows = accessOf(graph, onProgress);
  const access = shownRows(rows);
  const parts = partialAccess(graph.repositories, rows);
  return {
    repositories: [...graph.repositories, ...graph.publicRepositories].map(
      ({ name, arn, resource: { env, source } }) => ({
        name: shownText(name),
        arn: shownText(arn),
        account: shownText(env.account),
        region: shownText(env.region),
        source,
        ...shownParts(parts.get(arn)),
      }),
    ),
    principals: principalsOf(rows, graph),
    access,
    findings,
    unreviewed: graph.unreviewed,
    assumptions: graph.assumptions,
    serviceRoles: serviceRolesOf(access),
    graph,
  };
}

function shownParts(parts: readonly PartialAccess[] | undefined): Pick<ReviewedRepository, 'partly'> {
  return parts ? { partly: parts.map((one) => ({ ...one, principal: shownText(one.principal) })) } : {};
}

function principalsOf(
  rows: readonly AccessRow[],
  { identities, unattached, providers }: TemplateGraph,
): ReviewedPrincipal[] {
  const kinds = new Map([...identities, ...unattached].map((identity) => [principalName(identity), identity.kind]));
  const ofEveryone = rows.filter(({ principal }) => principal === '*').map(({ conditions }) => conditions);
  return [...new Set(rows.map(({ principal }) => principal))].map((principal) => ({
    principal: shownText(principal),
    kind: principal === '*' ? everyone(ofEveryone).kind : (kinds.get(principal) ?? kindOf(principal, providers)),
    account: shownText(accountOf(principal)),
  }));
}

/** Rows with their unresolved values as text. Rows that share a list still share it, which saves memory. */
function shownRows(rows: readonly AccessRow[]): AccessRow[] {
  const lists = new Map<object, AccessRow['alike']>();
  const shownList = (alike: NonNullable<AccessRow['alike']>): AccessRow['alike'] => {
    const shown = lists.get(alike) ?? alike.map(({ name, arn }) => ({ name: shownText(name), arn: shownText(arn) }));
    lists.set(alike, shown);
    return shown;
  };
  return rows.map((row) => ({
    ...row,
    principal: shownText(row.principal),
    via: shownText(row.via),
    repository: shownText(row.repository),
    ...(row.arn !== undefined && { arn: shownText(row.arn) }),
    ...(row.alike && { alike: shownList(row.alike) }),
    conditions: row.conditions.some(hasUnresolved) ? row.conditions.map(shownText) : row.conditions,
  }));
}

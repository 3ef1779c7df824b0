import { chainedRows } from './access/access-chains';
import { type AccessRow } from './access-rows';
import { assumeRows, mayAssumeRoles } from './access/assume-rows';
import { type Finding } from './findings';
import { reachOf } from './access/identity-reach';
import { IdentityVerdicts } from './access/identity-verdicts';
import { refuseTooMany } from './access/most-pairs';
import { accountOf } from './access/principal-arn';
import { kindOf, kindOfEveryone } from './access/principal-kind';
import { admittedRows, identityRows } from './access/repository-rows';
import { type ReviewedPrincipal, type ReviewReport } from './review-report';
import { shownText } from './texts/symbolic-text';
import { operationNeeds, type OperationNeeds } from './access/operations';
import { type IdentityNode, type RepositoryNode, type TemplateGraph } from './template-graph';
import { isSameText } from './texts/wildcard-match';

/** Who can do what with the repositories of some templates, and how they come to it. */
export function review(graph: TemplateGraph, findings: readonly Finding[]): ReviewReport {
  const identities = graph.identities.filter(({ kind }) => kind !== 'group');
  const roles = identities.filter(({ kind }) => kind === 'role');
  const assuming = identities.filter(mayAssumeRoles);
  refuseTooMany(roles.length * assuming.length, 'roles and identities that may assume them');
  const assumptions = roles.flatMap((role) => assumeRows(role, assuming));
  const direct = directAccess(graph);
  const rows = [...direct, ...chainedRows(direct, assumptions), ...assumptions];
  const access = rows.map(shownRow);
  return {
    repositories: graph.repositories.map(({ name, arn, resource: { place } }) => ({
      name: shownText(name),
      arn: shownText(arn),
      account: shownText(place.account),
      region: shownText(place.region),
    })),
    principals: principalsOf(rows, graph),
    access,
    findings,
    unreviewed: graph.unreviewed,
    assumptions: graph.assumptions,
  };
}

/**
 * Who can do something with the repositories without becoming somebody else first; texts have their holes.
 *
 * @param needs what is asked for, of the actions that the operations take.
 */
export function directAccess(
  { repositories, identities: all }: TemplateGraph,
  needs: readonly OperationNeeds[] = operationNeeds,
): AccessRow[] {
  const identities = all.filter(({ kind }) => kind !== 'group');
  const reach = reachByRepository(repositories, identities);
  refuseTooMany(
    [...reach.values()].reduce((sum, { size }) => sum + size, 0),
    'identities and repositories',
  );
  const verdicts = new Map(identities.map((identity) => [identity, new IdentityVerdicts(identity, needs)]));
  return repositories.flatMap((repository) => directRows(repository, verdicts, reach, needs));
}

type Reach = ReadonlyMap<RepositoryNode, ReadonlySet<IdentityNode>>;

/** Rows of identities that reach a repository by their own policies or that its policy may name, then of all others. */
function directRows(
  repository: RepositoryNode,
  verdicts: ReadonlyMap<IdentityNode, IdentityVerdicts>,
  reach: Reach,
  needs: readonly OperationNeeds[],
): AccessRow[] {
  const named = new Set(
    (repository.policy ?? []).flatMap(({ principals = [] }) => principals.map(({ value }) => value)),
  );
  const reaching = reach.get(repository) ?? new Set();
  const asked = [...verdicts].filter(([identity]) => reaching.has(identity) || named.has(identity.arn));
  const rows = asked.flatMap(([identity, known]) => identityRows(identity, repository, known));
  const { account } = repository.resource.place;
  const judged = asked.filter(([identity]) => isSameText(identity.account, account) !== 'no');
  return [...rows, ...admittedRows(repository, new Set(judged.map(([{ arn }]) => arn)), needs)];
}

function reachByRepository(repositories: readonly RepositoryNode[], identities: readonly IdentityNode[]): Reach {
  const reach = new Map<RepositoryNode, Set<IdentityNode>>();
  for (const identity of identities) {
    for (const repository of reachOf(identity, repositories)) {
      const found = reach.get(repository);
      if (found) found.add(identity);
      else reach.set(repository, new Set([identity]));
    }
  }
  return reach;
}

function principalsOf(rows: readonly AccessRow[], { identities, providers }: TemplateGraph): ReviewedPrincipal[] {
  const kinds = new Map(identities.map(({ shownAs, arn, kind }) => [shownAs ?? arn, kind]));
  const everyone = rows.filter(({ principal }) => principal === '*').map(({ conditions }) => conditions);
  return [...new Set(rows.map(({ principal }) => principal))].map((principal) => ({
    principal: shownText(principal),
    kind: principal === '*' ? kindOfEveryone(everyone) : (kinds.get(principal) ?? kindOf(principal, providers)),
    account: shownText(accountOf(principal)),
  }));
}

function shownRow(row: AccessRow): AccessRow {
  return {
    ...row,
    principal: shownText(row.principal),
    via: shownText(row.via),
    repository: shownText(row.repository),
    ...(row.arn !== undefined && { arn: shownText(row.arn) }),
    conditions: row.conditions.map(shownText),
  };
}

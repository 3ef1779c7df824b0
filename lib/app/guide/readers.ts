import {
  type AccessRow,
  accountOf,
  assumeRows,
  directAccess,
  everyone,
  type IdentityNode,
  isRoot,
  kindOf,
  loginCondition,
  mayAssumeRoles,
  oneByRepository,
  plainText,
  type TemplateGraph,
} from '../../review/index';
import { type OnProgress } from '../../private/text/progress';
import { contributorOf } from './contributor';
import { type GuideUse, guideUses, needsOf } from './guide-uses';
import { type GuideReader } from './reader';

/** The readers of a repository, and the number of those that are known only after deployment. */
export interface Readers {
  readonly sure: readonly GuideReader[];
  readonly unsure: number;
  /** The number of parts of the templates that could not be read. They may grant access to more readers. */
  readonly unread: number;
}

interface UseRow extends AccessRow {
  readonly use: GuideUse;
}

/** The readers of each repository of a graph, by the ARN of the repository. */
export function readersByRepository(graph: TemplateGraph, onProgress?: OnProgress): Map<string, Readers> {
  const rows = new Map<string, Map<string, UseRow[]>>(graph.repositories.map(({ arn }) => [arn, new Map()]));
  for (const use of Object.keys(guideUses) as GuideUse[]) {
    for (const row of oneByRepository(directAccess(graph, [needsOf(use)], undefined, onProgress)))
      addRow(rows.get(row.arn ?? ''), { ...row, use });
  }
  const actorsOf = actorsIn(graph);
  const identities = new Map(graph.identities.map((identity) => [identity.arn, identity]));
  return new Map(
    Array.from(rows, ([arn, byPrincipal]) => {
      const known = [...byPrincipal.values()]
        .map((own) => own.filter((row) => !isWithoutLogin(row, identities)))
        .filter((own) => own.length > 0)
        .map((own) => own.filter(({ decision }) => decision !== 'unknown'));
      const sure = known.filter(({ length }) => length > 0);
      const readers = sure.map((own) => readerOf(own, graph, identities, actorsOf));
      return [arn, { sure: readers, unsure: known.length - sure.length, unread: graph.unreviewed.length }];
    }),
  );
}

/** Whether an identity of the templates cannot run `docker login`. Then the page has no commands for it. */
function isWithoutLogin({ principal, conditions }: AccessRow, identities: ReadonlyMap<string, IdentityNode>): boolean {
  return identities.has(principal) && conditions.includes(loginCondition);
}

/** Adds a row to its reader. `*` and a service are a different reader under each condition. */
function addRow(byPrincipal: Map<string, UseRow[]> | undefined, row: UseRow): void {
  const { principal, conditions } = row;
  const key = principal.startsWith('arn:') ? principal : JSON.stringify([principal, conditions]);
  const rows = byPrincipal?.get(key);
  if (rows) rows.push(row);
  else byPrincipal?.set(key, [row]);
}

function readerOf(
  rows: readonly UseRow[],
  { providers }: TemplateGraph,
  identities: ReadonlyMap<string, IdentityNode>,
  actorsOf: (role: IdentityNode) => string[],
): GuideReader {
  const principal = rows[0]?.principal ?? '';
  const identity = identities.get(principal);
  const contributor = identity && contributorOf(identity);
  return {
    principal: plainText(principal),
    kind: kindOfReader(),
    account: plainText(accountOf(principal)),
    uses: new Map(rows.map(({ use, conditions }) => [use, conditions.map(plainText)])),
    actors: identity?.kind === 'role' ? actorsOf(identity) : [],
    ...(contributor && { contributor }),
  };

  function kindOfReader(): string {
    if (isRoot(principal)) return 'account';
    if (principal === '*') return everyone(rows.map(({ conditions }) => conditions)).kind;
    return identity?.kind ?? kindOf(principal, providers);
  }
}

/** The principals that assume a role, evaluated once for each role. */
function actorsIn({ identities }: TemplateGraph): (role: IdentityNode) => string[] {
  const assuming = identities.filter(({ kind }) => kind !== 'group').filter(mayAssumeRoles);
  const known = new Map<IdentityNode, string[]>();
  return (role) => {
    const actors = known.get(role) ?? assumeRows(role, assuming).map(({ principal }) => plainText(principal));
    known.set(role, actors);
    return [...new Set(actors)];
  };
}

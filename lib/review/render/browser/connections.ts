import { type Decision, type Operation } from '../../access/access-row';
import { type AccessChangeKind } from '../page-data';
import { type Principal, type Repository, type Row } from './page-model';

/** Publishers change a repository and are drawn on its left; consumers read it and are drawn on its right. */
export type Side = 'publisher' | 'consumer';

/** A line of the picture: one for each principal, repository and side, as sure as the surest row. */
export interface Connection {
  readonly side: Side;
  readonly principal: Principal;
  readonly repository: Repository;
  readonly decision: Decision;
  readonly operations: readonly Operation[];
  /** The roles that act for the principal; empty text if it acts itself. */
  readonly roles: readonly string[];
  /** The changes of its rows, each once. Empty if the page is no comparison. */
  readonly changes: readonly AccessChangeKind[];
}

/** The part of all connections that the picture shows. */
export interface ShownConnections {
  readonly repositories: readonly Repository[];
  readonly connections: readonly Connection[];
  /** All connections, also those that the picture has no room for. */
  readonly all: readonly Connection[];
  /** The number of all repositories, with those that the picture has no room for. */
  readonly allRepositories: number;
}

/** A picture with more names than this in a column can't be read. */
const mostNames = 30;

const changing: readonly Operation[] = ['push', 'delete', 'configure'];
/** The surest last. */
const decisions: readonly Decision[] = ['unknown', 'conditional', 'allowed'];

/**
 * The connections of rows, limited to what a reader can follow.
 *
 * @param wanted the operations to show; all if empty.
 * @param closed repositories without access, which are shown without connections.
 */
export function shownConnections(
  rows: readonly Row[],
  wanted: readonly Operation[],
  closed: readonly Repository[],
): ShownConnections {
  const all = connectionsOf(rows, wanted);
  const everyRepository = distinct([...all.map(({ repository }) => repository), ...closed]);
  const repositories = everyRepository.sort((one, other) => one.index - other.index).slice(0, mostNames);
  const near = all.filter(({ repository }) => repositories.includes(repository));
  const principals = {
    publisher: firstPrincipals(near, 'publisher'),
    consumer: firstPrincipals(near, 'consumer'),
  };
  const connections = near.filter(({ side, principal }) => principals[side].includes(principal));
  return { repositories, connections, all, allRepositories: everyRepository.length };
}

function connectionsOf(rows: readonly Row[], wanted: readonly Operation[]): Connection[] {
  const connections = new Map<string, Connection>();
  for (const row of rows) {
    const operations = row.operations.filter((name) => wanted.length === 0 || wanted.includes(name));
    for (const side of ['publisher', 'consumer'] as const) {
      const own = operations.filter((name) => name !== 'assume' && changing.includes(name) === (side === 'publisher'));
      if (own.length === 0) continue;
      for (const principal of row.principals) {
        for (const repository of row.repositories) {
          const key = `${side} ${principal.index} ${repository.index}`;
          const known = connections.get(key) ?? {
            ...{ side, principal, repository },
            ...{ decision: 'unknown', operations: [], roles: [], changes: [] },
          };
          connections.set(key, withRow(known, row, own));
        }
      }
    }
  }
  return [...connections.values()];
}

function withRow(
  connection: Connection,
  { role, decisions: ofRow, change }: Row,
  operations: readonly Operation[],
): Connection {
  const surest = Math.max(...[connection.decision, ...ofRow.slice(0, 1)].map((name) => decisions.indexOf(name)));
  return {
    ...connection,
    decision: decisions[surest] ?? 'unknown',
    operations: distinct([...connection.operations, ...operations]),
    roles: distinct([...connection.roles, role]),
    changes: distinct([...connection.changes, ...(change ? [change] : [])]),
  };
}

function firstPrincipals(connections: readonly Connection[], wanted: Side): Principal[] {
  const own = connections.filter(({ side }) => side === wanted);
  return distinct(own.map(({ principal }) => principal)).slice(0, mostNames);
}

export function distinct<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}

import { groupedBy } from '../../../private/values/grouped-by';
import { type Connection, distinct } from './connections';
import { frameOf, shortName } from './labels';
import { type Principal, type Repository } from './page-model';

/** A name in the picture. */
export interface Node {
  readonly item: Principal | Repository;
  /** The mean index of the repositories that it is connected to; names are drawn in the order of these. */
  readonly near: number;
  readonly frame: string;
  readonly label: string;
  /** A second text below the label; empty if there is none. */
  readonly note: string;
  /** The whole name, for a screen reader and a tooltip. */
  readonly about: string;
  /** Whether it stands for anyone. */
  readonly isOpen: boolean;
}

/**
 * The principals of the connections on one side of the picture.
 *
 * @param all the connections of that side with those that the picture has no room for: a node counts their repositories.
 */
export function principalNodes(shown: readonly Connection[], all: readonly Connection[]): Node[] {
  const counted = new Map(byPrincipal(all).map((connections) => [connections[0].principal, connections]));
  return byPrincipal(shown).map((connections) => {
    const [{ principal }] = connections;
    return principalNode(principal, connections, counted.get(principal) ?? connections);
  });
}

function principalNode(principal: Principal, shown: readonly Connection[], all: readonly Connection[]): Node {
  const [role = '', ...otherRoles] = distinct(shown.flatMap(({ roles }) => roles));
  const as = role === '' || otherRoles.length > 0 ? '' : `as ${shortName({ name: role, kind: '' })}`;
  const operations = distinct(all.flatMap((connection) => connection.operations)).join(', ');
  const summary = `${operations} · ${all.length} ${all.length === 1 ? 'repository' : 'repositories'}`;
  return {
    item: principal,
    near: average(shown.map(({ repository }) => repository.index)),
    frame: frameOf(principal),
    label: shortName(principal),
    note: as === '' ? summary : as,
    about: `${principal.name}${as === '' ? '' : ` ${as}`}: ${summary}`,
    isOpen: principal.kind === 'everybody',
  };
}

export function repositoryNodes(repositories: readonly Repository[]): Node[] {
  return repositories.map((repository) => {
    const { name, index, frame } = repository;
    const label = name === '*' ? '* (every repository)' : name;
    return { item: repository, near: index, frame, label, note: '', about: name, isOpen: false };
  });
}

export function average(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / Math.max(1, numbers.length);
}

function byPrincipal(connections: readonly Connection[]): (readonly [Connection, ...Connection[]])[] {
  return groupedBy(connections, ({ principal }) => String(principal.index));
}

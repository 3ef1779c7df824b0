import { type AccessChangeKind } from '../page-data';
import { type Connection, type ShownConnections, type Side } from './connections';
import { elementById, svgElement } from '../../../private/browser/elements';
import { type Column, type Frame, frameHeadHeight, lineHeight, placedFrames, type PlacedNode } from './layout';
import { type Node, principalNodes, repositoryNodes } from './nodes';
import { type Principal, type Repository } from './page-model';

type ColumnName = Side | 'repository';

const columns: Readonly<Record<ColumnName, Column & { readonly head: string }>> = {
  publisher: { x: 8, width: 372, head: 'Publishers' },
  repository: { x: 464, width: 302, head: 'Repositories' },
  consumer: { x: 850, width: 342, head: 'Consumers' },
};
/** The legend of the page has the same signs. */
const signs: Readonly<Record<AccessChangeKind, string>> = {
  added: '+',
  removed: '\u2212',
  widened: '\u2191',
  narrowed: '\u2193',
};

const columnNames: readonly ColumnName[] = ['publisher', 'repository', 'consumer'];

/** A line of the picture with the two names that it connects. */
interface DrawnConnection {
  /** The line, and then the mark of its change. */
  readonly drawn: readonly SVGElement[];
  readonly ends: readonly SVGElement[];
}

/** Publishers on the left, repositories in the middle and consumers on the right. A name is a button. */
export class Picture {
  private readonly canvas = elementById('picture', HTMLElement);
  private readonly note = elementById('picture-note', HTMLElement);

  /** @param choose called with the principal or repository that the reader chooses. */
  public constructor(private readonly choose: (item: Principal | Repository) => void) {}

  /** @param chosen the principal or repository whose rows alone are shown. */
  public draw(shown: ShownConnections, chosen: Principal | Repository | undefined): void {
    const frames = columnNames.map((name) => placedFrames(nodesOf(name, shown), columns[name]));
    const height = Math.max(80, ...frames.flat().map((frame) => frame.y + frame.height)) + 8;
    const picture = svgElement('svg', {
      viewBox: `0 0 1200 ${height}`,
      role: 'group',
      'aria-label': 'Who publishes to and who consumes from which repository',
    });
    for (const { x, head } of Object.values(columns)) {
      picture.append(svgElement('text', { x, y: 20, class: 'head' }, head));
    }
    for (const frame of frames.flat()) picture.append(...frameElements(frame));
    this.addNodes(picture, shown, frames, chosen);
    this.showAll();
    this.canvas.replaceChildren(picture);
    this.note.textContent = noteText(shown);
  }

  /** Adds connections first, so that names are drawn over them. */
  private addNodes(
    picture: SVGElement,
    { connections }: ShownConnections,
    frames: readonly (readonly Frame[])[],
    chosen: Principal | Repository | undefined,
  ): void {
    const [publishers, repositories, consumers] = frames.map((ofColumn) => ofColumn.flatMap(({ nodes }) => nodes));
    const drawn = new Map(
      [publishers, repositories, consumers].flatMap((nodes = []) =>
        nodes.map((node) => [node, this.nodeElement(node, node.item === chosen)] as const),
      ),
    );
    const lines = connections.flatMap((connection): DrawnConnection[] => {
      const principals = connection.side === 'publisher' ? publishers : consumers;
      const principal = principals?.find(({ item }) => item === connection.principal);
      const repository = repositories?.find(({ item }) => item === connection.repository);
      if (!principal || !repository) return [];
      const ends = [drawn.get(principal), drawn.get(repository)].filter((element) => element !== undefined);
      return [{ drawn: connectionElements(connection, principal, repository), ends }];
    });
    // Marks after all lines, so that no line crosses a mark.
    const [paths, marks] = [
      lines.flatMap((line) => line.drawn.slice(0, 1)),
      lines.flatMap((line) => line.drawn.slice(1)),
    ];
    picture.append(...paths, ...marks, ...drawn.values());
    for (const element of drawn.values()) {
      const own = lines.filter(({ ends }) => ends.includes(element));
      for (const name of ['mouseenter', 'focus'])
        element.addEventListener(name, () => {
          this.showOnly(own);
        });
      for (const name of ['mouseleave', 'blur'])
        element.addEventListener(name, () => {
          this.showAll();
        });
    }
  }

  /** Fades everything but some connections and their names. */
  private showOnly(connections: readonly DrawnConnection[]): void {
    this.canvas.classList.add('dim');
    for (const { drawn, ends } of connections) for (const element of [...drawn, ...ends]) element.classList.add('lit');
  }

  private showAll(): void {
    this.canvas.classList.remove('dim');
    for (const element of this.canvas.querySelectorAll('.lit')) element.classList.remove('lit');
  }

  private nodeElement(node: PlacedNode, isChosen: boolean): SVGElement {
    const { x, y, width, height, about, item } = node;
    const group = svgElement('g', {
      class: `node${node.isOpen ? ' open' : ''}${isChosen ? ' only' : ''}`,
      tabindex: 0,
      role: 'button',
      'aria-pressed': String(isChosen),
      'aria-label': about,
    });
    group.append(svgElement('title', {}, about), svgElement('rect', { x, y, width, height, rx: 6 }), nodeText(node));
    group.addEventListener('click', () => {
      this.choose(item);
    });
    group.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      this.choose(item);
      this.focusAgain(about);
    });
    return group;
  }

  /** The picture was drawn anew, so the name that had the focus is another element. */
  private focusAgain(about: string): void {
    const nodes = [...this.canvas.querySelectorAll<SVGElement>('.node')];
    nodes.find((node) => node.getAttribute('aria-label') === about)?.focus();
  }
}

function nodesOf(name: ColumnName, { repositories, connections, all }: ShownConnections): Node[] {
  if (name === 'repository') return repositoryNodes(repositories);
  const [shown, ofSide] = [connections, all].map((some) => some.filter(({ side }) => side === name));
  return principalNodes(shown ?? [], ofSide ?? []);
}

function nodeText({ x, y, width, height, lines, note }: PlacedNode): SVGElement {
  const text = svgElement('svg', { x, y, width, height });
  lines.forEach((line, index) => {
    text.append(svgElement('text', { x: 10, y: 18 + index * lineHeight }, line));
  });
  if (note !== '') {
    text.append(svgElement('text', { x: 10, y: 18 + lines.length * lineHeight, class: 'note' }, note));
  }
  return text;
}

/** The line of a connection and, in a comparison, the mark in its middle that shows what changes. */
function connectionElements(connection: Connection, principal: PlacedNode, repository: PlacedNode): SVGElement[] {
  const { side, decision, operations, roles, changes } = connection;
  const [left, right] = side === 'publisher' ? [principal, repository] : [repository, principal];
  const [x1, y1] = [left.x + left.width, left.y + left.height / 2];
  const [x2, y2] = [right.x, right.y + right.height / 2];
  const middle = (x1 + x2) / 2;
  const path = svgElement('path', {
    class: ['edge', side === 'publisher' ? 'from' : 'to', decision, ...changes].join(' '),
    d: `M${x1} ${y1} C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`,
  });
  const as = roles.filter((role) => role !== '').map((role) => ` as ${role}`);
  const title = `${principal.label}${as.join(',')} can ${operations.join(', ')} ${repository.label}: ${[decision, ...changes].join(', ')}`;
  path.append(svgElement('title', {}, title));
  return changes.length === 0 ? [path] : [path, changeMark(changes, { x: middle, y: (y1 + y2) / 2 })];
}

/** The sign of each change, in a box at the middle of a line. */
function changeMark(
  changes: readonly AccessChangeKind[],
  { x, y }: { readonly x: number; readonly y: number },
): SVGElement {
  const group = svgElement('g', { class: ['mark', ...changes].join(' ') });
  const width = 8 + 10 * changes.length;
  group.append(
    svgElement('title', {}, changes.join(', ')),
    svgElement('rect', { x: x - width / 2, y: y - 9, width, height: 18, rx: 5 }),
    svgElement('text', { x, y: y + 4 }, changes.map((change) => signs[change]).join('')),
  );
  return group;
}

function frameElements({ name, x, y, width, height }: Frame): SVGElement[] {
  const head = svgElement('svg', { x, y, width, height: frameHeadHeight });
  head.append(svgElement('text', { x: 10, y: 19, class: 'frame-name' }, name));
  return [svgElement('rect', { x, y, width, height, rx: 8, class: 'frame' }), head];
}

function noteText({ repositories, allRepositories, connections, all }: ShownConnections): string {
  if (allRepositories === 0) return 'Nothing to draw: no row with access to a repository matches.';
  if (repositories.length === allRepositories && connections.length === all.length) return '';
  return (
    `The picture shows ${repositories.length} of ${allRepositories} repositories and ${connections.length} of ` +
    `${all.length} connections. Search or filter to see the others. The tables below show all of them.`
  );
}

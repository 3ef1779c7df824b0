/** The picture: publishers, repositories, consumers. All of its text is set as text. */
export const pictureScript = String.raw`
  const canvas = document.getElementById('picture');
  const note = document.getElementById('picture-note');
  const changing = ['push', 'delete', 'configure'];
  const strength = ['unknown', 'conditional', 'allowed'];

  function svg(name, attributes, text) {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const key of Object.keys(attributes)) element.setAttribute(key, attributes[key]);
    if (text !== undefined) element.textContent = text;
    return element;
  }

  /** One line for each principal, repository and side, as sure as the surest row. */
  function edgesOf(shown, wanted) {
    const edges = new Map();
    for (const row of shown) {
      const operations = row.operations.filter((name) => wanted.length === 0 || wanted.includes(name));
      for (const side of ['from', 'to']) {
        const own = operations.filter((name) => name !== 'assume' && changing.includes(name) === (side === 'from'));
        if (own.length === 0) continue;
        for (const principal of row.principals) {
          for (const repository of row.repositories) addEdge(edges, { side, principal, repository }, row, own);
        }
      }
    }
    return Array.from(edges.values());
  }

  function addEdge(edges, { side, principal, repository }, row, own) {
    const key = side + ' ' + principal + ' ' + repository;
    const edge = edges.get(key) || { side, principal, repository, decision: 'unknown', can: new Set(), via: new Set() };
    if (strength.indexOf(row.decision) > strength.indexOf(edge.decision)) edge.decision = row.decision;
    own.forEach((name) => edge.can.add(name));
    edge.via.add(row.role);
    edges.set(key, edge);
  }

  function first(indices) {
    return new Set(Array.from(new Set(indices)).slice(0, most));
  }

  function byPrincipal(edges, wanted) {
    const lists = new Map();
    for (const edge of edges.filter(({ side }) => side === wanted)) {
      if (!lists.has(edge.principal)) lists.set(edge.principal, []);
      lists.get(edge.principal).push(edge);
    }
    return lists;
  }

  /** The principals of the edges that are drawn; each counts all repositories that were found for it. */
  function nodesOf(side, edges, found) {
    const counted = byPrincipal(found, side);
    const ends = byPrincipal(edges, side);
    return new Map(
      Array.from(ends, ([index, own]) => {
        const principal = principals[index];
        const via = Array.from(new Set(own.flatMap((edge) => Array.from(edge.via))));
        const as = via.length === 1 && via[0] !== '' ? 'as ' + shortName({ name: via[0], kind: '' }) : '';
        const near = average(own.map(({ repository }) => repository));
        const all = counted.get(index);
        const can = Array.from(new Set(all.flatMap((edge) => Array.from(edge.can)))).join(', ');
        const summary = can + ' \u00b7 ' + all.length + (all.length === 1 ? ' repository' : ' repositories');
        const node = { kind: 'principal', index, near, frame: frameOf(principal), label: shortName(principal) };
        const about = principal.name + (as === '' ? '' : ' ' + as) + ': ' + summary;
        return [index, { ...node, note: as === '' ? summary : as, about, open: principal.kind === 'everybody' }];
      }),
    );
  }

  function repositoryNodes(indices) {
    return new Map(
      Array.from(indices, (index) => {
        const { name, place } = repositories[index];
        const node = { kind: 'repository', index, near: index, frame: place, label: name === '*' ? '* (every repository)' : name, note: '', about: name };
        return [index, { ...node, open: false }];
      }),
    );
  }

  function drawNode(node) {
    const only = pick !== null && pick.side === node.kind && pick.index === node.index;
    const group = svg('g', {
      class: 'node' + (node.open ? ' open' : '') + (only ? ' only' : ''),
      tabindex: '0',
      role: 'button',
      'aria-pressed': String(only),
      'aria-label': node.about,
    });
    const { x, y, width, height } = node;
    group.append(svg('title', {}, node.about), svg('rect', { x, y, width, height, rx: 6 }));
    const inside = svg('svg', { x, y, width, height });
    node.lines.forEach((text, index) => inside.append(svg('text', { x: 10, y: 18 + index * line }, text)));
    if (node.note !== '') {
      inside.append(svg('text', { x: 10, y: 18 + node.lines.length * line, class: 'note' }, node.note));
    }
    group.append(inside);
    group.addEventListener('click', () => choose(node.kind, node.index));
    group.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      choose(node.kind, node.index);
      const same = Array.from(canvas.querySelectorAll('.node')).find((one) => one.getAttribute('aria-label') === node.about);
      if (same) same.focus();
    });
    return group;
  }

  function drawEdge({ side, decision, can, via }, principal, repository) {
    const [left, right] = side === 'from' ? [principal, repository] : [repository, principal];
    const [x1, y1] = [left.x + left.width, left.y + left.height / 2];
    const [x2, y2] = [right.x, right.y + right.height / 2];
    const middle = (x1 + x2) / 2;
    const path = svg('path', {
      class: 'edge ' + side + ' ' + decision,
      d: 'M' + x1 + ' ' + y1 + ' C' + middle + ' ' + y1 + ' ' + middle + ' ' + y2 + ' ' + x2 + ' ' + y2,
    });
    const ways = Array.from(via).filter((way) => way !== '').map((way) => ' as ' + way).join(',');
    path.append(svg('title', {}, principal.label + ways + ' can ' + Array.from(can).join(', ') + ' ' + repository.label + ': ' + decision));
    return path;
  }

  function light(ties) {
    const tied = new Set(ties.flatMap((tie) => [tie.path, ...tie.groups]));
    canvas.classList.add('dim');
    tied.forEach((element) => element.classList.add('lit'));
  }

  function dark() {
    canvas.classList.remove('dim');
    canvas.querySelectorAll('.lit').forEach((element) => element.classList.remove('lit'));
  }

  function drawFrame({ name, x, y, width, height }) {
    const inside = svg('svg', { x, y, width, height: 28 });
    inside.append(svg('text', { x: 10, y: 19, class: 'frame-name' }, name));
    return [svg('rect', { x, y, width, height, rx: 8, class: 'frame' }), inside];
  }

  /** Draws all that has ties, and the repositories without access. */
  function drawPicture(shown, wanted, closed) {
    if (canvas === null) return;
    const found = edgesOf(shown, wanted);
    const kept = first(found.map(({ repository }) => repository).concat(closed).sort((one, other) => one - other));
    const near = found.filter(({ repository }) => kept.has(repository));
    const sides = { from: first(near.filter(({ side }) => side === 'from').map(({ principal }) => principal)),
      to: first(near.filter(({ side }) => side === 'to').map(({ principal }) => principal)) };
    const edges = near.filter(({ side, principal }) => sides[side].has(principal));
    const nodes = { from: nodesOf('from', edges, found), to: nodesOf('to', edges, found), repository: repositoryNodes(kept) };
    const frames = Object.keys(columns).flatMap((name) => place(Array.from(nodes[name].values()), columns[name]));
    const height = Math.max(80, ...frames.map((frame) => frame.y + frame.height)) + 8;
    const picture = svg('svg', { viewBox: '0 0 1200 ' + height, role: 'group', 'aria-label': 'Who publishes to and who consumes from which repository' });
    const heads = { from: 'Publishers', repository: 'Repositories', to: 'Consumers' };
    for (const name of Object.keys(columns)) {
      picture.append(svg('text', { x: columns[name].x, y: 20, class: 'head' }, heads[name]));
    }
    frames.forEach((frame) => picture.append(...drawFrame(frame)));
    const groups = new Map();
    for (const name of Object.keys(columns)) nodes[name].forEach((node) => groups.set(node, drawNode(node)));
    const ties = edges.map((edge) => {
      const ends = [nodes[edge.side].get(edge.principal), nodes.repository.get(edge.repository)];
      return { ends, path: drawEdge(edge, ...ends), groups: ends.map((node) => groups.get(node)) };
    });
    ties.forEach(({ path }) => picture.append(path));
    groups.forEach((group, node) => {
      const own = ties.filter(({ ends }) => ends.includes(node));
      for (const name of ['mouseenter', 'focus']) group.addEventListener(name, () => light(own));
      for (const name of ['mouseleave', 'blur']) group.addEventListener(name, dark);
      picture.append(group);
    });
    dark();
    canvas.replaceChildren(picture);
    const of = new Set(found.map(({ repository }) => repository).concat(closed)).size;
    const missing = of - kept.size + found.length - edges.length;
    note.textContent =
      of === 0
        ? 'Nothing to draw: no row of access to a repository matches.'
        : missing === 0
          ? ''
          : 'Drawn are ' + kept.size + ' of ' + of + ' repositories and ' + edges.length + ' of ' + found.length +
            ' ties. Search or filter to see the others; the tables below have them all.';
  }
`;

/** The positions of the picture's nodes: three columns, in frames by account, near to what they lead to. */
export const layoutScript = String.raw`
  const most = 30;
  const columns = { from: { x: 8, width: 372 }, repository: { x: 464, width: 302 }, to: { x: 850, width: 342 } };
  const letter = 7.3;
  const line = 16;

  function labelLines(text, width) {
    const size = Math.max(8, Math.floor((width - 20) / letter));
    const lines = [''];
    const parts = text.split(/(?<=[/:@,.-])/).flatMap((part) => {
      const letters = Array.from(part);
      const count = Math.ceil(letters.length / size);
      return Array.from({ length: count }, (_, index) => letters.slice(index * size, (index + 1) * size).join(''));
    });
    for (const part of parts) {
      if (Array.from(lines[lines.length - 1] + part).length > size) lines.push('');
      lines[lines.length - 1] += part;
    }
    return lines.length > 3 ? lines.slice(0, 2).concat(lines[2].slice(0, -1) + '\u2026') : lines;
  }

  function frameOf({ kind, account }) {
    if (account !== '') return 'Account ' + account;
    return { everybody: 'Anyone', service: 'AWS services', organization: 'Organizations' }[kind] || kind;
  }

  function shortName({ name, kind }) {
    if (kind === 'everybody') return 'anyone (' + name + ')';
    if (kind === 'account') return 'account ' + name.replace(/^arn:.*:iam::(.+):root$/, '$1');
    return name.replace(/^arn:.*?:iam::(?:\$\{[^}]*\}|[^:]*):/, '');
  }

  function average(numbers) {
    return numbers.reduce((sum, number) => sum + number, 0) / Math.max(1, numbers.length);
  }

  /** Frames with their nodes, each sorted by the mean place of what it is tied to. */
  function framesOf(nodes) {
    const frames = new Map();
    for (const node of nodes) {
      if (!frames.has(node.frame)) frames.set(node.frame, []);
      frames.get(node.frame).push(node);
    }
    const sorted = Array.from(frames, ([name, inside]) => {
      inside.sort((one, other) => one.near - other.near);
      return { name, nodes: inside, near: average(inside.map(({ near }) => near)) };
    });
    return sorted.sort((one, other) => one.near - other.near);
  }

  /** Gives each node its place in a column, and returns the frames with theirs. */
  function place(nodes, { x, width }) {
    let y = 34;
    return framesOf(nodes).map((frame) => {
      const top = y;
      y += 28;
      for (const node of frame.nodes) {
        node.lines = labelLines(node.label, width - 20);
        node.height = (node.lines.length + (node.note === '' ? 0 : 1)) * line + 12;
        Object.assign(node, { x: x + 10, y, width: width - 20 });
        y += node.height + 8;
      }
      y += 12;
      return { name: frame.name, x, y: top, width, height: y - top - 10 };
    });
  }
`;

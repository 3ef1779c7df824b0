import { shownConnections } from '../../../../lib/review/render/browser/connections';
import { placedFrames } from '../../../../lib/review/render/browser/layout';
import { principalNodes, repositoryNodes } from '../../../../lib/review/render/browser/nodes';
import { pageModel } from '../../../../lib/review/render/browser/page-model';
import { type PageData } from '../../../../lib/review/render/page-data';

const data: PageData = {
  principals: [
    ['arn:aws:iam::111122223333:role/ci', 'role', '111122223333'],
    ['*', 'everybody', ''],
  ],
  repositories: [
    ['api', '111122223333 us-east-1'],
    ['web', '111122223333 us-east-1'],
    ['old', '111122223333 eu-west-1'],
  ],
  closed: [2],
  rows: [
    [[0], [0, 1], 'arn:aws:iam::111122223333:role/push', ['pull', 'push'], ['conditional', 'unknown']],
    [[0], [0], '', ['delete'], ['allowed']],
    [[1], [1], '', ['list'], ['unknown']],
    [[0], [0], '', ['assume'], ['allowed']],
  ],
};
const { rows, closed } = pageModel(data);

const wordsOf = (shown: ReturnType<typeof shownConnections>) =>
  shown.connections.map(({ side, principal, repository, operations, decision }) =>
    [side, principal.name, repository.name, operations.join('+'), decision].join(' '),
  );

test('a principal that changes a repository is a publisher of it, one that reads it a consumer, as sure as its surest row', () => {
  const shown = shownConnections(rows, [], closed);
  expect(wordsOf(shown)).toEqual([
    'publisher arn:aws:iam::111122223333:role/ci api push+delete allowed',
    'publisher arn:aws:iam::111122223333:role/ci web push conditional',
    'consumer arn:aws:iam::111122223333:role/ci api pull conditional',
    'consumer arn:aws:iam::111122223333:role/ci web pull conditional',
    'consumer * web list unknown',
  ]);
  expect(shown.repositories.map(({ name }) => name)).toEqual(['api', 'web', 'old']);
});

test('a connection of a comparison has the changes of its rows, each once', () => {
  const own: PageData['rows'] = [
    [[0], [0], '', ['push'], ['allowed'], 'removed'],
    [[0], [0], '', ['delete'], ['allowed'], 'added'],
    [[0], [0], '', ['configure'], ['allowed'], 'added'],
  ];
  const changed = shownConnections(pageModel({ ...data, closed: [], rows: own }).rows, [], []).connections;
  expect(changed.map(({ changes }) => changes)).toEqual([['removed', 'added']]);
  expect(shownConnections(rows, [], closed).connections.flatMap(({ changes }) => changes)).toEqual([]);
});

test('only the operations that the reader selects are connections', () => {
  expect(wordsOf(shownConnections(rows, ['delete', 'list'], []))).toEqual([
    'publisher arn:aws:iam::111122223333:role/ci api delete allowed',
    'consumer * web list unknown',
  ]);
});

test('the picture shows 30 repositories and 30 principals a side, and knows how many there are', () => {
  const many = Array.from({ length: 40 }, (_, index) => index);
  const model = pageModel({
    principals: many.map((index) => [`role/${index}`, 'role', '']),
    repositories: many.map((index) => [`r${index}`, '']),
    closed: [],
    rows: many.map((index) => [many, [index], '', ['pull'], ['allowed']]),
  });
  const shown = shownConnections(model.rows, [], []);
  expect([shown.repositories.length, shown.connections.length]).toEqual([30, 900]);
  expect([shown.allRepositories, shown.all.length]).toEqual([40, 1600]);
  const [first] = principalNodes(shown.connections, shown.all);
  expect(first?.about).toBe('role/0: pull · 40 repositories');
});

test('a principal is a node with the role that acts for it, or with what it can do', () => {
  const { connections, all } = shownConnections(rows, ['push'], []);
  const other = shownConnections(rows, ['list'], []);
  expect([...principalNodes(connections, all), ...principalNodes(other.connections, other.all)]).toMatchObject([
    {
      frame: 'Account 111122223333',
      label: 'role/ci',
      note: 'as role/push',
      about: 'arn:aws:iam::111122223333:role/ci as role/push: push · 2 repositories',
      isOpen: false,
    },
    {
      frame: 'Anyone',
      label: 'anyone (*)',
      note: 'list · 1 repository',
      about: '*: list · 1 repository',
      isOpen: true,
    },
  ]);
});

test('frames and their nodes follow each other without overlap', () => {
  const { repositories } = shownConnections(rows, [], closed);
  const frames = placedFrames(repositoryNodes(repositories), { x: 464, width: 302 });
  expect(frames.map(({ name, nodes }) => [name, nodes.map(({ label }) => label)])).toEqual([
    ['111122223333 us-east-1', ['api', 'web']],
    ['111122223333 eu-west-1', ['old']],
  ]);
  const edges = frames.flatMap(({ y, height, nodes }) => [
    y,
    ...nodes.flatMap((node) => [node.y, node.y + node.height]),
    y + height,
  ]);
  expect(edges).toEqual([34, 62, 90, 98, 126, 136, 146, 174, 202, 212]);
});

test('an index that the data does not have is ignored', () => {
  expect(pageModel({ ...data, closed: [7] }).closed).toEqual([]);
});

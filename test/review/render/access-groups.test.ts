import { type AccessRow } from '../../../lib/review/access-rows';
import { groupAccess } from '../../../lib/review/render/access-groups';
import { cutGroups } from '../../../lib/review/render/cut-groups';
import { accessRow, emptyReport, hostileNames, hostileReport, longReport, realReport } from './report-fixture';

const other = { template: 'Other.json', logicalId: 'Policy', path: '' };
const repository = { name: 'app', arn: 'arn:aws:ecr:eu-west-1:123456789012:repository/app', account: '123456789012' };

const entriesFor = (...access: AccessRow[]) => groupAccess({ ...emptyReport, access }).outside[0]?.entries ?? [];

test('rows that differ in their operation only are one entry', () => {
  const entries = entriesFor(
    accessRow({ operation: 'push' }),
    accessRow({ operation: 'pull' }),
    accessRow({ operation: 'push' }),
    accessRow({ operation: 'push', via: 'a-role' }),
    accessRow({ operation: 'list', principal: 'other' }),
  );
  expect(entries.map(({ operations, rows }) => ({ operations, rows }))).toEqual([
    { operations: ['pull', 'push'], rows: 3 },
    { operations: ['push'], rows: 1 },
    { operations: ['list'], rows: 1 },
  ]);
});

test('alternatives of one principal are one entry, the surest first', () => {
  const [entry, ...others] = entriesFor(
    accessRow({ decision: 'unknown', conditions: ['whether it rains'] }),
    accessRow({ decision: 'conditional', conditions: ['a', 'b'] }),
    accessRow({ decision: 'conditional', conditions: ['b', 'a'], source: { ...other, logicalId: 'Other' } }),
  );
  expect(others).toEqual([]);
  expect(entry?.alternatives).toEqual([
    { decision: 'conditional', conditions: ['b', 'a'] },
    { decision: 'unknown', conditions: ['whether it rains'] },
  ]);
  expect(entry?.sources.map(({ logicalId }) => logicalId)).toEqual(['Service4D2A8F21', 'Other']);
});

test('an alternative that asks for more than another and is no surer is not shown; one that is surer is', () => {
  const alternatives = (...access: AccessRow[]) => entriesFor(...access).flatMap((entry) => entry.alternatives);
  const always = accessRow({});
  const onOne = accessRow({ decision: 'conditional', conditions: ['a'] });
  const onTwo = accessRow({ decision: 'conditional', conditions: ['a', 'b'] });
  const perhaps = accessRow({ decision: 'unknown', conditions: ['a'] });
  expect(alternatives(onTwo, always, perhaps)).toEqual([{ decision: 'allowed', conditions: [] }]);
  expect(alternatives(onTwo, onOne)).toEqual([{ decision: 'conditional', conditions: ['a'] }]);
  expect(alternatives(perhaps, onOne)).toEqual([{ decision: 'conditional', conditions: ['a'] }]);
  expect(alternatives(perhaps, onTwo)).toHaveLength(2);
});

test('principals of one statement are one entry, and so are those who act through one role', () => {
  const entries = entriesFor(
    accessRow({ principal: 'a' }),
    accessRow({ principal: 'b' }),
    accessRow({ principal: 'c', source: other }),
    accessRow({ principal: 'd', via: 'X' }),
    accessRow({ principal: 'e', via: 'B > X', source: other }),
  );
  expect(entries.map(({ who, role }) => [role, ...who.map(({ principal, through }) => principal + through)])).toEqual([
    ['', 'a', 'b'],
    ['', 'c'],
    ['X', 'd', 'eB'],
  ]);
});

test('repositories with the same access are one group, whatever grants it and in whatever order', () => {
  const names = ['app', 'web', 'other', 'far'];
  const repositories = names.map((name) => ({
    ...repository,
    name,
    arn: `${name} arn`,
    region: name === 'far' ? 'us-east-1' : 'eu-west-1',
  }));
  const rows = (name: string, ...operations: AccessRow['operation'][]) =>
    operations.map((operation) =>
      accessRow({ repository: name, operation, source: { ...other, template: name }, principal: `to ${operation}` }),
    );
  const access = [
    ...rows('app', 'pull', 'push'),
    ...rows('web', 'push', 'pull'),
    ...rows('other', 'pull'),
    ...rows('far', 'pull', 'push'),
  ];
  const groups = groupAccess({ ...emptyReport, repositories, access }).repositories;
  expect(groups.map((group) => group.names)).toEqual([['app', 'web'], ['other'], ['far']]);
  expect(
    groups[0]?.entries.map(({ rows: number, sources }) => [number, ...sources.map((one) => one.template)]),
  ).toEqual([
    [2, 'app', 'web'],
    [2, 'app', 'web'],
  ]);
});

test('a repository without rows is there, once for each of its places', () => {
  const repositories = ['eu-west-1', 'us-east-1'].map((region) => ({ ...repository, region, arn: `app in ${region}` }));
  expect(groupAccess({ ...emptyReport, repositories }).repositories).toEqual([
    { names: ['app'], place: '123456789012 eu-west-1', entries: [] },
    { names: ['app'], place: '123456789012 us-east-1', entries: [] },
  ]);
});

test('rows go to the place that their ARN names', () => {
  const repositories = ['eu-west-1', 'us-east-1'].map((region) => ({ ...repository, region, arn: `app in ${region}` }));
  const access = [accessRow({ repository: 'app', arn: 'app in us-east-1' })];
  const groups = groupAccess({ ...emptyReport, repositories, access }).repositories;
  expect(groups.map(({ entries }) => entries.length)).toEqual([0, 1]);
});

test('a repository outside of the templates has a group of its own kind, by its ARN or pattern', () => {
  const arn = 'arn:aws:ecr:eu-west-1:123456789012:repository/prod/*';
  const access = [
    accessRow({ repository: arn, outside: true }),
    accessRow({ repository: 'app' }),
    accessRow({ repository: 'app', arn: 'app elsewhere', principal: 'a' }),
  ];
  const { repositories, outside } = groupAccess({
    ...emptyReport,
    repositories: [{ ...repository, region: 'eu-west-1' }],
    access,
  });
  expect(repositories.map(({ names, entries }) => [...names, entries.length])).toEqual([['app', 1]]);
  expect(outside.map(({ names, place }) => [...names, place])).toEqual([
    [arn, ''],
    ['app', ''],
  ]);
});

test('who can assume a role is told apart from who can do something with a repository', () => {
  const { outside, roles } = groupAccess({
    ...emptyReport,
    access: [accessRow({ operation: 'assume', repository: 'a-role' }), accessRow({ repository: 'app' })],
  });
  expect(outside.map(({ names }) => names)).toEqual([['app']]);
  expect(roles.map(({ names }) => names)).toEqual([['a-role']]);
});

test('names such as __proto__ are names', () => {
  expect(groupAccess(hostileReport).repositories.flatMap(({ names }) => names)).toEqual(hostileNames);
});

test('every row is shown by one entry', () => {
  for (const report of [realReport, hostileReport, longReport(50)]) {
    const { repositories, outside, roles } = groupAccess(report);
    const rows = [...repositories, ...outside, ...roles].flatMap(({ entries }) => entries.map((entry) => entry.rows));
    expect(rows.reduce((sum, number) => sum + number, 0)).toBe(report.access.length);
  }
});

test('entries that are cut off are counted in rows, and repositories without access stay', () => {
  const groups = groupAccess(longReport(20)).repositories;
  const closed = { names: ['closed'], place: '', entries: [] };
  const { lists, missingRows } = cutGroups([[...groups, closed], groups], 25);
  expect(lists.map((list) => list.flatMap(({ entries }) => entries).length)).toEqual([25, 0]);
  expect(lists[0]?.at(-1)).toEqual(closed);
  const all = groups.flatMap(({ entries }) => entries).reduce((sum, { rows }) => sum + rows, 0);
  const shown = (lists[0] ?? []).flatMap(({ entries }) => entries).reduce((sum, { rows }) => sum + rows, 0);
  expect(missingRows).toBe(2 * all - shown);
});

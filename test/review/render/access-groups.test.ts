import { type AccessRow } from '../../../lib/review/access/access-row';
import { groupAccess } from '../../../lib/review/render/access-groups';
import { cutGroups } from '../../../lib/review/render/cut-groups';
import { accessRow, emptyReport, hostileNames, hostileReport, longReport, realReport } from './report-fixture';

const other = { template: 'Other.json', logicalId: 'Policy', path: '' };
const repository = {
  name: 'app',
  arn: 'arn:aws:ecr:eu-west-1:123456789012:repository/app',
  account: '123456789012',
  source: other,
};

const entriesFor = (...access: AccessRow[]) => groupAccess({ ...emptyReport, access }).outside[0]?.entries ?? [];

test('rows that differ only in their operation are one entry', () => {
  const entries = entriesFor(
    accessRow({ operation: 'push' }),
    accessRow({ operation: 'pull' }),
    accessRow({ operation: 'push' }),
    accessRow({ operation: 'push', via: 'a-role' }),
    accessRow({ operation: 'list', principal: 'other' }),
  );
  expect(entries.map(({ operations }) => operations)).toEqual([['pull', 'push'], ['push'], ['list']]);
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

test('an alternative that another one includes is not shown, but an unknown one is never left out for a conditional one', () => {
  const alternatives = (...access: AccessRow[]) => entriesFor(...access).flatMap((entry) => entry.alternatives);
  const always = accessRow({});
  const onOne = accessRow({ decision: 'conditional', conditions: ['a'] });
  const onTwo = accessRow({ decision: 'conditional', conditions: ['a', 'b'] });
  const perhaps = accessRow({ decision: 'unknown', conditions: ['a'] });
  expect(alternatives(onTwo, always, perhaps)).toEqual([{ decision: 'allowed', conditions: [] }]);
  expect(alternatives(onTwo, onOne)).toEqual([{ decision: 'conditional', conditions: ['a'] }]);
  expect(alternatives(perhaps, onOne)).toHaveLength(2);
  expect(alternatives(perhaps, onTwo)).toHaveLength(2);
});

test('principals of one statement are one entry, and so are principals that act through one role', () => {
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

test('repositories with the same access are one group, in any order and from any statement', () => {
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
  expect(groups[0]?.entries.map(({ sources }) => sources.map(({ template }) => template))).toEqual([
    ['app', 'web'],
    ['app', 'web'],
  ]);
});

test('a repository without rows is listed, once for each of its accounts and Regions', () => {
  const repositories = ['eu-west-1', 'us-east-1'].map((region) => ({ ...repository, region, arn: `app in ${region}` }));
  expect(groupAccess({ ...emptyReport, repositories }).repositories).toEqual([
    { names: ['app'], place: '123456789012 eu-west-1', entries: [] },
    { names: ['app'], place: '123456789012 us-east-1', entries: [] },
  ]);
});

test('rows belong to the account and Region of their ARN', () => {
  const repositories = ['eu-west-1', 'us-east-1'].map((region) => ({ ...repository, region, arn: `app in ${region}` }));
  const access = [accessRow({ repository: 'app', arn: 'app in us-east-1' })];
  const groups = groupAccess({ ...emptyReport, repositories, access }).repositories;
  expect(groups.map(({ entries }) => entries.length)).toEqual([0, 1]);
});

test('a repository outside the templates is in a separate list of groups, by its ARN or pattern', () => {
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

test('rows of roles are in other groups than rows of repositories', () => {
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

test('a row for many repositories is about each of them', () => {
  const repositories = ['app', 'web', 'other'].map((name) => ({
    ...repository,
    name,
    arn: `${name} arn`,
    region: 'eu',
  }));
  const alike = [{ name: 'web', arn: 'web arn' }];
  const access = [
    accessRow({ repository: 'app', arn: 'app arn', alike }),
    accessRow({ repository: 'app', arn: 'app arn', operation: 'push' }),
  ];
  const groups = groupAccess({ ...emptyReport, repositories, access }).repositories;
  expect(groups.map(({ names, entries }) => [...names, ...entries.flatMap(({ operations }) => operations)])).toEqual([
    ['app', 'pull', 'push'],
    ['web', 'pull'],
    ['other'],
  ]);
});

test('repositories are one group if shared rows and single rows have the same content', () => {
  const names = ['app', 'web', 'other', 'last'];
  const repositories = names.map((name) => ({ ...repository, name, arn: `${name} arn`, region: 'eu' }));
  const [, web, third, last] = repositories.map(({ name, arn }) => ({ name, arn }));
  const about = { repository: 'app', arn: 'app arn' };
  const access = [
    accessRow({ ...about, alike: web ? [web] : [] }),
    accessRow({ repository: 'other', arn: 'other arn', source: other, alike: last ? [last] : [] }),
    accessRow({ ...about, operation: 'push', alike: [web, last].flatMap((one) => (one ? [one] : [])) }),
    accessRow({ repository: 'other', arn: third?.arn ?? '', operation: 'push' }),
  ];
  const groups = groupAccess({ ...emptyReport, repositories, access }).repositories;
  expect(groups.map((group) => group.names)).toEqual([names]);
  expect(groups[0]?.entries.map(({ operations }) => operations)).toEqual([['pull', 'push']]);
});

test('a condition of the template together with its opposite is no question', () => {
  const both = ['template condition A', 'template condition not A', 'template condition not B', 'whether it rains'];
  const alternatives = (decision: AccessRow['decision']) =>
    entriesFor(accessRow({ decision, conditions: both })).flatMap((entry) => entry.alternatives);
  expect(alternatives('unknown')).toEqual([
    { decision: 'unknown', conditions: ['template condition not B', 'whether it rains'] },
  ]);
  expect(alternatives('conditional')).toEqual([{ decision: 'conditional', conditions: both }]);
});

test('conditions about the principal of the entry itself do not repeat its ARN', () => {
  const arn = 'arn:aws:iam::123456789012:role/ci';
  const conditions = [`what the boundary of ${arn} allows`];
  const texts = (row: Partial<AccessRow>) =>
    entriesFor(accessRow({ decision: 'unknown', conditions, ...row })).flatMap(({ alternatives }) =>
      alternatives.flatMap((one) => one.conditions),
    );
  expect(texts({ principal: arn })).toEqual(['what the boundary of this role allows']);
  expect(texts({ principal: 'a run', via: `first > ${arn}` })).toEqual(['what the boundary of this role allows']);
  expect(texts({ principal: 'a run', via: 'other' })).toEqual(conditions);
});

test('every principal and repository of a report is shown', () => {
  for (const report of [realReport, hostileReport, longReport(50)]) {
    const { repositories, outside, roles } = groupAccess(report);
    const groups = [...repositories, ...outside, ...roles];
    const shown = groups.flatMap(({ names, entries }) =>
      entries.flatMap(({ who }) => names.flatMap((name) => who.map(({ principal }) => `${principal} ${name}`))),
    );
    expect(new Set(shown)).toEqual(new Set(report.access.map((row) => `${row.principal} ${row.repository}`)));
  }
});

test('entries that are cut off are counted, and repositories without access stay', () => {
  const groups = groupAccess(longReport(20)).repositories;
  const closed = { names: ['closed'], place: '', entries: [] };
  const { lists, missing } = cutGroups([[...groups, closed], groups], 25);
  const sizes = lists.map((list) => list.flatMap(({ entries }) => entries).length);
  expect(sizes).toEqual([25, 0]);
  expect(lists[0]?.at(-1)).toEqual(closed);
  expect(missing).toBe(2 * groups.flatMap(({ entries }) => entries).length - 25);
});

test('roles of services are the last of each group, and the last whose trust is shown', () => {
  const [build, ci] = ['build', 'ci'].map((name) => `arn:aws:iam::123456789012:role/${name}`);
  const assume = (role = '') => accessRow({ repository: role, operation: 'assume', principal: `who assumes ${role}` });
  const { outside, roles } = groupAccess({
    ...emptyReport,
    access: [
      accessRow({ principal: build ?? '', decision: 'unknown' }),
      accessRow({ principal: 'codebuild.amazonaws.com', via: build ?? '' }),
      accessRow({ principal: ci ?? '' }),
      assume(build),
      assume(ci),
    ],
    serviceRoles: [build ?? ''],
  });
  expect(outside[0]?.entries.map(({ who }) => who[0]?.principal)).toEqual([ci, build, 'codebuild.amazonaws.com']);
  expect(roles.map(({ names }) => names)).toEqual([[ci], [build]]);
});

import { groupAccess } from '../../../lib/review/render/access-groups';
import { accessRow, emptyReport, hostileNames, hostileReport } from './report-fixture';

const repository = { name: 'app', arn: 'arn:aws:ecr:eu-west-1:123456789012:repository/app', account: '123456789012' };

test('rows that differ in their operation only are one entry', () => {
  const access = [
    accessRow({ repository: 'app', operation: 'pull' }),
    accessRow({ repository: 'app', operation: 'push' }),
    accessRow({ repository: 'app', operation: 'pull' }),
    accessRow({ repository: 'app', operation: 'push', decision: 'conditional' }),
    accessRow({ repository: 'app', operation: 'push', via: 'a-role' }),
    accessRow({ repository: 'app', operation: 'push', conditions: ['one'] }),
  ];
  const [group] = groupAccess({ ...emptyReport, access }).repositories;
  expect(group?.entries.map(({ operations }) => operations)).toEqual([['pull', 'push'], ['push'], ['push'], ['push']]);
});

test('a repository without rows is there, once for each of its places', () => {
  const repositories = ['eu-west-1', 'us-east-1'].map((region) => ({ ...repository, region, arn: `app in ${region}` }));
  expect(groupAccess({ ...emptyReport, repositories }).repositories).toEqual([
    { name: 'app', places: ['123456789012 eu-west-1'], entries: [] },
    { name: 'app', places: ['123456789012 us-east-1'], entries: [] },
  ]);
});

test('rows go to the place that their ARN names', () => {
  const repositories = ['eu-west-1', 'us-east-1'].map((region) => ({ ...repository, region, arn: `app in ${region}` }));
  const access = [accessRow({ repository: 'app', arn: 'app in us-east-1' })];
  const groups = groupAccess({ ...emptyReport, repositories, access }).repositories;
  expect(groups.map(({ entries }) => entries.length)).toEqual([0, 1]);
});

test('a repository of no template comes after those of the templates', () => {
  const access = [accessRow({ repository: 'other' }), accessRow({ repository: 'app' })];
  const { repositories } = groupAccess({
    ...emptyReport,
    repositories: [{ ...repository, region: 'eu-west-1' }],
    access,
  });
  expect(repositories.map(({ name, places }) => ({ name, places }))).toEqual([
    { name: 'app', places: ['123456789012 eu-west-1'] },
    { name: 'other', places: [] },
  ]);
});

test('who can assume a role is told apart from who can do something with a repository', () => {
  const { repositories, roles } = groupAccess({
    ...emptyReport,
    access: [accessRow({ operation: 'assume', repository: 'a-role' }), accessRow({ repository: 'app' })],
  });
  expect(repositories.map(({ name }) => name)).toEqual(['app']);
  expect(roles.map(({ name }) => name)).toEqual(['a-role']);
});

test('names such as __proto__ are names', () => {
  expect(groupAccess(hostileReport).repositories.map(({ name }) => name)).toEqual(hostileNames);
});

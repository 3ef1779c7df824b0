import { compareReports } from '../../../lib/review/changes/compare-reports';
import { unmatchedPart } from '../../../lib/review/report/matching-rows';
import { narrowChange, narrowReport } from '../../../lib/review/report/narrow-report';
import { type Narrowing, narrowingWords } from '../../../lib/review/report/narrowing';
import { accessRow, emptyReport, finding, realReport, unread } from '../render/report-fixture';

const place = { account: '123456789012', region: 'eu-west-1' };
const at = (logicalId: string) => ({ template: 'Registry', logicalId, path: '' });
const repositoryOf = (name: string) => ({
  ...place,
  name,
  arn: `arn:aws:ecr:eu-west-1:123456789012:repository/${name}`,
  source: at(name),
});
const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
const run = 'repo:acme/app:ref:refs/heads/main';

/** Two teams: a role of a CI system pushes to one, an account pulls from the other, and an organization from both. */
const report = {
  ...emptyReport,
  repositories: ['team-a/app', 'team-b/app', 'closed'].map(repositoryOf),
  principals: [
    { principal: role('ci'), kind: 'role', account: '123456789012' },
    { principal: run, kind: 'GitHub Actions', account: '' },
    { principal: '111111111111', kind: 'account', account: '111111111111' },
    { principal: '*', kind: 'organization', account: '' },
  ],
  access: [
    accessRow({ repository: 'team-a/app', operation: 'push', principal: role('ci'), source: at('Push') }),
    accessRow({ repository: 'team-a/app', operation: 'push', principal: run, via: role('ci'), source: at('Push') }),
    accessRow({ repository: 'team-b/app', principal: '111111111111', source: at('team-b/app') }),
    accessRow({
      repository: 'team-a/app',
      alike: [repositoryOf('team-b/app')].map(({ name, arn }) => ({ name, arn })),
      principal: '*',
      decision: 'conditional',
      conditions: ['aws:PrincipalOrgID is o-a1b2c3d4e5'],
      source: at('team-a/app'),
    }),
    accessRow({ repository: role('ci'), operation: 'assume', principal: run, source: at('Ci') }),
  ],
  findings: [
    finding({ id: 'of-trust', source: at('Ci') }),
    finding({ id: 'of-team-b', severity: 'warning', source: at('team-b/app') }),
    finding({ id: 'by-name', severity: 'note', message: "Role 'ci' may do more.", source: at('Elsewhere') }),
  ],
  unreviewed: [unread({})],
};

/** The parts that stay, with each row as `principal operation repositories`. */
function rest(narrowing: Narrowing) {
  const { repositories, principals, access, findings, unreviewed } = narrowReport(report, narrowing);
  return {
    repositories: repositories.map(({ name }) => name),
    principals: principals.length,
    access: access.map(({ principal, operation, repository, alike = [] }) =>
      [principal, operation, repository, ...alike.map(({ name }) => name)].join(' '),
    ),
    findings: findings.map(({ id }) => id),
    unreviewed: unreviewed.length,
  };
}

test('without a narrowing, the report is the same', () => {
  expect(narrowReport(report, {})).toBe(report);
});

test('a pattern of repositories keeps their access, the trust of the roles in it, and their findings', () => {
  expect(rest({ repository: 'team-a/*' })).toEqual({
    repositories: ['team-a/app'],
    principals: 3,
    access: [
      `${role('ci')} push team-a/app`,
      `${run} push team-a/app`,
      '* pull team-a/app',
      `${run} assume ${role('ci')}`,
    ],
    findings: ['of-trust', 'by-name'],
    unreviewed: 1,
  });
});

test('a row for many repositories is kept for those that match', () => {
  expect(rest({ repository: 'team-b/*' }).access).toEqual(['111111111111 pull team-b/app', '* pull team-b/app']);
  expect(rest({ repository: '*/app' }).access).toContain('* pull team-a/app team-b/app');
});

test.each(['closed', 'clo?ed', 'arn:aws:ecr:*:*:repository/closed'])(
  'a repository without access that matches %s stays, to say so',
  (repository) => {
    expect(rest({ repository })).toEqual({
      repositories: ['closed'],
      principals: 0,
      access: [],
      findings: [],
      unreviewed: 1,
    });
  },
);

test('a pattern also finds access to repositories that no template creates, if their own pattern may match', () => {
  const outside = accessRow({
    repository: 'arn:aws:ecr:eu-west-1:123456789012:repository/sandbox*',
    outside: true,
    operation: 'push',
  });
  const wide = { ...report, access: [outside] };
  const found = (repository: string) => narrowReport(wide, { repository }).access.length;
  expect(['sandbox/app', 'sand*', '*app', 'closed', 'team-*'].map(found)).toEqual([1, 1, 1, 0, 0]);
});

test.each([
  ['CI', [`${role('ci')} push team-a/app`, `${run} push team-a/app`, `${run} assume ${role('ci')}`]],
  ['github', [`${run} push team-a/app`, `${run} assume ${role('ci')}`]],
  ['o-a1b2', ['* pull team-a/app team-b/app']],
  ['1111', ['111111111111 pull team-b/app']],
])('a text finds principals by name, kind, role or organization: %s', (who, access) => {
  expect(rest({ who }).access).toEqual(access);
});

test('an organization is not found as anyone', () => {
  expect(rest({ who: 'anyone' }).access).toEqual([]);
  const open = { ...report, access: [accessRow({ principal: '*' })] };
  expect(narrowReport(open, { who: 'anyone' }).access).toHaveLength(1);
});

test('a principal or an operation keeps only repositories with such access, so none is called closed', () => {
  expect(rest({ can: 'push' })).toEqual({
    repositories: ['team-a/app'],
    principals: 2,
    access: [`${role('ci')} push team-a/app`, `${run} push team-a/app`],
    findings: ['of-trust', 'by-name'],
    unreviewed: 1,
  });
  expect(rest({ repository: '*', who: '1111' }).repositories).toEqual(['team-b/app']);
});

test('one section alone has no access, but all that was not read', () => {
  const empty = { repositories: [], principals: 0, access: [], unreviewed: 1 };
  expect(rest({ only: 'findings' })).toEqual({ ...empty, findings: ['of-trust', 'of-team-b', 'by-name'] });
  expect(rest({ only: 'summary', repository: 'team-b/*' })).toEqual({ ...empty, findings: [] });
});

test('says what it is narrowed to, and knows the whole', () => {
  const { narrowedTo } = narrowReport(report, { repository: 'team-b/*', who: '1', can: 'pull', only: 'summary' });
  expect(narrowedTo).toMatchObject({ rows: 5, findings: 3 });
  expect(narrowingWords(narrowedTo?.by ?? {})).toEqual([
    "repositories like 'team-b/*'",
    "principals with '1'",
    'the operation pull',
    'the summary alone',
  ]);
  expect(narrowedTo?.matching.access).toHaveLength(2);
});

test('the id of an account is not found in a longer number', () => {
  const [of, other] = ['repo:acme@1111111111112/app@1:*', 'arn:aws:iam::111111111111:role/reader'];
  const access = [of, other].map((principal) => accessRow({ principal }));
  const { access: rows } = narrowReport({ ...emptyReport, access }, { who: '111111111111' });
  expect(rows.map(({ principal }) => principal)).toEqual([other]);
});

describe('a change', () => {
  const before = { ...report, access: report.access.slice(3), findings: report.findings.slice(2), unreviewed: [] };
  const change = compareReports(before, report);

  test('keeps matching rows and findings, and all that was not read', () => {
    const { added, findings, unreviewed, narrowedTo } = narrowChange(change, { repository: 'team-b/*' }, [
      before,
      report,
    ]);
    expect(added.map(({ principal }) => principal)).toEqual(['111111111111']);
    expect(findings.map(({ id }) => id)).toEqual(['of-team-b']);
    expect(unreviewed).toHaveLength(1);
    expect(narrowedTo).toMatchObject({ rows: 3, findings: 2 });
  });

  test('may be its findings or its summary alone', () => {
    const findings = narrowChange(change, { only: 'findings' }, [before, report]);
    expect([findings.added.length, findings.findings.length]).toEqual([0, 2]);
    const summary = narrowChange(change, { only: 'summary' }, [before, report]);
    expect([summary.added.length, summary.findings.length, summary.narrowedTo?.matching.added.length]).toEqual([
      0, 0, 3,
    ]);
  });

  test('without a narrowing is the same', () => {
    expect(narrowChange(change, {}, [before, report])).toBe(change);
  });
});

test('finds the part of a narrowing that matches nothing', () => {
  expect(unmatchedPart({ repository: 'nope*' }, [report])).toEqual({
    option: 'repository',
    value: 'nope*',
    names: ['team-a/app', 'team-b/app', 'closed'],
  });
  expect(unmatchedPart({ who: 'bob' }, [report])).toMatchObject({ option: 'who', value: 'bob' });
  expect(unmatchedPart({ repository: 'closed', who: 'github' }, [report])).toBeUndefined();
  expect(unmatchedPart({ repository: 'team-a/*' }, [emptyReport, report])).toBeUndefined();
});

test('all rows of a report match the pattern of every repository', () => {
  expect(narrowReport(realReport, { repository: '*' }).access).toHaveLength(realReport.access.length);
});

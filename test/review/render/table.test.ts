import { displayWidth } from '../../../lib/private/display-width';
import { renderTable } from '../../../lib/review/render/table';
import { renderTableChange } from '../../../lib/review/render/table-change';
import {
  accessRow,
  change,
  emptyChange,
  emptyReport,
  finding,
  hostileChange,
  hostileReport,
  longReport,
  realReport,
} from './report-fixture';

const source = { template: 'Registry', logicalId: 'Service1234', path: 'Registry/Service/Resource' };

test('says who can do what, by which role, on what condition and by what', () => {
  const report = {
    ...emptyReport,
    repositories: [{ name: 'app', arn: 'arn', account: '123456789012', region: 'us-east-1' }],
    access: [
      accessRow({ repository: 'app', source }),
      accessRow({ repository: 'app', operation: 'push', source }),
      accessRow({ repository: 'app', principal: 'repo:acme/app', via: 'a-role', decision: 'unknown', source }),
      accessRow({
        repository: 'app',
        operation: 'push',
        principal: '*',
        decision: 'conditional',
        conditions: ['one', 'two'],
        source: { ...source, path: '' },
      }),
    ],
  };
  expect(renderTable(report).split('\n')).toEqual([
    'app (123456789012 us-east-1)',
    '┌──────────────┬────────────────────────────────────────────┬──────────────────────────────────────┐',
    '│ can          │ who                                        │ if, and by what                      │',
    '├──────────────┼────────────────────────────────────────────┼──────────────────────────────────────┤',
    '│ pull         │ 111111111111                               │ by Registry/Service                  │',
    '│ push         │                                            │                                      │',
    '├──────────────┼────────────────────────────────────────────┼──────────────────────────────────────┤',
    '│ pull?        │ repo:acme/app                              │ unknown: only the deploy tells       │',
    '│              │ as a-role                                  │ by Registry/Service                  │',
    '├──────────────┼────────────────────────────────────────────┼──────────────────────────────────────┤',
    '│ push, if     │ *                                          │ if one                               │',
    '│              │                                            │ if two                               │',
    '│              │                                            │ by Service1234                       │',
    '└──────────────┴────────────────────────────────────────────┴──────────────────────────────────────┘',
    '',
    '1 repository, 0 principals, 4 rows of access: 2 allowed, 1 conditional, 1 unknown.',
    '',
    'Findings: no errors, no warnings, no notes.',
  ]);
});

test('an exception and a question are no condition', () => {
  const report = {
    ...emptyReport,
    repositories: [{ name: 'app', arn: 'arn', account: '123456789012', region: 'us-east-1' }],
    access: [
      accessRow({ repository: 'app', conditions: ['it is noon', 'unless it rains', 'whether it snows'], source }),
    ],
  };
  const cells = renderTable(report)
    .split('\n')
    .map((line) => line.split('│')[3]?.trim());
  expect(cells).toEqual(expect.arrayContaining(['if it is noon', 'unless it rains', 'whether it snows']));
});

test('findings come first, the worst on top, acknowledged ones last with their reason', () => {
  const findings = [
    finding({ id: 'known', acknowledged: 'It is meant.' }),
    finding({ id: 'small', severity: 'note' }),
    finding({ id: 'middle', severity: 'warning' }),
    finding({ id: 'large', source }),
  ];
  const text = renderTable({ ...realReport, findings });
  expect(text.split('\n').slice(0, 7)).toEqual([
    'Findings',
    '',
    'ERROR    large',
    '         Registry/Service/Resource (Service1234 in Registry)',
    '         Anybody may pull from `jwt-pizza-service`.',
    '         Fix: Name the accounts.',
    '',
  ]);
  const heads = text.match(/^(ERROR|WARNING|NOTE) .*/gm)?.map((line) => line.replace(/ +/, ' '));
  expect(heads).toEqual(['ERROR large', 'WARNING middle', 'NOTE small', 'ERROR known']);
  expect(text).toContain('         Acknowledged: It is meant.\n');
  expect(text.indexOf('ERROR    known')).toBeLessThan(text.indexOf('┌'));
  expect(text).toMatch(/Findings: 1 error, 1 warning, 1 note; 1 acknowledged\.$/);
});

test('names what lets nobody in, and who can assume which role', () => {
  const text = renderTable(realReport);
  expect(text).toContain('These templates let nobody in to: nextflow-approved/alice');
  expect(text).toContain('Who can assume arn:aws:iam::123456789012:role/github-ci');
});

test('says so where there is nothing', () => {
  expect(renderTable(emptyReport)).toBe(
    '0 repositories, 0 principals, 0 rows of access.\n\nFindings: no errors, no warnings, no notes.',
  );
  expect(renderTableChange(emptyChange)).toBe(
    'Access: 0 widened, 0 added, 0 narrowed, 0 removed.\nNew findings: no errors, no warnings, no notes.',
  );
});

test('a change shows what it widens before what it adds, narrows and removes', () => {
  const text = renderTableChange(change);
  const titles = ['Findings', 'Widened: as it is now', 'Added', 'Narrowed: as it is now', 'Removed'];
  const places = titles.map((title) => text.search(new RegExp(`^${title}$`, 'm')));
  expect(places).toEqual([...places].sort((one, other) => one - other));
  expect(places).not.toContain(-1);
});

test.each([
  ['a real report', renderTable(realReport)],
  ['a hostile report', renderTable(hostileReport)],
  ['a long report', renderTable(longReport(100))],
  ['a change', renderTableChange(change)],
  ['a hostile change', renderTableChange(hostileChange)],
])('%s fits 100 columns and holds no terminal escape', (_, text) => {
  expect(text.split('\n').filter((line) => displayWidth(line) > 100)).toEqual([]);
  expect(text.replaceAll('\n', '')).not.toMatch(/\p{C}/u);
});

test('leaves nobody out', () => {
  const text = renderTable(longReport(50)).replace(/[\s│]/g, '');
  for (const { repository, principal } of longReport(50).access) {
    expect(text).toContain(repository);
    expect(text).toContain(principal);
  }
});

import { stripVTControlCharacters } from 'node:util';
import { displayWidth } from '../../../lib/private/text/display-width';
import { plainTerminal } from '../../../lib/private/text/terminal';
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
  reviewedChange,
  unread,
} from './report-fixture';

const source = { template: 'Registry', logicalId: 'Service1234', path: 'Registry/Service/Resource' };

test('shows operations, principals with their roles, conditions and sources', () => {
  const report = {
    ...emptyReport,
    repositories: [{ name: 'app', arn: 'arn', account: '123456789012', region: 'us-east-1', source }],
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
  expect(renderTable(report, plainTerminal).split('\n')).toEqual([
    'Summary',
    'Findings: no errors, no warnings, no notes.',
    '1 repository, 0 principals, 4 rows of access: 2 allowed, 1 conditional, 1 unknown.',
    'Who can push:',
    '  111111111111: app',
    '  anyone (*) (conditional): app',
    '',
    'Legend',
    '  pull      is allowed by the policies that were read',
    '  pull, if  is conditional: only under the conditions in its row',
    '  pull?     is unknown until deployment',
    '',
    'app (123456789012 us-east-1)',
    '┌──────────────┬────────────────────────────────────────────┬──────────────────────────────────────┐',
    '│ can          │ who                                        │ if, and by what                      │',
    '├──────────────┼────────────────────────────────────────────┼──────────────────────────────────────┤',
    '│ pull         │ 111111111111                               │ by Registry/Service                  │',
    '│ push         │                                            │                                      │',
    '├──────────────┼────────────────────────────────────────────┼──────────────────────────────────────┤',
    '│ pull?        │ repo:acme/app                              │ unknown until deployment             │',
    '│              │ as a-role                                  │ by Registry/Service                  │',
    '├──────────────┼────────────────────────────────────────────┼──────────────────────────────────────┤',
    '│ push, if     │ anyone (*)                                 │ if one                               │',
    '│              │                                            │ if two                               │',
    '│              │                                            │ by Service1234                       │',
    '└──────────────┴────────────────────────────────────────────┴──────────────────────────────────────┘',
  ]);
});

test('an exception and a question are not shown as a condition', () => {
  const report = {
    ...emptyReport,
    repositories: [{ name: 'app', arn: 'arn', account: '123456789012', region: 'us-east-1', source }],
    access: [
      accessRow({ repository: 'app', conditions: ['it is noon', 'unless it rains', 'whether it snows'], source }),
    ],
  };
  const cells = renderTable(report, plainTerminal)
    .split('\n')
    .map((line) => line.split('│')[3]?.trim());
  expect(cells).toEqual(expect.arrayContaining(['if it is noon', 'unless it rains', 'whether it snows']));
});

test('the summary comes first, then findings, sorted by severity, with acknowledged ones and their reasons last', () => {
  const findings = [
    finding({ id: 'known', acknowledged: 'It is meant.' }),
    finding({ id: 'small', severity: 'note' }),
    finding({ id: 'middle', severity: 'warning' }),
    finding({ id: 'large', source }),
  ];
  const text = renderTable({ ...realReport, findings, unreviewed: [], assumptions: [] }, plainTerminal);
  expect(text).toMatch(/^Summary\nFindings: 1 error, 1 warning, 1 note; 1 acknowledged\.\n/);
  const lines = text.split('\n');
  expect(lines.slice(lines.indexOf('Findings')).slice(0, 7)).toEqual([
    'Findings',
    '',
    'ERROR    large',
    '         Registry/Service/Resource (Service1234 in Registry)',
    '         Anyone may pull from `jwt-pizza-service`.',
    '         Fix: Name the accounts.',
    '',
  ]);
  const heads = text.match(/^(ERROR|WARNING|NOTE) .*/gm)?.map((line) => line.replace(/ +/, ' '));
  expect(heads).toEqual(['ERROR large', 'WARNING middle', 'NOTE small', 'ERROR known']);
  expect(text).toContain('         Acknowledged: It is meant.\n');
  expect(text.indexOf('ERROR    known')).toBeLessThan(text.indexOf('┌'));
});

test('names repositories without access, and the principals that can assume roles', () => {
  const text = renderTable({ ...realReport, unreviewed: [] }, plainTerminal);
  expect(text).toContain('These templates grant no access to: nextflow-approved/alice');
  expect(text).toContain('Who can assume arn:aws:iam::123456789012:role/github-ci');
});

const noChange =
  'No change in what was compared: 1 template (app) with 30 resources that hold images, names or\n  access, 12 of them repositories.\n';

test('says that there is nothing', () => {
  expect(renderTable(emptyReport, plainTerminal)).toBe(
    'Summary\nFindings: no errors, no warnings, no notes.\n0 repositories, 0 principals, 0 rows of access.\nWho can push: no principal.',
  );
  expect(renderTableChange(emptyChange, plainTerminal)).toBe(
    `Summary\n${noChange}New findings: no errors, no warnings, no notes.\nAccess: 0 widened, 0 added, 0 narrowed, 0 removed.`,
  );
});

test('parts that were not read come before access, and no sentence claims anything about them', () => {
  const report = {
    ...emptyReport,
    repositories: [{ name: 'closed', arn: 'closed', account: '1', region: 'us-east-1', source }],
    unreviewed: [unread({})],
    assumptions: [unread({ what: 'account 1', why: 'an ARN names it' })],
  };
  expect(renderTable(report, plainTerminal)).toBe(`Summary
Findings in what was read: no errors, no warnings, no notes.
Not read: 1 part that may grant or have access.
In what was read: 1 repository, 0 principals, 0 rows of access.
Who can push: no principal in what was read.

Not read: these parts may grant or have access

NOT READ nested stack 'Roles'
         Registry/Service/Resource (Service4D2A8F21 in Registry.template.json)
         Why: its template is at a URL

What was read grants no access to: closed. The parts that were not read may grant access.

Assumed: account 1, because an ARN names it (Registry/Service/Resource (Service4D2A8F21 in
  Registry.template.json)).`);
});

test('a change without a difference says which parts it could not read', () => {
  const text = renderTableChange({ ...emptyChange, unreviewed: [unread({})] }, plainTerminal);
  expect(text).toBe(`Summary
New findings in what was read: no errors, no warnings, no notes.
New and not read: 1 part that may grant or have access.
Access in what was read: 0 widened, 0 added, 0 narrowed, 0 removed.

New and not read: these parts may grant or have access

NOT READ nested stack 'Roles'
         Registry/Service/Resource (Service4D2A8F21 in Registry.template.json)
         Why: its template is at a URL`);
});

test('a change without a difference says which parts could not be read before either', () => {
  const text = renderTableChange({ ...emptyChange, stillUnreviewed: [unread({})] }, plainTerminal);
  expect(text).toBe(`Summary
${noChange}New findings in what was read: no errors, no warnings, no notes.
Not read, as before: 1 part that may grant or have access.
Access in what was read: 0 widened, 0 added, 0 narrowed, 0 removed.

Not read, as before: a change in these is not seen

NOT READ nested stack 'Roles'
         Registry/Service/Resource (Service4D2A8F21 in Registry.template.json)
         Why: its template is at a URL`);
});

test('other changes are shown with their reason and fix', () => {
  expect(renderTableChange({ ...emptyChange, changes: [reviewedChange({})] }, plainTerminal)).toBe(`Summary
New findings: no errors, no warnings, no notes.
Access: 0 widened, 0 added, 0 narrowed, 0 removed.
Other changes: 1.

Other changes

ACKNOWLEDGED The error \`open-repository\` is acknowledged: "A public mirror."
         Registry/Service/Resource (Service4D2A8F21 in Registry.template.json)
         Why: It was not before.
         Fix: Check the reason.`);
});

test('repositories outside the templates come after those of the templates, under a title', () => {
  const pattern = 'arn:aws:ecr:eu-west-1:123456789012:repository/prod/*';
  const repositories = [{ name: 'app', arn: 'app', account: '1', region: 'us-east-1', source }];
  const access = [accessRow({ repository: pattern, outside: true }), accessRow({ repository: 'app' })];
  const lines = renderTable({ ...emptyReport, repositories, access }, plainTerminal).split('\n');
  const places = ['app (1 us-east-1)', 'Repositories outside these templates', pattern].map((line) =>
    lines.indexOf(line),
  );
  expect(places).toEqual([...places].sort((one, other) => one - other));
  expect(places).not.toContain(-1);
  const titles = renderTableChange({ ...emptyChange, widened: access }, plainTerminal).match(/^Widened.*/gm);
  expect(titles).toEqual(['Widened: as it is now', 'Widened, outside these templates: as it is now']);
});

test('principals that act through one role are one entry, and so are alternatives', () => {
  const rows = [
    accessRow({ principal: 'a', via: 'X' }),
    accessRow({ principal: 'b', via: 'B > X' }),
    accessRow({ principal: 'c', decision: 'conditional', conditions: ['one', 'two'] }),
    accessRow({ principal: 'c', decision: 'unknown', conditions: ['whether it rains'] }),
  ];
  const cells = renderTable({ ...emptyReport, access: rows }, plainTerminal)
    .split('\n')
    .map((line) =>
      line
        .split('│')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
    .filter((row) => row.length > 0);
  expect(cells.slice(1)).toEqual([
    ['pull', 'a', 'by Registry/Service'],
    ['', 'b through B', ''],
    ['', 'each as X', ''],
    ['pull, if', 'c', 'if one'],
    ['', '', 'if two'],
    ['', '', 'or'],
    ['', '', 'unknown until deployment'],
    ['', '', 'whether it rains'],
    ['', '', 'by Registry/Service'],
  ]);
});

test('conditions that all alternatives have are shown once', () => {
  const rows = [
    accessRow({ decision: 'conditional', conditions: ['always needed', 'one'] }),
    accessRow({ decision: 'conditional', conditions: ['unless it rains', 'always needed'] }),
  ];
  const cells = renderTable({ ...emptyReport, access: rows }, plainTerminal)
    .split('\n')
    .map((line) => line.split('│')[3]?.trim() ?? '')
    .filter((cell) => cell !== '');
  expect(cells.slice(1)).toEqual([
    'if always needed',
    'and one of these:',
    'if one',
    'or',
    'unless it rains',
    'by Registry/Service',
  ]);
});

test('a huge report is cut, and says how many rows and findings it leaves out', () => {
  const report = longReport(2000);
  const access = report.access.map((row, index) => ({ ...row, conditions: [`number ${index}`] }));
  const lines = renderTable({ ...report, access }, plainTerminal).split('\n');
  expect(lines).toContain('… and 19,000 more rows. --format json shows all rows.');
  expect(lines).toContain('… and 1,500 more. --format json shows all of them.');
  expect(lines.length).toBeLessThan(10_000);
  const change = renderTableChange({ ...emptyChange, added: access }, plainTerminal).split('\n');
  expect(change).toContain('… and 19,000 more rows. --format json shows all rows.');
});

test('a change shows widened access before added, narrowed and removed access', () => {
  const text = renderTableChange(change, plainTerminal);
  const titles = [
    'New and not read: these parts may grant or have access',
    'Not read, as before: a change in these is not seen',
    'Findings',
    'Other changes',
    'Widened: as it is now',
    'Added',
    'Narrowed: as it is now',
    'Removed',
  ];
  const places = titles.map((title) => text.search(new RegExp(`^${title}$`, 'm')));
  expect(places).toEqual([...places].sort((one, other) => one - other));
  expect(places).not.toContain(-1);
});

describe.each([40, 80, 100, 160])('in a terminal of %d columns', (width) => {
  const terminal = { width, colours: false };

  test.each([
    ['a real report', renderTable(realReport, terminal)],
    ['a hostile report', renderTable(hostileReport, terminal)],
    ['a long report', renderTable(longReport(100), terminal)],
    ['a change', renderTableChange(change, terminal)],
    ['a hostile change', renderTableChange(hostileChange, terminal)],
  ])('%s fits and has no terminal escape', (_, text) => {
    expect(text.split('\n').filter((line) => displayWidth(line) > width)).toEqual([]);
    expect(text.replaceAll('\n', '')).not.toMatch(/\p{C}/u);
  });
});

test('colours change only the looks, and let no escape of a template through', () => {
  const coloured = renderTable(hostileReport, { width: 80, colours: true });
  expect(stripVTControlCharacters(coloured)).toBe(renderTable(hostileReport, { width: 80, colours: false }));
  expect(coloured.replace(/\u001b\[\d+m/g, '').replaceAll('\n', '')).not.toMatch(/\p{C}/u);
});

test('the worst findings and the less certain access have their colours', () => {
  const coloured = renderTable(realReport, { width: 100, colours: true });
  expect(coloured).toContain('\u001b[31mERROR    github-trust-without-subject\u001b[39m');
  expect(coloured).toContain('\u001b[33mWARNING  repository-delete-by-user\u001b[39m');
  expect(coloured).toContain('\u001b[33mpush, if\u001b[39m');
  expect(coloured).toContain('\u001b[35mpull?\u001b[39m');
});

test('a change names the principals with new or wider access to push', () => {
  const text = renderTableChange(change, plainTerminal);
  expect(text.slice(0, text.indexOf('\n\n'))).toBe(`Summary
New findings in what was read: 2 errors, no warnings, no notes.
New and not read: 1 part that may grant or have access.
Not read, as before: 1 part that may grant or have access.
Access in what was read: 2 widened, 3 added, 1 narrowed, 2 removed.
Other changes in what was read: 1.
New or wider access to push:
  role github-ci: jwt-pizza-service`);
});

test('leaves no principal out', () => {
  const text = renderTable(longReport(50), plainTerminal).replace(/[\s│]/g, '');
  for (const { repository, principal } of longReport(50).access) {
    expect(text).toContain(repository);
    expect(text).toContain(principal);
  }
});

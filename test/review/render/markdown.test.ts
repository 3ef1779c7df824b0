import fc from 'fast-check';
import { renderMarkdown, renderMarkdownChange } from '../../../lib/review/render/markdown';
import { markdownCellCode, markdownCode, markdownProse } from '../../../lib/review/render/markdown-text';
import {
  accessRow,
  change,
  emptyChange,
  emptyReport,
  finding,
  hostileChange,
  hostileNames,
  hostileReport,
  longReport,
  realReport,
  reviewedChange,
  source,
  unread,
} from './report-fixture';

const most = 65_536;

test('a report shows findings, then a collapsed group for each repository, then acknowledged findings', () => {
  const report = {
    ...emptyReport,
    repositories: ['app', 'closed'].map((name) => ({ name, arn: name, account: '1', region: 'us-east-1', source })),
    access: [
      accessRow({ repository: 'app', operation: 'push', principal: 'repo:acme/app', via: 'a-role' }),
      accessRow({ repository: 'app', decision: 'unknown', conditions: ['one', 'two'] }),
    ],
    findings: [finding({ acknowledged: 'It is meant.' }), finding({ id: 'mutable-tags', severity: 'warning' })],
  };
  expect(renderMarkdown(report)).toBe(`## Access to ECR

Findings: no errors, 1 warning, no notes; 1 acknowledged. 2 repositories, 0 principals, 2 rows of access: 1 allowed, 1 unknown.

Who can push:

- \`repo:acme/app as a-role\`: app

\`always\` is allowed. Conditions in the column \`if\` limit access to requests that meet them. \`unknown until deployment\` depends on a value that no template has.

### Findings

- **warning** \`mutable-tags\` (\`Registry/Service/Resource (Service4D2A8F21 in Registry.template.json)\`)
  <br>Anyone may pull from \`jwt-pizza-service\`.
  <br>Fix: Name the accounts.

<details><summary><code>app</code>: 2 principals</summary>

| can | who | if | by |
| --- | --- | --- | --- |
| push | \`repo:acme/app\` as \`a-role\` | always | \`Registry/Service\` |
| pull | \`111111111111\` | unknown until deployment<br>\`one\`<br>\`two\` | \`Registry/Service\` |

</details>

<details><summary>These templates grant no access to 1 repository</summary>

- \`closed\`

</details>

<details><summary>1 acknowledged</summary>

- **error** \`open-repository\` (\`Registry/Service/Resource (Service4D2A8F21 in Registry.template.json)\`)
  <br>Acknowledged: It is meant.
  <br>Anyone may pull from \`jwt-pizza-service\`.
  <br>Fix: Name the accounts.

</details>
`);
});

test('a change shows its three worst parts first, then collapsed lists', () => {
  const text = renderMarkdownChange({
    ...change,
    changes: [reviewedChange({ kind: 'deleted', what: "Repository 'app' is deleted" }), ...change.changes],
  });
  const heads = text.match(/^(## .*|\d\. \*\*[^:]*|<details><summary>.*)/gm);
  expect(heads).toEqual([
    '## What this changes in ECR',
    '1. **deleted**',
    '2. **error**',
    '3. **error**',
    '<details><summary>Destroyed or weakened (1)</summary>',
    '<details><summary>New and not read: these parts may grant or have access (1)</summary>',
    '<details><summary>New findings (2)</summary>',
    '<details><summary>Widened: as it is now (2)</summary>',
    '<details><summary>Added (2)</summary>',
    '<details><summary>Narrowed: as it is now (1)</summary>',
    '<details><summary>Removed (2)</summary>',
    '<details><summary>Not read, as before: a change in these is not seen (1)</summary>',
    '<details><summary>Other changes (1)</summary>',
  ]);
});

test('images that are lost are the first of the worst parts', () => {
  const text = renderMarkdownChange({
    ...change,
    changes: [
      reviewedChange({ kind: 'deleted', what: "Role 'ci' is deleted" }),
      reviewedChange({ kind: 'replaced', what: "Repository 'a' is replaced" }),
      reviewedChange({ kind: 'retention shrinks', what: "Repository 'b' deletes more images", losesImages: true }),
    ],
  });
  expect(text.match(/^\d\. .*? \(/gm)).toEqual([
    "1. **retention shrinks**: Repository 'b' deletes more images (",
    "2. **deleted**: Role 'ci' is deleted (",
    "3. **replaced**: Repository 'a' is replaced (",
  ]);
});

test('only a change that destroys and opens nothing says so', () => {
  const harmless = 'Nothing is destroyed, and no access is wider.';
  expect(renderMarkdownChange(emptyChange)).toContain(harmless);
  const others = [
    { changes: [reviewedChange({ kind: 'unknown' })] },
    { added: change.added },
    { unreviewed: [unread({})] },
    { stillUnreviewed: [unread({})] },
    { findings: [finding({ severity: 'note' })] },
  ];
  for (const other of others) expect(renderMarkdownChange({ ...emptyChange, ...other })).not.toContain(harmless);
});

test('a comparison that destroys something has no line of zeros next to it', () => {
  const changes = [reviewedChange({ kind: 'replaced' }), reviewedChange({ kind: 'retention shrinks' })];
  const text = renderMarkdownChange({ ...emptyChange, changes });
  expect(text).toContain('\nDestroyed or weakened: 1 replaced, 1 with shorter retention.\n');
  expect(text).not.toMatch(/0 widened|no errors/);
});

test('items without room in a comment are counted, and every kind has some room', () => {
  const text = renderMarkdown(longReport(1000));
  expect(text.length).toBeLessThanOrEqual(most);
  const shownFindings = text.match(/^- \*\*warning/gm)?.length ?? 0;
  const shownRows = text.match(/^\| (pull|push)/gm)?.length ?? 0;
  expect(shownFindings).toBeGreaterThan(50);
  expect(shownRows).toBeGreaterThan(50);
  const [, findings, rows] = /\*\*Not shown: (\d+) findings, (\d+) rows of tables\.\*\*/.exec(text) ?? [];
  expect([Number(findings), Number(rows)]).toEqual([1000 - shownFindings, 600 - shownRows]);
  const folds = [text.match(/<details>/g), text.match(/<\/details>/g)].map((found) => found?.length);
  expect(folds[0]).toBe(folds[1]);
});

test('an enormous change still fits a comment, with the wider access', () => {
  const { access, findings } = longReport(1000);
  const text = renderMarkdownChange({
    ...emptyChange,
    added: access,
    removed: access,
    widened: access,
    narrowed: access,
    findings,
  });
  expect(text.length).toBeLessThanOrEqual(most);
  expect(text).toContain('<details><summary>Widened: as it is now (');
});

test('parts that were not read come before access, and no sentence claims anything about them', () => {
  const report = {
    ...emptyReport,
    repositories: [{ name: 'closed', arn: 'closed', account: '1', region: 'us-east-1', source }],
    unreviewed: [unread({})],
    assumptions: [unread({ what: 'account 1', why: 'an ARN names it' })],
  };
  const place = '`Registry/Service/Resource (Service4D2A8F21 in Registry.template.json)`';
  expect(renderMarkdown(report)).toBe(`## Access to ECR

Findings in what was read: no errors, no warnings, no notes. Not read: 1 part that may grant or have access. In what was read: 1 repository, 0 principals, 0 rows of access.

Who can push: no principal in what was read.

### Not read: these parts may grant or have access

- **not read** nested stack 'Roles' (${place})
  <br>Why: its template is at a URL

### Assumed

- Assumed: account 1, because an ARN names it (Registry/Service/Resource (Service4D2A8F21 in Registry.template.json)).

<details><summary>What was read grants no access to 1 repository</summary>

The parts that were not read may grant access.

- \`closed\`

</details>
`);
});

test('repositories outside the templates have their own heading', () => {
  const access = ['a', 'b'].map((repository) => accessRow({ repository, outside: true, principal: repository }));
  const text = renderMarkdown({ ...emptyReport, access });
  expect(text.match(/### Repositories outside these templates/g)).toHaveLength(1);
  expect(text.indexOf('### Repositories outside')).toBeLessThan(text.indexOf('<code>a</code>'));
  const heads = renderMarkdownChange({ ...emptyChange, added: access }).match(/^<details>.*/gm);
  expect(heads).toEqual(['<details><summary>Added, outside these templates (2)</summary>']);
});

test('conditions that all alternatives have are shown once', () => {
  const access = [
    accessRow({ decision: 'conditional', conditions: ['always needed', 'one'] }),
    accessRow({ decision: 'conditional', conditions: ['unless it rains', 'always needed'] }),
  ];
  expect(renderMarkdown({ ...emptyReport, access })).toContain(
    '| `always needed`<br>and one of these:<br>`one`<br>or `unless it rains` |',
  );
});

test('a group of many repositories names the first in its summary and all of them inside', () => {
  const names = Array.from({ length: 20 }, (_, index) => `service-${index}`);
  const repositories = names.map((name) => ({ name, arn: name, account: '1', region: 'us-east-1', source }));
  const access = names.map((repository) => accessRow({ repository }));
  const lines = renderMarkdown({ ...emptyReport, repositories, access }).split('\n');
  expect(lines).toContain(
    '<details><summary><code>service-0</code>, <code>service-1</code>, <code>service-2</code> and 17 more: 1 principal</summary>',
  );
  expect(lines).toContain(names.map((name) => `\`${name}\``).join(', '));
});

test('mentions no missing items if all are shown', () => {
  expect(renderMarkdown(realReport)).not.toContain('Not shown');
});

test.each([
  ['jwt-pizza', '`jwt-pizza`'],
  ['a`b', '``a`b``'],
  ['``a``', '``` ``a`` ```'],
  ['a\n# b', '`a # b`'],
  ['', ''],
])('%j as code is %j', (text, code) => {
  expect(markdownCode(text)).toBe(code);
});

test.each([
  ['a|b', '`a\\|b`'],
  ['a\\|b', '`a\\\\\\|b`'],
])('%j as code in a table is %j', (text, code) => {
  expect(markdownCellCode(text)).toBe(code);
});

test.each([
  ['Name `ecr:*` by **action**.', 'Name `ecr:*` by \\*\\*action\\*\\*.'],
  ['See @octocat, #1', 'See \\@&#8203;octocat, \\#&#8203;1'],
  ['https://evil.example', 'https:&#8203;//evil.example'],
  ['WWW.evil.example', 'WWW&#8203;.evil.example'],
  ['[a](b) <b> &lt;', '\\[a\\](b) \\<b\\> \\&lt;'],
  ['one ` alone', 'one \\` alone'],
])('%j as a sentence is %j', (text, sentence) => {
  expect(markdownProse(text)).toBe(sentence);
});

test('no name starts markup, links or mentions outside of code', () => {
  const pieces = [
    '`',
    '``',
    '\\',
    '|',
    '[',
    '](',
    '<',
    '>',
    '@a',
    '#1',
    '*',
    '_',
    '&',
    'www.',
    '://',
    ' ',
    'a',
    '\n',
    '!',
    '$',
  ];
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...pieces), maxLength: 30 }), (text) => {
      const bare = markdownProse(text)
        .replaceAll('&#8203;', '·')
        .replace(/\\[!-/:-@[-`{-~]|(`+)(?!`)[^]*?(?<!`)\1(?!`)/g, '');
      expect(bare).not.toMatch(/[`|[\]<>@#*_&!$\n]|www\.|:\/\//);
    }),
    { numRuns: 1000 },
  );
});

test('a table keeps its columns with any names', () => {
  const rows = [renderMarkdown(hostileReport), renderMarkdownChange(hostileChange)].flatMap(
    (text) => text.match(/^\| (?!can|---|repository).*/gm) ?? [],
  );
  expect(rows.length).toBeGreaterThan(hostileNames.length);
  // GitHub separates cells at a bar without a backslash. Two backslashes are one.
  const widths = rows.map((row) => row.replace(/\\[!-/:-@[-`{-~]/g, '').split('|').length - 2);
  expect(new Set(widths)).toEqual(new Set([4, 5]));
});

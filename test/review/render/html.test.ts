import { createHash } from 'node:crypto';
import { renderHtml, renderHtmlChange } from '../../../lib/review/render/html';
import { pageScript } from '../../../lib/review/render/html-page';
import { pageStyle } from '../../../lib/review/render/html-style';
import {
  accessRow,
  change,
  emptyChange,
  emptyReport,
  hostileChange,
  hostileReport,
  longReport,
  realReport,
  source,
  reviewedChange,
  unread,
} from './report-fixture';

const hash = (text: string) => createHash('sha256').update(text).digest('base64');

/** Each tag of a page, with its attributes; texts and blocks are left out. */
function tagsOf(page: string): string[] {
  const bare = page.replace(pageScript, '').replace(pageStyle, '').replace(dataOf(page), '');
  return bare.match(/<\/?[a-z!][^>]*>/gi) ?? [];
}

function dataOf(page: string): string {
  return /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(page)?.[1] ?? '';
}

const pages: [string, string][] = [
  ['a real report', renderHtml(realReport)],
  ['an empty report', renderHtml(emptyReport)],
  ['a hostile report', renderHtml(hostileReport)],
  ['a change', renderHtmlChange(change)],
  ['an empty change', renderHtmlChange(emptyChange)],
  ['a hostile change', renderHtmlChange(hostileChange)],
];

test('the script and the style cannot end before their last line', () => {
  expect(pageScript).not.toMatch(/<\/script|<!--/i);
  expect(pageStyle).not.toMatch(/<\/style/i);
});

test('the script sets no markup, runs no text and sends nothing', () => {
  const forbidden =
    /innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|Function\(|fetch\(|XMLHttp|import\(|\.src\b/;
  expect(pageScript).not.toMatch(forbidden);
});

describe.each(pages)('the page of %s', (_, page) => {
  it('lets its own script and style run and nothing else', () => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1]?.replaceAll('&#39;', "'");
    expect(policy).toBe(
      `default-src 'none'; style-src 'sha256-${hash(pageStyle)}'; script-src 'sha256-${hash(pageScript)}'; base-uri 'none'; form-action 'none'`,
    );
  });

  it('has only the tags of the page, and none that fetches or handles anything', () => {
    const known =
      /^<(\/?(a|body|br|button|code|fieldset|form|h1|h2|head|header|html|input|label|legend|li|main|meta|nav|noscript|p|path|script|section|span|strong|style|svg|table|tbody|td|th|thead|title|tr|ul|div)\b[^<]*|!doctype html)>$/;
    const tags = tagsOf(page);
    expect(tags.filter((tag) => !known.test(tag))).toEqual([]);
    expect(tags.filter((tag) => /\s(on\w+|src|style|srcdoc|action)=/i.test(tag.replace(/"[^"]*"/g, '""')))).toEqual([]);
    expect(tags.filter((tag) => /href="(?!#)/.test(tag))).toEqual([]);
    expect(tags.filter((tag) => tag.startsWith('<script'))).toHaveLength(2);
  });

  it('has data that is JSON and in which no markup starts', () => {
    expect(dataOf(page)).not.toMatch(/[<>&\u2028\u2029]/);
    expect(() => JSON.parse(dataOf(page)) as unknown).not.toThrow();
  });

  it('closes what it opens', () => {
    for (const name of ['section', 'table', 'tbody', 'tr', 'td', 'ul', 'li', 'code', 'p', 'form', 'main']) {
      const count = (tag: RegExp) => tagsOf(page).filter((one) => tag.test(one)).length;
      expect([name, count(new RegExp(`^<${name}\\b`))]).toEqual([name, count(new RegExp(`^</${name}>`))]);
    }
  });

  it('has a row of data for each row of its tables', () => {
    const { rows } = JSON.parse(dataOf(page)) as { readonly rows: readonly unknown[] };
    expect(page.match(/<tr data-row>/g) ?? []).toHaveLength(rows.length);
  });
});

test('a page without scripts shows every principal, role, condition and finding', () => {
  const page = renderHtml(realReport).replace(dataOf(renderHtml(realReport)), '');
  for (const { principal, via, repository, conditions } of realReport.access) {
    for (const text of [principal, via, repository, ...conditions.filter((condition) => !/\p{Co}/u.test(condition))]) {
      expect(page).toContain(text);
    }
  }
  for (const { id, acknowledged = '' } of realReport.findings) {
    expect(page).toContain(id);
    expect(page).toContain(acknowledged);
  }
  expect(page).toContain('the parameter ${BuildAccount} names its account');
  expect(page).toContain('What was read grants no access. The parts that were not read may grant access.');
  expect(renderHtml({ ...realReport, unreviewed: [] })).toContain('These templates grant no access.');
});

test('the principals that can push are a list, and a legend explains the decisions', () => {
  const role = (name: string) => `arn:aws:iam::222222222222:role/${name}`;
  const access = [
    accessRow({ principal: role('<ci>'), operation: 'push', decision: 'allowed', conditions: [] }),
    accessRow({ principal: role('alice'), operation: 'push', decision: 'unknown', conditions: ['which role it is'] }),
  ];
  const page = renderHtml({ ...realReport, access });
  const [head = ''] = page.split('<nav');
  const texts = head.slice(head.indexOf('Who can push')).split(/<[^>]*>/);
  expect(texts.map((text) => text.trim()).filter((text) => text !== '' && !text.startsWith('Assumed'))).toEqual([
    'Who can push:',
    'role &lt;ci&gt;: jwt-pizza-service',
    'role alice (unknown): jwt-pizza-service',
    'allowed',
    ': by the policies that were read',
    'conditional',
    ': only under the conditions in its row',
    'unknown',
    ': a value decides that is known only after deployment',
  ]);
});

test('a page without access has no legend of decisions', () => {
  expect(renderHtml({ ...realReport, access: [] })).not.toContain('by the policies that were read</span>');
});

test('parts that were not read come before findings and tables, and the summary counts them', () => {
  const page = renderHtml(realReport);
  const places = [
    'Not read: 2 parts that may grant',
    'Assumed: account 123456789012, because',
    'id="unreviewed"',
    'id="findings"',
    'id="access"',
    'id="outside"',
  ];
  const found = places.map((text) => page.indexOf(text));
  expect(found).toEqual([...found].sort((one, other) => one - other));
  expect(found).not.toContain(-1);
});

test('a change has sections for parts that were not read, for other changes and for repositories outside the templates', () => {
  const added = [accessRow({ outside: true })];
  const notRead = { unreviewed: [unread({})], stillUnreviewed: [unread({})] };
  const page = renderHtmlChange({ ...emptyChange, added, changes: [reviewedChange({})], ...notRead });
  expect(page.match(/<section id="[a-z-]+"/g)).toEqual(
    ['unreviewed', 'still-unreviewed', 'changes', 'overview', 'added-outside'].map((id) => `<section id="${id}"`),
  );
});

test('the picture of a change knows how each row differs, the kind and account of each principal, and each frame', () => {
  const role = 'arn:aws:iam::222222222222:role/ci';
  const unresolved = 'arn:aws:iam::${AWS::AccountId}:role/ci';
  const page = renderHtmlChange({
    ...emptyChange,
    widened: [accessRow({ principal: role })],
    added: [accessRow({ principal: unresolved }), accessRow({ repository: 'arn:prod/*', outside: true })],
    narrowed: [accessRow({ principal: 'repo:acme/web:ref:refs/heads/main' })],
    removed: [accessRow({ principal: 'lambda.amazonaws.com' })],
  });
  const data = JSON.parse(dataOf(page)) as Readonly<Record<string, readonly unknown[][]>>;
  expect(data.principals).toEqual([
    [role, 'role', '222222222222'],
    [unresolved, 'role', ''],
    ['111111111111', 'other', ''],
    ['repo:acme/web:ref:refs/heads/main', 'GitHub Actions', ''],
    ['lambda.amazonaws.com', 'service', ''],
  ]);
  expect(data.repositories).toEqual([
    ['jwt-pizza-service', ''],
    ['arn:prod/*', 'Outside these templates'],
  ]);
  expect(data.rows?.map((row) => [row[0], row[1], row[5]])).toEqual([
    [[0], [0], 'widened'],
    [[1], [0], 'added'],
    [[2], [1], 'added'],
    [[3], [0], 'narrowed'],
    [[4], [0], 'removed'],
  ]);
  for (const change of ['added', 'removed', 'widened', 'narrowed']) {
    expect(page).toMatch(new RegExp(`<span class="mark ${change}">.</span>\\s*${change}`));
  }
  expect(renderHtml(realReport)).not.toContain('class="mark');
  expect(renderHtmlChange(emptyChange)).not.toContain('id="picture"');
});

test('repositories with the same access are one body of a table, and the picture knows each of them', () => {
  const names = ['app', 'web'];
  const repositories = names.map((name) => ({ name, arn: name, account: '1', region: 'us-east-1', source }));
  const access = [
    ...names.map((repository) => accessRow({ repository })),
    accessRow({ repository: 'arn:prod/*', outside: true }),
  ];
  const page = renderHtml({ ...emptyReport, repositories, access });
  expect(page.match(/data-name="[^"]*"/g)).toEqual(['data-name="app web"', 'data-name="arn:prod/*"']);
  const data = JSON.parse(dataOf(page)) as { readonly repositories: string[][]; readonly rows: unknown[][] };
  expect(data.repositories).toEqual([
    ['app', '1 us-east-1'],
    ['web', '1 us-east-1'],
    ['arn:prod/*', 'Outside these templates'],
  ]);
  expect(data.rows.map((row) => row[1])).toEqual([[0, 1], [2]]);
});

test('conditions that all alternatives have are shown once', () => {
  const access = [
    accessRow({ decision: 'conditional', conditions: ['always needed', 'one'] }),
    accessRow({ decision: 'conditional', conditions: ['unless it rains', 'always needed'] }),
  ];
  const page = renderHtml({ ...emptyReport, access });
  expect(page.match(/<code>always needed<\/code>/g)).toHaveLength(1);
  const texts = ['always needed', 'and one of these:', '>one<', '>or<', 'unless it rains'];
  const table = page.slice(page.indexOf('<table>'));
  const places = texts.map((text) => table.indexOf(text));
  expect(places).toEqual([...places].sort((one, other) => one - other));
  expect(places).not.toContain(-1);
});

test('a condition never follows the word always', () => {
  const account = 'account 111111111111 allows it by its own policy';
  const access = [accessRow({ conditions: [account] }), accessRow({ principal: '222222222222' })];
  const cells = renderHtml({ ...emptyReport, access }).match(/<td data-label="when">[^]*?<\/td>/g) ?? [];
  const texts = cells.map((cell) =>
    cell
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  );
  expect(texts).toEqual([`allowed if ${account}`, 'always']);
});

test('* is shown as the organization to which an entry limits it, and as anyone in another entry', () => {
  const limited = { decision: 'conditional', conditions: ['aws:PrincipalOrgID is o-a1b2c3d4e5'] } as const;
  const added = [accessRow({ principal: '*', ...limited }), accessRow({ principal: '*', repository: 'open' })];
  for (const page of [
    renderHtmlChange({ ...emptyChange, added }),
    renderHtml({ ...emptyReport, access: added, principals: [{ principal: '*', kind: 'everybody', account: '' }] }),
  ]) {
    expect(page).toContain('<code>o-a1b2c3d4e5</code> <span class="soft">organization</span>');
    expect(page).toContain('<code>*</code> <span class="anyone">anyone</span>');
    expect((JSON.parse(dataOf(page)) as { readonly principals: unknown[] }).principals).toEqual([
      ['o-a1b2c3d4e5', 'organization', ''],
      ['*', 'everybody', ''],
    ]);
  }
});

test('a page that leaves rows out says how many', () => {
  const access = longReport(2100).access.map((row, index) => ({ ...row, conditions: [`number ${index}`] }));
  expect(renderHtml({ ...emptyReport, access })).toContain(
    'This page leaves out 1,000 rows. --format json shows all rows.',
  );
});

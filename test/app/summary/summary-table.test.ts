import { type Summary, summarize } from '../../../lib/app/summary/summary';
import { renderSummary } from '../../../lib/app/summary/summary-table';
import { synthesizeExample } from '../../example-apps';
import { account } from '../../synthesis';

const long = 'namespace/'.repeat(12) + 'a-very-long-name-that-no-column-of-a-terminal-holds-without-breaking-it';

const longest: Summary = {
  repositories: [
    {
      name: long,
      region: 'ap-southeast-1',
      tags: `immutable but ${'x'.repeat(128)}`,
      retention: [`Keep the newest 10 images tagged ${'release-*'.repeat(9)}`],
      pulledBy: Array.from({ length: 40 }, (_, index) => `role path/${'r'.repeat(60)}${index} of ${account}`),
      pushedBy: [`user ${'u'.repeat(64)}`, 'organization o-a1b2c3d4e5'],
      readBy: [`organizational unit o-a1b2c3d4e5/r-ab12${'/ou-ab12-11111111'.repeat(5)}`],
    },
  ],
  roles: [
    {
      name: 'n'.repeat(64),
      trusts: [`repo:${'o'.repeat(39)}@1/${'r'.repeat(100)}@2:ref:refs/heads/${'b'.repeat(255)}`],
      may: [`push to ${long}`, `deploy to ${'c'.repeat(255)}/${'s'.repeat(255)}`],
    },
  ],
  builds: [
    {
      name: 'p'.repeat(150),
      source: `https://github.com/${'o'.repeat(39)}/${'r'.repeat(100)}.git`,
      startsOn: [`push to ${'b'.repeat(255)}`, 'by hand'],
      pushesTo: `${account}.dkr.ecr.ap-southeast-1.amazonaws.com/${long}`,
    },
  ],
};

describe.each([
  ['the example registry', summarize(synthesizeExample('registry', () => undefined).directory)],
  ['the larger stack', summarize(synthesizeExample('larger-stack', () => undefined).directory)],
  ['the longest names', longest],
])('%s', (_, summary) => {
  const text = renderSummary(summary);

  test('fits a terminal of 100 columns', () => {
    expect(text.split('\n').filter((line) => [...new Intl.Segmenter().segment(line)].length > 100)).toEqual([]);
  });

  test('hides nothing: every name is there, once the white space is gone', () => {
    const cells = rowsOf(text).map((row) => row.map(withoutSpace));
    for (const entry of textsOf(summary)) {
      const holders = cells.flat().filter((cell) => cell.includes(withoutSpace(entry)));
      expect([entry, holders.length > 0]).toEqual([entry, true]);
    }
    expect(text).not.toContain('…');
  });

  test('has a row for each thing', () => {
    const { repositories, roles, builds } = summary;
    const titles = [repositories, roles, builds].filter((list) => list.length > 0).length;
    expect(rowsOf(text)).toHaveLength(repositories.length + roles.length + builds.length + titles);
  });
});

test('a repository that nobody reaches says so', () => {
  const [repository] = longest.repositories;
  const lonely = {
    ...longest,
    repositories: repository ? [{ ...repository, pulledBy: [], pushedBy: [], readBy: [] }] : [],
  };
  expect(rowsOf(renderSummary(lonely))[1]?.slice(2)).toEqual(['nobody', 'nobody']);
});

test('a repository that hundreds of accounts pull from is drawn at once', () => {
  const [repository] = longest.repositories;
  const pulledBy = Array.from({ length: 1000 }, (_, index) => `account ${100000000000 + index}`);
  const popular = { roles: [], builds: [], repositories: repository ? [{ ...repository, pulledBy }] : [] };
  const before = performance.now();
  expect(renderSummary(popular).split('\n').length).toBeGreaterThan(1000);
  expect(performance.now() - before).toBeLessThan(5000); // it took minutes for a hundred once
});

test('no table is drawn without rows', () => {
  expect(renderSummary({ repositories: [], roles: [], builds: [] })).toBe('');
  expect(renderSummary({ ...longest, roles: [], builds: [] })).not.toMatch(/Roles|Builds/);
});

function withoutSpace(text: string): string {
  return text.replace(/\s/g, '');
}

/** All texts that a summary holds. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => (key === 'statements' ? [] : textsOf(item)));
}

/** The rows of all tables, each as the whole text of its cells. */
function rowsOf(text: string): string[][] {
  const rows: string[][] = [];
  let open = false;
  for (const line of text.split('\n')) {
    if (!line.startsWith('│')) {
      open = false;
      continue;
    }
    const cells = line.split('│').slice(1, -1);
    const row = rows.at(-1);
    if (open && row) rows[rows.length - 1] = row.map((text, column) => text + (cells[column] ?? '').trim());
    else rows.push(cells.map((cell) => cell.trim()));
    open = true;
  }
  return rows;
}

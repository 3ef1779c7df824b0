import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { awsLimits } from '../../../lib/private/aws/limits';
import { renderLimits } from '../../../scripts/limits-page';

test('docs/limits.md is what `npm run limits` writes', () => {
  const file = join(__dirname, '../../../docs/limits.md');
  expect(readFileSync(file, 'utf8')).toBe(`${renderLimits()}\n`);
});

test('each limit is on the page with its number, what it counts and a page of AWS', () => {
  const rows = renderLimits()
    .split('\n')
    .filter((line) => line.startsWith('| ['));
  const numbers = Object.values(awsLimits).flatMap((group) => Object.values<number>(group));
  expect(rows.map((row) => row.split(' | ')[2]?.replace(/ \|$/, ''))).toEqual(
    numbers.map((number) => number.toLocaleString('en')),
  );
  const form = /^\| \[[A-Z][\w ]+\]\(https:\/\/docs\.aws\.amazon\.com\/[^)]+\.html\) \| [A-Z].{10,} \| [\d,]+ \|$/;
  expect(rows.filter((row) => !form.test(row))).toEqual([]);
});

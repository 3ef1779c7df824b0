import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dayAfterLast } from '../../lib/access/contributor/expiration';

const changelog = readFileSync(join(__dirname, '../../CHANGELOG.md'), 'utf8');

/** The days of the releases in a changelog. */
function releaseDays(text: string): string[] {
  return [...text.matchAll(/^## \d\S* - (\d{4}-\d\d-\d\d)$/gm)].map(([, day = '']) => day);
}

function twoYearsAfter(day: string): string {
  return day.replace(/^\d+/, (year) => String(Number(year) + 2));
}

test('permissions can end at most two years after the newest release', () => {
  expect(releaseDays('## Unreleased\n## 0.2.0 - 2027-01-02\n## 0.1.0 - 2026-12-01\n')).toEqual([
    '2027-01-02',
    '2026-12-01',
  ]);
  for (const day of releaseDays(changelog)) expect(dayAfterLast >= twoYearsAfter(day)).toBe(true);
});

import { readFileSync } from 'node:fs';
import { regionServices } from '../../lib/private/aws/region-service';
import { pagePath, renderRegionsPage } from '../../scripts/regions-page';

/** Prettier aligns the columns of tables. */
const unaligned = (page: string) => page.replace(/ +/g, ' ').replace(/-{3,}/g, '---').trim();

test('the page about Regions is that of the table. `npm run region-services` writes both', () => {
  expect(unaligned(readFileSync(pagePath, 'utf8'))).toBe(unaligned(renderRegionsPage(regionServices)));
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiFingerprint } from '../scripts/docs/api-fingerprint';

const root = join(__dirname, '..');

test('docs/API.md and docs/api are what `npm run docs` writes of the built package', () => {
  const [, recorded] = /<!-- types and pages: (\w+) -->\n$/.exec(readFileSync(join(root, 'docs/API.md'), 'utf8')) ?? [];
  expect(recorded).toBe(apiFingerprint(root));
});

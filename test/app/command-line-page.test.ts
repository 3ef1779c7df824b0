import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderCommandLine } from '../../scripts/docs/command-line-page';

test('docs/reference/command-line.md is what `npm run docs` writes', () => {
  const file = join(__dirname, '../../docs/reference/command-line.md');
  expect(readFileSync(file, 'utf8')).toBe(`${renderCommandLine()}\n`);
});

import { synthesizeExample } from '../../example-apps';
import { blocksIn } from '../../docs/pages';
import { runIn } from '../command';

test('the screen of the registry example is the one in the guide, and fits in 60 lines of 80 columns', () => {
  const { directory } = synthesizeExample('registry', () => undefined, { analyticsReporting: true });
  const lines = runIn({ width: 80, colours: false }, 'show', directory).stdout.trimEnd().split('\n');
  const [block] = blocksIn('text').filter(({ page }) => page === 'docs/guides/show.md');
  expect(lines.slice(0, 22)).toEqual(block?.text.trimEnd().split('\n'));
  expect(lines.length).toBeLessThanOrEqual(60);
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
});

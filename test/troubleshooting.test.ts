import { anchorsOf } from './docs/links';
import { blocksIn, pages } from './docs/pages';

const page = pages.get('docs/troubleshooting.md') ?? '';
const [index = '', ...sections] = page.split(/^## /m);
const headings = (text: string) => [...text.matchAll(/^### (.+)$/gm)].map(([, heading = '']) => heading);

test('the index of error messages has each of them, in the order of the page', () => {
  const listed = [...index.matchAll(/^- \[(.+)\]\(#(.+)\)$/gm)].map(([, heading, anchor]) => ({ heading, anchor }));
  const anchors = anchorsOf(page).filter(
    (anchor) => !sections.some((section) => anchorsOf(`## ${section}`)[0] === anchor),
  );
  expect(listed.map(({ heading }) => heading)).toEqual(sections.flatMap(headings));
  expect(listed.map(({ anchor }) => anchor)).toEqual(anchors.slice(1));
});

test('the message of this package under a heading has the words of the heading', () => {
  const ours = headings(sections[0] ?? '');
  const messages = blocksIn('text').filter((block) => block.page === 'docs/troubleshooting.md');
  expect(ours.length).toBeGreaterThanOrEqual(15);
  expect(messages.length).toBe(ours.length);
  const without = ours.filter((heading, place) => {
    const parts = heading.replace(/^`(.*)`$/, '$1').split('...');
    return !parts.every((part) => messages[place]?.text.includes(part));
  });
  expect(without).toEqual([]);
});

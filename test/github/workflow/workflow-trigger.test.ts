import { exactFilter, patternFilter } from '../../../lib/github/workflow/workflow-trigger';

test.each([
  ['main', 'main'],
  ['release/1.0', 'release/1.0'],
  ['c++', 'c\\+\\+'],
  ['!a', '\\!a'],
  ["a'b", "a'b"],
])('the branch %s is the filter %s', (name, filter) => {
  expect(exactFilter(name)).toBe(filter);
});

test.each([
  ['release/*', 'release/**'],
  ['v*', 'v**'],
  ['**', '**'],
  ['a+*', 'a\\+**'],
])('the pattern %s is the filter %s, whose stars match slashes too', (pattern, filter) => {
  expect(patternFilter(pattern)).toBe(filter);
});

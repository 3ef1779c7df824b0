import { searchOf } from '../../../lib/private/text/search-words';

test.each([
  ['', 'anything', true],
  ['  ', 'anything', true],
  ['API', 'payments/api', true],
  ['api  pay', 'payments/api', true],
  ['api web', 'payments/api', false],
])('the search %j in %j: %s', (search, text, isFound) => {
  expect(searchOf(search)(text)).toBe(isFound);
});

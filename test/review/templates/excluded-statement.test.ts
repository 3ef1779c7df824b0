import { isExcluded } from '../../../lib/review/templates/excluded-statement';

function under(template: string, ...when: string[]) {
  return { source: { template, logicalId: 'A', path: '' }, when };
}

test.each([
  [['IsProd'], ['not IsProd'], true],
  [['not IsProd'], ['IsProd'], true],
  [['IsProd', 'IsBig'], ['IsWest', 'not IsBig'], true],
  [['IsProd'], ['IsProd'], false],
  [['not IsProd'], ['not IsProd'], false],
  [['IsProd'], ['not IsBig'], false],
  [["Stage is 'dev'"], ["Stage is 'prod'"], true],
  [["Stage is 'dev'"], ["Stage is 'dev'"], false],
  [["Stage is 'dev'"], ["Size is 'prod'"], false],
  [["not Stage is 'dev'"], ["not Stage is 'prod'"], false],
  [["not Stage is 'dev'"], ["Stage is 'prod'"], false],
  [["Stage is 'dev'"], ["not Stage is 'dev'"], true],
  [[], ['IsProd'], false],
  [['IsProd'], [], false],
])('a statement under %j and a resource under %j exclude each other: %s', (statement, resource, expected) => {
  expect(isExcluded(under('A', ...statement), under('A', ...resource))).toBe(expected);
  expect(isExcluded(under('A', ...statement), under('B', ...resource))).toBe(false);
});

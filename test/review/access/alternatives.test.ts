import * as fc from 'fast-check';
import { oneOf, withoutAlternatives } from '../../../lib/review/access/alternatives';
import { type AccessRow } from '../../../lib/review/access/access-row';

const [isProd, notProd] = ['template condition IsProd', 'template condition not IsProd'];

test.each<[string, string[][], string[]]>([
  ['one list is as it is', [['a', 'b']], ['a', 'b']],
  [
    'the same twice is once',
    [
      ['a', 'b'],
      ['a', 'b'],
    ],
    ['a', 'b'],
  ],
  ['a list with more conditions is left out', [['a', 'b'], ['a']], ['a']],
  ['an empty list needs nothing', [['a'], []], []],
  ['both of two template conditions that exclude each other are none', [[isProd], [notProd]], []],
  [
    'with something else, that remains',
    [
      [isProd, 'a'],
      [notProd, 'a'],
    ],
    ['a'],
  ],
  [
    'what all have is said once',
    [
      ['a', 'b'],
      ['a', 'c'],
    ],
    ['a', 'either b, or c'],
  ],
  ['lists that have nothing in common are alternatives', [['a', 'b'], ['c']], ['either a and b, or c']],
  [
    'three that come to one',
    [
      [isProd, 'a'],
      [notProd, 'a'],
      ['a', 'b'],
    ],
    ['a'],
  ],
  ['words that only look opposite are not', [['b'], ['not b']], ['either b, or not b']],
])('%s', (_, lists, conditions) => {
  expect(oneOf(lists)).toEqual(conditions);
});

const texts = fc.constantFrom('a', 'b', 'c', isProd, notProd, 'template condition Other');

/** Whether one of several lists is met if these facts are true. */
function holds(lists: readonly (readonly string[])[], facts: ReadonlySet<string>): boolean {
  const isFact = (text: string): boolean => (text === notProd ? !facts.has(isProd) : facts.has(text));
  return lists.some((list) => list.every(isFact));
}

/** The lists that the words of conditions represent. */
function listsOf(conditions: readonly string[]): string[][] {
  const common = conditions.filter((text) => !text.startsWith('either '));
  const [choice] = conditions.filter((text) => text.startsWith('either '));
  if (choice === undefined) return [common];
  const lists = choice.slice('either '.length).split(', or ');
  return lists.map((list) => [...common, ...list.split(' and ')]);
}

test('the words are true if one of the lists is met', () => {
  const facts = fc.subarray(['a', 'b', 'c', isProd, 'template condition Other']);
  const lists = fc.array(fc.uniqueArray(texts, { maxLength: 4 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(lists, facts, (some, held) => {
      const set = new Set(held);
      expect(holds(listsOf(oneOf(some)), set)).toBe(holds(some, set));
    }),
    { numRuns: 5000 },
  );
});

const row: AccessRow = {
  principal: 'arn:aws:iam::111111111111:role/ci',
  via: '',
  repository: 'app',
  operation: 'pull',
  decision: 'conditional',
  conditions: ['a'],
  source: { template: 'Stack', logicalId: 'Policy', path: '' },
};

const merged = (...rows: Partial<AccessRow>[]) =>
  withoutAlternatives(rows.map((more) => ({ ...row, ...more }))).map(({ decision, conditions }) => [
    decision,
    ...conditions,
  ]);

test('rows with the same access are merged to one for each decision', () => {
  expect(merged({}, { conditions: ['b'] })).toEqual([['conditional', 'either a, or b']]);
  expect(merged({}, { decision: 'allowed', conditions: ['note'] })).toEqual([['allowed', 'note']]);
  expect(merged({}, { decision: 'unknown', conditions: ['doubt'] })).toEqual([
    ['conditional', 'a'],
    ['unknown', 'doubt'],
  ]);
  expect(merged({ decision: 'unknown', conditions: ['x'] }, { decision: 'unknown', conditions: ['y', 'x'] })).toEqual([
    ['unknown', 'x', 'y'],
  ]);
});

test('access in each case of a template is allowed, and no row of it is unknown', () => {
  const both = [{ conditions: [isProd] }, { conditions: [notProd] }];
  expect(merged(...both, { decision: 'unknown', conditions: ['doubt'] })).toEqual([['allowed']]);
});

test.each<[string, Partial<AccessRow>]>([
  ['principal', { principal: 'arn:aws:iam::111111111111:role/other' }],
  ['role on the way', { via: 'arn:aws:iam::111111111111:role/other' }],
  ['repository', { repository: 'other' }],
  ['Region', { arn: 'arn:aws:ecr:us-east-1:111111111111:repository/app' }],
  ['operation', { operation: 'push' }],
  ['place outside the templates', { outside: true }],
  ['list of repositories', { alike: [{ name: 'b', arn: 'b' }] }],
])('rows that differ in their %s are not merged', (_, other) => {
  expect(merged({}, { ...other, conditions: ['b'] })).toEqual([
    ['conditional', 'a'],
    ['conditional', 'b'],
  ]);
});

test.each(['*', 'lambda.amazonaws.com'])('rows of %s with different conditions are not merged', (principal) => {
  expect(merged({ principal }, { principal, conditions: ['b'] })).toEqual([
    ['conditional', 'a'],
    ['conditional', 'b'],
  ]);
  expect(merged({ principal, conditions: ['a', isProd] }, { principal, conditions: ['a', notProd] })).toEqual([
    ['conditional', 'a'],
  ]);
  const via = 'arn:aws:iam::111111111111:role/ci';
  expect(merged({ principal, via }, { principal, via, conditions: ['b'] })).toEqual([
    ['conditional', 'either a, or b'],
  ]);
});

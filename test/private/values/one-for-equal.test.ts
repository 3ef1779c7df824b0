import { Duration, Lazy } from 'aws-cdk-lib';
import { frozen, OneForEqual } from '../../../lib/private/values/one-for-equal';

interface Made {
  readonly args: readonly unknown[];
}

/** Two values made of two lists of arguments. */
function twoOf(one: readonly unknown[], other: readonly unknown[]): [Made, Made] {
  const values = new OneForEqual<Made>();
  const make = (args: readonly unknown[]): Made => values.of('name', args, () => ({ args }));
  return [make(one), make(other)];
}

test.each([
  ['texts', ['a', 'b'], ['a', 'b']],
  ['numbers', [1], [1]],
  ['lists', [['a', 'b']], [['a', 'b']]],
  ['options', [{ untagged: true }], [{ untagged: true }]],
  ['options, one with a key that holds nothing', [{ untagged: true, tagPatterns: undefined }], [{ untagged: true }]],
])('equal %s give one value', (_, one, other) => {
  const [first, second] = twoOf(one, other);
  expect(second).toBe(first);
});

test.each([
  ['other texts', ['a'], ['b']],
  ['a text and a number', ['1'], [1]],
  ['one text and two', ['a,b'], ['a', 'b']],
  ['a text and a list', ['a'], [['a']]],
  ['texts that hold quotes', ['a","b'], ['a', 'b']],
  ['fractions', [0.5], [0.5]],
  ['no numbers', [NaN], [NaN]],
  ['nothing', [undefined], [undefined]],
  ['lists that hold nothing', [[undefined]], [[undefined]]],
  ['null', [null], [null]],
  ['objects of a class', [Duration.days(1)], [Duration.days(1)]],
])('%s give two values', (_, one, other) => {
  const [first, second] = twoOf(one, other);
  expect(second).not.toBe(first);
});

test('values of other makers are others', () => {
  const values = new OneForEqual<object>();
  expect(values.of('one', ['a'], () => ({}))).not.toBe(values.of('other', ['a'], () => ({})));
});

test.each([
  ['text', (): unknown => Lazy.string({ produce: () => 'x' })],
  ['list', (): unknown => Lazy.list({ produce: () => ['x'] })],
  ['number', (): unknown => Lazy.number({ produce: () => 1 })],
])('a token is not cached: %s', (_, token) => {
  const [value] = [token()];
  const [first, second] = twoOf([value], [value]);
  expect(second).not.toBe(first);
});

test('nothing is cached if the value cannot be created', () => {
  const values = new OneForEqual<object>();
  const fail = (): object => {
    throw new Error('no');
  };
  expect(() => values.of('name', ['a'], fail)).toThrow('no');
  expect(() => values.of('name', ['a'], fail)).toThrow('no');
});

test('a frozen value can be changed nowhere', () => {
  const value = frozen({ list: [{ text: 'a' }] });
  expect([value, value.list, value.list[0]].map((part) => Object.isFrozen(part))).toEqual([true, true, true]);
});

import { Lazy, Token } from 'aws-cdk-lib';
import { validate } from '../../../lib/private/validation/validation';
import { wholeNumberRule } from '../../../lib/private/validation/whole-number';

test.each([1, 2, 100, Number.MAX_SAFE_INTEGER])('takes %d', (value) => {
  expect(wholeNumberRule(1)(value)).toBeUndefined();
});

test.each([
  ['is zero', 0, 'the number 0'],
  ['is negative', -1, 'the number -1'],
  ['is a fraction', 1.5, 'the number 1.5'],
  ['is infinite', Infinity, 'the number Infinity'],
  ['is not a number', NaN, 'the number NaN'],
  ['is not exact', 2 ** 53, 'the number 9007199254740992'],
  ['is a text', '10', "'10'"],
  ['is a bigint', 10n, 'the bigint 10'],
  ['is a boolean', true, 'the boolean true'],
  ['is a list', [10], 'a list'],
  ['is a mapping', { valueOf: () => 10 }, 'a mapping'],
  ['is null', null, 'null'],
  ['is missing', undefined, 'nothing'],
  ['is full-width', '１', "'１'"],
])('fails when it %s', (_, value, got) => {
  expect(wholeNumberRule(1)(value)).toBe(`must be a whole number from 1 on, got ${got}`);
});

test('fails when it is past an upper limit', () => {
  const rule = wholeNumberRule(1, 5);
  expect(rule(5)).toBeUndefined();
  expect(rule(6)).toBe('must be a whole number from 1 to 5, got the number 6');
});

test.each([
  ['a number token', Token.asNumber({ Ref: 'Parameter' })],
  ['a lazy number', Lazy.number({ produce: () => 0 })],
])('takes %s', (_, token) => {
  expect(() => {
    validate('count', token, wholeNumberRule(1));
  }).not.toThrow();
});

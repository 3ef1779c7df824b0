import { CfnParameter, Duration, Lazy, Token } from 'aws-cdk-lib';
import { daysOf, daysText } from '../../../lib/private/validation/days';
import { newStack } from '../../synthesis';

test.each([
  [Duration.days(1), 1],
  [Duration.days(365), 365],
  [Duration.hours(48), 2],
  [Duration.minutes(1440), 1],
  [Duration.parse('P1DT24H'), 2],
])('takes whole days: %s', (duration, days) => {
  expect(daysOf('after', duration)).toBe(days);
});

test.each([
  ['none', Duration.days(0), '0 days'],
  ['half a day', Duration.hours(12), '12 hours'],
  ['a day and an hour', Duration.hours(25), '1 day 1 hour'],
  ['a day and a half', Duration.days(1.5), '1 day 12 hours'],
  ['a second', Duration.seconds(1), '1 second'],
  ['a day and a millisecond', Duration.millis(86_400_001), '1 day 1 milli'],
])('fails when it is %s', (_, duration, shown) => {
  expect(() => daysOf('after', duration)).toThrow(new Error(`\`after\` must be whole days, at least 1, got ${shown}`));
});

test('takes tokens', () => {
  const parameter = new CfnParameter(newStack(), 'Days', { type: 'Number' });
  expect(Token.isUnresolved(daysOf('after', Duration.days(parameter.valueAsNumber)))).toBe(true);
  expect(Token.isUnresolved(daysOf('after', Duration.days(Lazy.number({ produce: () => 3 }))))).toBe(true);
});

test.each([
  [1, '1 day'],
  [2, '2 days'],
  [Token.asNumber({ Ref: 'Days' }), 'some days'],
])('daysText says %d in words', (days, text) => {
  expect(daysText(days)).toBe(text);
});

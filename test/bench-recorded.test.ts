import { recordedRatios, worseRatios } from './bench/recorded';

const row = { what: 'CPU, ours / L2', repositories: '1000' };
const value = (median: number) => ({ median, least: median, most: median });

test('the bench refuses a ratio that is a tenth worse than the recorded one', () => {
  const recorded = { 'CPU, ours / L2, 1000': 0.6 };
  expect(worseRatios([{ ...row, value: value(0.65) }], recorded)).toEqual([]);
  expect(worseRatios([{ ...row, value: value(0.67) }], recorded)).toEqual([
    'CPU, ours / L2, 1000: 0.670, recorded 0.600',
  ]);
});

test('seconds and new rows have no recorded ratio', () => {
  expect(worseRatios([{ ...row, value: value(9), unit: 's' }], { 'CPU, ours / L2, 1000': 1 })).toEqual([]);
  expect(worseRatios([{ ...row, what: 'new', value: value(9) }], {})).toEqual([]);
});

test('the recorded ratios are numbers', () => {
  expect(Object.values(recordedRatios()).every((ratio) => ratio > 0)).toBe(true);
});

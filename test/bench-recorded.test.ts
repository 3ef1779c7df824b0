import { recordedFigures, worseFigures } from './bench/recorded';
import { speedTable, speedTableOf } from './bench/readme-table';

const row = { what: 'CPU, ours / L2', repositories: '1000' };
const review = { what: 'CPU of a review', repositories: '1000', unit: 's' } as const;
const machine = { what: 'CPU of L1', repositories: '1000', unit: 's' } as const;
const value = (median: number) => ({ median, least: median, most: median });

test('the bench refuses a ratio that is a tenth worse than the recorded one', () => {
  const recorded = { 'CPU, ours / L2, 1000': 0.6 };
  expect(worseFigures([{ ...row, value: value(0.65) }], recorded)).toEqual([]);
  expect(worseFigures([{ ...row, value: value(0.67) }], recorded)).toEqual([
    'CPU, ours / L2, 1000: 0.670, recorded 0.600',
  ]);
});

test('seconds are compared on a machine that is twice as slow', () => {
  const recorded = { 'CPU of L1, 1000': 1, 'CPU of a review, 1000': 3 };
  const slow = { ...machine, value: value(2) };
  expect(worseFigures([slow, { ...review, value: value(6.5) }], recorded)).toEqual([]);
  expect(worseFigures([slow, { ...review, value: value(6.7) }], recorded)).toEqual([
    'CPU of a review, 1000: 6.700, recorded 6.000',
  ]);
});

test('new rows, and seconds without the pace of the machine, are not compared', () => {
  expect(worseFigures([{ ...review, value: value(9) }], { 'CPU of a review, 1000': 1 })).toEqual([]);
  expect(worseFigures([{ ...row, what: 'new', value: value(9) }], {})).toEqual([]);
});

test('the recorded figures are numbers', () => {
  expect(Object.values(recordedFigures()).every((figure) => Number.isFinite(figure))).toBe(true);
});

test('the README quotes the recorded figures', () => {
  expect(speedTableOf()).toBe(speedTable(recordedFigures()));
});

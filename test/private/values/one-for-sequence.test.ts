import fc from 'fast-check';
import { OneForSequence } from '../../../lib/private/values/one-for-sequence';

const letters = ['a', 'b', 'c'].map((letter) => ({ letter }));
const list = fc.array(fc.constantFrom(...letters), { maxLength: 5 });

test('the same objects in the same order make one value, and any other list another', () => {
  fc.assert(
    fc.property(fc.array(list, { maxLength: 20 }), (lists) => {
      const values = new OneForSequence<object, string>();
      for (const items of lists) {
        const text = items.map(({ letter }) => letter).join();
        expect(values.of(items, () => text)).toBe(text);
      }
      for (const items of lists) {
        expect(values.of([...items], () => 'made again')).toBe(items.map(({ letter }) => letter).join());
      }
    }),
  );
});

test('equal objects are not the same', () => {
  const values = new OneForSequence<object, object>();
  expect(values.of([{}], () => ({}))).not.toBe(values.of([{}], () => ({})));
});

test('nothing is cached if the value cannot be created', () => {
  const values = new OneForSequence<object, string>();
  const items = [{}];
  expect(() =>
    values.of(items, () => {
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(values.of(items, () => 'made')).toBe('made');
});

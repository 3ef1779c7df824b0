import { withProgress } from '../../../lib/private/text/progress';

test('each item is reported before it is used', () => {
  const events: string[] = [];
  for (const item of withProgress('Reading', ['a', 'b'], (step) => events.push(step))) events.push(item);
  expect(events).toEqual(['Reading: 1 of 2', 'a', 'Reading: 2 of 2', 'b']);
});

test('without a listener, the items are the same', () => {
  expect([...withProgress('Reading', [1, 2])]).toEqual([1, 2]);
});

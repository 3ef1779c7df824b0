import fc from 'fast-check';
import { shardOf } from '../../../../lib/app/config/environments/shard';

const names = Array.from({ length: 4000 }, (_, index) => `team-${index % 40}/service-${index}`);

test('one shard holds everything', () => {
  expect(names.every((name) => shardOf(name) === 1 && shardOf(name, 1) === 1)).toBe(true);
});

test('the shards of these names never change', () => {
  expect(
    ['service', 'team/api', 'jwt-pizza-service', 'a', 'approved/alice'].map((name) =>
      [2, 4, 12].map((n) => shardOf(name, n)),
    ),
  ).toEqual([
    [2, 2, 2],
    [2, 2, 2],
    [2, 3, 3],
    [2, 2, 2],
    [1, 1, 6],
  ]);
});

test('names are spread evenly', () => {
  const counts = new Map<number, number>();
  for (const name of names) counts.set(shardOf(name, 8), (counts.get(shardOf(name, 8)) ?? 0) + 1);
  expect([...counts.keys()].sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  for (const count of counts.values()) expect(Math.abs(count - 500)).toBeLessThan(80);
});

test('one more shard moves names only to the new shard', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 40 }), (name, shards) => {
      const after = shardOf(name, shards + 1);
      expect([shardOf(name, shards), shards + 1]).toContain(after);
    }),
  );
});

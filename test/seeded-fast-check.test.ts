import fc from 'fast-check';

const { SEED: given } = process.env;

afterEach(() => {
  if (given === undefined) delete process.env.SEED;
  else process.env.SEED = given;
});

/** Some random values of a run with a seed. */
function valuesWith(seed: string | undefined): readonly number[] {
  if (seed === undefined) delete process.env.SEED;
  else process.env.SEED = seed;
  let values: readonly number[] = [];
  jest.isolateModules(() => {
    const seeded = jest.requireActual<typeof fc>('fast-check');
    values = seeded.sample(seeded.nat(), 10);
  });
  return values;
}

test('each run has the same random values', () => {
  expect(valuesWith(undefined)).toEqual(valuesWith(undefined));
  expect(valuesWith('20261130')).toEqual(valuesWith(undefined));
});

test('SEED gives other values', () => {
  expect(valuesWith('7')).not.toEqual(valuesWith('8'));
  expect(valuesWith('7')).toEqual(valuesWith('7'));
});

test('fails when SEED is not a number', () => {
  expect(() => valuesWith('x')).toThrow("SEED must be a number of at most 9 digits, got 'x'.");
});

test('a property has the same values each time', () => {
  const seen: number[] = [];
  fc.assert(
    fc.property(fc.nat(), (value) => void seen.push(value)),
    { numRuns: 10 },
  );
  const again: number[] = [];
  fc.assert(
    fc.property(fc.nat(), (value) => void again.push(value)),
    { numRuns: 10 },
  );
  expect(again).toEqual(seen);
});

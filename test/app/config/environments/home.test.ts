import fc from 'fast-check';
import { homeOf } from '../../../../lib/app/config/environments/home';

const of = (name: string, home?: boolean) => ({ config: { name, home } });

test('the environment with home is the home', () => {
  expect(homeOf([of('a'), of('c', true), of('b')]).config.name).toBe('c');
});

test('otherwise the first environment by name is the home', () => {
  expect(homeOf([of('c'), of('b', false), of('d')]).config.name).toBe('b');
});

test('the order of environments does not change the home', () => {
  const some = fc.uniqueArray(fc.record({ name: fc.string({ minLength: 1 }), home: fc.option(fc.boolean()) }), {
    minLength: 1,
    maxLength: 6,
    selector: ({ name }) => name,
  });
  const reversible = some.filter((all) => all.filter(({ home }) => home).length <= 1);
  fc.assert(
    fc.property(reversible, (all) => {
      const [first, ...others] = all.map(({ name, home }) => of(name, home ?? undefined));
      const [last, ...before] = [...all].reverse().map(({ name, home }) => of(name, home ?? undefined));
      if (first && last) expect(homeOf([first, ...others])).toEqual(homeOf([last, ...before]));
    }),
  );
});

import * as fc from 'fast-check';
import { addressOf, type View, viewOf } from '../../../../lib/review/render/browser/address';

const everything: View = { search: '', operations: [], decisions: [] };

test.each<[string, View]>([
  ['', everything],
  ['#access', everything],
  [
    '#q=payments&can=pull,push&is=allowed',
    { search: 'payments', operations: ['pull', 'push'], decisions: ['allowed'] },
  ],
  ['#repository=payments%2Fapi', { ...everything, chosen: { type: 'repository', name: 'payments/api' } }],
  ['#principal=*', { ...everything, chosen: { type: 'principal', name: '*' } }],
])('the address %j is a view', (address, view) => {
  expect(viewOf(address)).toEqual(view);
});

test('each view has an address that opens it again', () => {
  const words = (...names: string[]) => fc.subarray(names);
  const views = fc.record(
    {
      search: fc.string({ unit: 'grapheme' }),
      operations: words('pull', 'push', 'delete'),
      decisions: words('allowed', 'unknown'),
      chosen: fc.record({
        type: fc.constantFrom('principal' as const, 'repository' as const),
        name: fc.string({ unit: 'grapheme' }),
      }),
    },
    { requiredKeys: ['search', 'operations', 'decisions'] },
  );
  fc.assert(
    fc.property(views, (view) => {
      expect(viewOf(`#${addressOf(view)}`)).toEqual(view);
    }),
  );
});

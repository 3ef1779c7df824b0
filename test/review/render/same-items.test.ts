import { findingItem, unreadItem } from '../../../lib/review/render/report-items';
import { withoutSameItems } from '../../../lib/review/render/same-items';
import { finding, unread } from './report-fixture';

const at = (logicalId: string) => ({ template: 'app.json', logicalId, path: '' });

function mutable(name: string): ReturnType<typeof findingItem> {
  return findingItem(finding({ message: `Every tag of '${name}' doesn't stay.`, source: at(`Of${name}`) }));
}

test('findings that differ only in their names are one item, which lists the others', () => {
  const [item, ...others] = withoutSameItems(['A', 'B', 'C', 'D'].map(mutable));
  expect(others).toEqual([]);
  expect(item?.counts).toBe(4);
  expect(item?.texts).toEqual([
    { head: '', text: "Every tag of 'A' doesn't stay." },
    { head: 'Fix', text: 'Name the accounts.' },
    { head: 'The same for 3 more', text: "'B' (OfB in app.json); 'C' (OfC in app.json); 'D' (OfD in app.json)" },
  ]);
});

test('two items with the same words are not merged, and neither are others between them', () => {
  const items = [mutable('A'), findingItem(finding({})), mutable('B')];
  expect(withoutSameItems(items).map(({ source }) => source.logicalId)).toEqual(['OfA', 'OfB', 'Service4D2A8F21']);
});

test.each([
  ['severity', { severity: 'warning' }],
  ['rule', { id: 'other' }],
  ['words', { message: "No tag of 'A' stays." }],
  ['fix', { fix: 'Name the roles.' }],
  ['acknowledgement', { acknowledged: 'It is meant.' }],
] as const)('another %s makes another item', (_, difference) => {
  const same = ['A', 'B', 'C'].map(mutable);
  const other = findingItem(finding({ message: "Every tag of 'D' doesn't stay.", ...difference }));
  expect(withoutSameItems([...same, other])).toHaveLength(2);
});

test('a common name is not repeated, and items beyond the limit are counted', () => {
  const parts = Array.from({ length: 30 }, (_, index) =>
    unreadItem(unread({ what: `policy 'p${index}' of role 'ci'`, source: at(`P${index}`) })),
  );
  const text = withoutSameItems(parts)[0]?.texts.at(-1);
  expect(text?.head).toBe('The same for 29 more');
  expect(text?.text).toMatch(/^'p1' \(P1 in app\.json\); 'p2' \(P2 in app\.json\); .*; and 9 more$/);
});

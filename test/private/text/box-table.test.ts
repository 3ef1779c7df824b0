import { stripVTControlCharacters } from 'node:util';
import { boxTable } from '../../../lib/private/text/box-table';
import { displayWidth } from '../../../lib/private/text/display-width';
import { plainTerminal } from '../../../lib/private/text/terminal';

test('draws nothing if there are no rows', () => {
  expect(boxTable({ title: 'Roles', columns: { role: 10 }, rows: [] }, plainTerminal)).toBe('');
});

test('is as wide as its columns with all kinds of characters', () => {
  const rows = [
    ['漢字漢字漢字', '🍕'],
    ['e\u0301', 'pull'],
  ];
  const lines = boxTable({ title: 'Roles', columns: { role: 10, may: 12 }, rows }, plainTerminal).split('\n');
  expect(lines.slice(1).map(displayWidth)).toEqual(Array.from({ length: 7 }, () => 25));
});

test('parts rows by a line where asked', () => {
  const table = { title: 'Roles', columns: { role: 7 }, rows: [['one'], ['two']] };
  expect(boxTable(table, plainTerminal).match(/├/g)).toHaveLength(1);
  expect(boxTable({ ...table, parted: true }, plainTerminal).match(/├/g)).toHaveLength(2);
});

const wide = {
  title: 'Who can do what with repositories of the registry',
  columns: { can: 14, who: 44, if: 39 },
  rows: [
    ['pull, if', 'arn:aws:iam::123456789012:role/deployer-of-services', 'aws:PrincipalOrgID is o-a1b2c3d4e5'],
    ['push', 'github-ci', ''],
  ],
};

test('wraps its title and its cells in a narrow terminal', () => {
  expect(boxTable(wide, { width: 50, colours: false })).toBe(
    `
Who can do what with repositories of the registry
┌──────────┬──────────────────┬──────────────────┐
│ can      │ who              │ if               │
├──────────┼──────────────────┼──────────────────┤
│ pull, if │ arn:aws:iam::    │ aws:PrincipalOrg │
│          │   123456789012:  │   ID is          │
│          │   role/deployer- │   o-a1b2c3d4e5   │
│          │   of-services    │                  │
│ push     │ github-ci        │                  │
└──────────┴──────────────────┴──────────────────┘`.trimStart(),
  );
});

test('gives the room of a wide terminal to cells that need it', () => {
  const [, border] = boxTable(wide, { width: 160, colours: false }).split('\n');
  expect(border).toBe(`┌${'─'.repeat(14)}┬${'─'.repeat(53)}┬${'─'.repeat(39)}┐`);
});

test('colours the title, the heads, the borders and the cells that have a colour, and changes nothing else', () => {
  const paints = { can: (line: string) => (line.endsWith('if') ? ('yellow' as const) : undefined) };
  const coloured = boxTable({ ...wide, paints }, { width: 50, colours: true });
  expect(stripVTControlCharacters(coloured)).toBe(boxTable(wide, { width: 50, colours: false }));
  const bar = '\u001b[2m│\u001b[22m';
  expect(coloured.split('\n')[2]).toBe(
    `${bar} \u001b[1mcan\u001b[22m      ${bar} \u001b[1mwho\u001b[22m              ${bar} \u001b[1mif\u001b[22m               ${bar}`,
  );
  expect(coloured.split('\n')[4]).toBe(
    `${bar} \u001b[33mpull, if\u001b[39m ${bar} arn:aws:iam::    ${bar} aws:PrincipalOrg ${bar}`,
  );
});

import { replacedPins } from '../../../lib/app/workflow/replaced-pins';

const old = 'a1'.repeat(20);
const commit = 'b2'.repeat(20);

/** A workflow file with steps that use actions. */
const fileWith = (...uses: string[]) =>
  ['jobs:', '  publish:', '    steps:', ...uses.map((use) => `      - uses: ${use}`), ''].join('\n');
const after = fileWith(`actions/checkout@${commit} # v6.0.0`);
const now = `actions/checkout is at ${commit} (v6.0.0) now, in place of`;

test.each<[string, string, string[]]>([
  [
    'a commit with its release',
    `actions/checkout@${old} # v7.0.0`,
    [`${now} ${old} (v7.0.0). To keep what it had, add --action actions/checkout=${old}#v7.0.0`],
  ],
  [
    'the first word of a longer comment',
    `actions/checkout@${old} # v7.0.0 of the platform team`,
    [`${now} ${old} (v7.0.0). To keep what it had, add --action actions/checkout=${old}#v7.0.0`],
  ],
  [
    'a commit without a comment',
    `actions/checkout@${old}`,
    [`${now} ${old}. To keep what it had, add --action actions/checkout=${old}`],
  ],
  [
    'a comment that is no release',
    `actions/checkout@${old} # (pinned)`,
    [`${now} ${old} ((pinned)). To keep what it had, add --action actions/checkout=${old}`],
  ],
  ['a tag', "'Actions/Checkout@v7'", [`${now} v7. To keep what it had, add --action actions/checkout=v7`]],
  [
    'a branch that is no version',
    'actions/checkout@releases/v7',
    [`${now} releases/v7. To choose another, add --action actions/checkout=COMMIT.`],
  ],
  ['the same commit with another comment', `actions/checkout@${commit} # v6`, []],
  ['an action that the new file lacks', `acme/scan@${old} # v1`, []],
  ['an action of the repository itself', './.github/actions/scan', []],
])('a file had %s', (_, use, notes) => {
  expect(replacedPins(fileWith(use), after, [])).toEqual(notes);
});

test('steps with the same version are one note, and steps with two versions are two', () => {
  const before = fileWith(`actions/checkout@${old}`, `actions/checkout@${old}`, 'actions/checkout@v5');
  expect(replacedPins(before, after, [])).toEqual([
    `${now} ${old}. To keep what it had, add --action actions/checkout=${old}`,
    `${now} v5. To keep what it had, add --action actions/checkout=v5`,
  ]);
});

test('a version that the user has chosen is intended', () => {
  expect(replacedPins(fileWith(`actions/checkout@${old}`), after, ['actions/checkout'])).toEqual([]);
});

test('a config that describes the file keeps versions by its own key', () => {
  expect(replacedPins(fileWith(`actions/checkout@${old}`), after)).toEqual([
    `${now} ${old}. To keep what it had, add { action: actions/checkout, version: '${old}' } to \`actionVersions\` of the \`workflow\` in the config.`,
  ]);
});

test.each(['', 'a: [', '- x\n', `uses: { a: b }\n`])('a file that is no workflow has nothing to keep: %j', (before) => {
  expect(replacedPins(before, after, [])).toEqual([]);
});

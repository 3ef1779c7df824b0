import { CfnParameter } from 'aws-cdk-lib';
import fc from 'fast-check';
import { InvalidInputError } from '../../lib/private/validation/validation';
import { newStack, type Properties } from '../synthesis';
import { actionlint, parsed, stepsIn } from './workflow-lint';
import { workflowOf } from './workflow-of';

const key = 'org.opencontainers.image.title';

/** The labels that docker/build-push-action passes on. It reads lines of CSV and joins the fields of each line. */
function labelsOf(text: string): string[] {
  const build = stepsIn(text).find(({ uses }) => String(uses).startsWith('docker/build-push-action@'));
  return recordsOf(String((build?.with as Properties).labels));
}

/** CSV as in RFC 4180, with quotes inside fields too. */
function recordsOf(csv: string): string[] {
  const records = csv.trim().matchAll(/(?:^|\n)((?:(?:"(?:[^"]|"")*"|[^",\n][^,\n]*|)(?:,|(?=\n|$)))*)/g);
  return [...records].map(([, record = '']) => {
    const fields = [...record.matchAll(/(?:^|,)("(?:[^"]|"")*"|[^,]*)/g)].map(([, field = '']) => field);
    return fields.map((field) => (field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field)).join(',');
  });
}

const ours = [
  'org.opencontainers.image.revision=${{ github.sha }}',
  'org.opencontainers.image.source=${{ github.server_url }}/${{ github.repository }}',
];

test('labels follow ours, since the last value of a key wins', () => {
  const labels = { [key]: 'Pizza', 'org.opencontainers.image.source': 'https://example.com' };
  expect(labelsOf(workflowOf({ labels }))).toEqual([
    ...ours,
    `${key}=Pizza`,
    'org.opencontainers.image.source=https://example.com',
  ]);
});

test.each([
  'four cheese, "fresh"',
  '"x"',
  'a,"b',
  'a,"b",c',
  "it's $HOME `id` $(id)",
  'a: b # c',
  '',
  '=',
  '!important &anchor *alias',
  'Pizza é 🍕',
  '$ {{ x }} {{ y }}',
])('a label keeps its value, although YAML, CSV or a shell could read it differently: %s', async (value) => {
  const text = workflowOf({ labels: { [key]: value } });
  expect(labelsOf(text)).toEqual([...ours, `${key}=${value}`]);
  expect(await actionlint(text)).toEqual([]);
});

test('any label is refused, or is the last of the list unchanged', () => {
  const value = fc.string({ unit: fc.constantFrom(...Array.from('ab,"\'\\${}:# \n\té')), maxLength: 12 });
  let rendered = 0;
  fc.assert(
    fc.property(value, (text) => {
      let file: string;
      try {
        file = workflowOf({ labels: { [key]: text } });
      } catch (error) {
        expect(error).toBeInstanceOf(InvalidInputError);
        expect(text).toMatch(/[\n]|\$\{\{/);
        return;
      }
      rendered += 1;
      expect(Object.keys(parsed(file))).toEqual(['name', 'on', 'permissions', 'jobs']);
      // The action trims white space.
      expect(labelsOf(file).at(-1)?.trim()).toBe(`${key}=${text}`.trim());
    }),
    { numRuns: 60 },
  );
  expect(rendered).toBeGreaterThan(20);
});

test.each<[string, Record<string, string>, string]>([
  [
    'a key is not valid',
    { 'a b': 'x' },
    "`labels` must have the key of a label, like 'org.opencontainers.image.title' as each key, got 'a b'",
  ],
  ['a value is two lines', { a: 'x\ny' }, "`labels.a` must be one line of text, got 'x\\ny'"],
  [
    'a value is an expression',
    { a: 'by ${{ github.actor }}' },
    "`labels.a` must not contain a GitHub expression, got 'by ${{ github.actor }}'. GitHub would replace it with text that others control.",
  ],
  [
    'a value looks like a secret',
    { a: 'AKIAIOSFODNN7EXAMPLE' },
    '`labels.a` must not be a secret, got a text that looks like one. ' +
      'Anyone who can pull the image can read it. Mount it with `secrets` instead',
  ],
])('fails when %s', (_, labels, message) => {
  expect(() => workflowOf({ labels })).toThrow(new Error(message));
});

test('fails when a label is known at deploy time only', () => {
  const stack = newStack();
  const { valueAsString } = new CfnParameter(stack, 'Title');
  expect(() => workflowOf({ labels: { a: valueAsString } }, {}, stack)).toThrow(
    new Error('`labels.a` must be known at synth, got a token. The workflow file is written before the deployment.'),
  );
});

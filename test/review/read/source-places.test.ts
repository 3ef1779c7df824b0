import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { codePlace } from '../../../lib/review/read/code-place';
import { type LoadedTemplate } from '../../../lib/review/read/loaded-template';
import { resourcePositions, sourcePlaces } from '../../../lib/review/read/source-places';

const template = {
  Description: '"Resources": { "No": 1 }',
  Parameters: { Role: { Type: 'String' } },
  Resources: { Role: { Type: 'A', Properties: { Resources: { Deep: {} }, List: [{ Item: 1 }, '{'] } }, 'A"b': {} },
  Outputs: { Other: { Value: 'x' } },
};

/** The positions of resources, without those of their parts. */
const positionsIn = (text: string) => Array.from(resourcePositions(text), ([id, { at }]) => [id, at]);
const lineOf = (text: string, start: string) => text.split('\n').findIndex((line) => line.startsWith(start)) + 1;

test('a template in JSON has the lines and columns of its resources, and of nothing else', () => {
  const text = JSON.stringify(template, undefined, 2);
  expect(positionsIn(text)).toEqual([
    ['Role', [text.split('\n').indexOf('    "Role": {', 7) + 1, 5]],
    ['A"b', [lineOf(text, '    "A\\"b"'), 5]],
  ]);
});

test('a template in one line has columns', () => {
  const text = JSON.stringify(template);
  expect(resourcePositions(text).get('Role')?.at).toEqual([1, text.indexOf('"Role":{"Type":"A"') + 1]);
});

test.each([
  ['YAML', 'Resources:\n  # a comment\n  Role:\n    Type: A\n  "Other":\n    Type: !Sub B\n'],
  ['YAML with Windows line ends', 'Resources:\r\n  # a comment\r\n  Role:\r\n    Type: A\r\n  "Other": {}\r\n'],
  ['YAML in braces', '{ Resources:\n  {\n  Role: { Type: A },\n\n  Other: { Type: A } } }\n'],
])('a template in %s has the lines of its resources', (_, text) => {
  expect(positionsIn(text)).toEqual([
    ['Role', [3, 3]],
    ['Other', [5, 3]],
  ]);
});

test.each(['', '[]', 'Resources: 1', '{"Resources": {', 'Resources: {', '\u0000', '{}}}]"'])(
  '%j has no resources',
  (text) => {
    expect(positionsIn(text)).toEqual([]);
  },
);

const repository = {
  Resources: {
    App: {
      Type: 'AWS::ECR::Repository',
      DeletionPolicy: 'Delete',
      Properties: { EncryptionConfiguration: { EncryptionType: 'KMS' }, Tags: [] },
    },
  },
};

test.each([
  ['JSON', JSON.stringify(repository, undefined, 1)],
  ['YAML', stringify(repository)],
])('a text that names a property has its line in %s', (_, text) => {
  const folder = mkdtempSync(join(tmpdir(), 'places-'));
  try {
    const file = join(folder, 'a');
    writeFileSync(file, text);
    const placeOf = sourcePlaces([{ name: 'A', file, body: {}, env: {} }]);
    const source = { template: 'A', logicalId: 'App', path: '' };
    const line = (word: string) => text.split('\n').findIndex((one) => one.includes(word)) + 1;
    expect(placeOf(source, 'because `EncryptionConfiguration` changes').line).toBe(line('EncryptionConfiguration'));
    expect(placeOf(source, 'no longer retained by its DeletionPolicy').line).toBe(line('DeletionPolicy'));
    expect(placeOf(source, 'Tags of a repository, or `Missing`, or EncryptionType').line).toBe(line('App'));
    expect(placeOf(source, 'it sets `Tags`').line).toBe(line('Tags'));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a file is read only if one of its resources is looked up, and may be gone by then', () => {
  const folder = mkdtempSync(join(tmpdir(), 'places-'));
  try {
    const file = join(folder, 'a.json');
    writeFileSync(file, '{\n"Resources": {\n"Role": {} } }');
    const code = new Map([['Stack/Role/Resource', { file: '/app/lib/a.ts', line: 7, column: 3 }]]);
    const loaded = (name: string, at: string): LoadedTemplate => ({ name, file: at, body: {}, env: {}, code });
    const placeOf = sourcePlaces([loaded('A', file), loaded('Gone', join(folder, 'gone.json'))]);
    expect(placeOf({ template: 'A', logicalId: 'Role', path: '' })).toEqual({ line: 3, column: 1 });
    rmSync(file);
    expect(placeOf({ template: 'A', logicalId: 'Role', path: 'Stack/Role/Resource' })).toEqual({
      line: 3,
      column: 1,
      code: { file: '/app/lib/a.ts', line: 7, column: 3 },
    });
    expect(placeOf({ template: 'A', logicalId: 'Other', path: '' })).toEqual({});
    expect(placeOf({ template: 'Gone', logicalId: 'Role', path: '' })).toEqual({});
    expect(placeOf({ template: 'Unknown', logicalId: 'Role', path: '' })).toEqual({});
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test.each<[string, unknown, object | undefined]>([
  [
    "the app's own frame",
    [
      'new CfnRole (/app/node_modules/aws-cdk-lib/iam.js:1:2)',
      'new Ci (/app/lib/ci stack.ts:12:5)',
      'Object.<anonymous> (/app/bin/app.ts:3:1)',
    ],
    { file: '/app/lib/ci stack.ts', line: 12, column: 5 },
  ],
  [
    'frames that CDK sums up',
    ['...new Role2 in aws-cdk-lib...', '<anonymous> (/app/bin/app.ts:5:1)', '...node internals, tsx...'],
    { file: '/app/bin/app.ts', line: 5, column: 1 },
  ],
  [
    'only sums',
    ['...aws-cdk-lib...', '(no user code in 10 frames, use --stack-trace-limit to capture more)'],
    undefined,
  ],
  ['a frame without a name', ['/app/bin/app.ts:3:1'], { file: '/app/bin/app.ts', line: 3, column: 1 }],
  ['a frame of a module', ['at file:///app/lib/a%20b.mjs:3:1'], { file: '/app/lib/a b.mjs', line: 3, column: 1 }],
  ['a frame of Windows', ['new Ci (C:\\app\\ci.ts:12:5)'], { file: 'C:\\app\\ci.ts', line: 12, column: 5 }],
  ['frames of packages and of Node.js', ['a (/app/node_modules/x/y.js:1:2)', 'b (node:internal/main:3:4)'], undefined],
  ['no frames', ['stack traces disabled', 7, null], undefined],
  ['no list', 'stack traces disabled', undefined],
])('a stack trace with %s', (_, trace, place) => {
  expect(codePlace(trace)).toEqual(place);
});

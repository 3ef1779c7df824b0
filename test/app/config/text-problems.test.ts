import { full, problemsIn, withValue } from '../config-cases';

const token = (text: string) => `must not have the syntax of a CDK token, got '${text}'. Write the value itself.`;
const reference = (text: string) =>
  `must not have a dynamic reference, got '${text}'. CloudFormation would replace it, and a secret would be readable in the ` +
  'resource. Write the value itself. A build reads secrets by its key `secrets`.';
const invisible = (code: string, text: string) =>
  `must not have the control or invisible character ${code}, got '${text}'. Remove it.`;

const places = [
  'builds[5].labels[0].value',
  'builds[5].buildArgs[0].value',
  'builds[3].pullRequests.commands[0]',
  'builds[2].source.s3.key',
  'repositories[1].mutableTags[0]',
  'contributors[0].assumedBy',
];

const texts: readonly (readonly [text: string, problem: string])[] = [
  ['${Token[TOKEN.12]}', token('${Token[TOKEN.12]}')],
  ['a #{Token[TOKEN.12]} b', token('a #{Token[TOKEN.12]} b')],
  ['{{resolve:secretsmanager:a}}', reference('{{resolve:secretsmanager:a}}')],
  ['x-{{resolve:ssm-secure:/a}}', reference('x-{{resolve:ssm-secure:/a}}')],
  ['{{resolve:ssm:/a}}', reference('{{resolve:ssm:/a}}')],
  ['a\u202eb', invisible('U+202E', 'a\\u{202e}b')],
  ['a\u0007b', invisible('U+0007', 'a\\u{7}b')],
  ['a\u200bb', invisible('U+200B', 'a\\u{200b}b')],
  ['a\u2066b', invisible('U+2066', 'a\\u{2066}b')],
];

test.each(places.flatMap((path) => texts.map(([text, problem]) => [path, text, problem] as const)))(
  'fails with one problem when %s is %j',
  (path, text, problem) => {
    expect(problemsIn(withValue(full, path, text))).toEqual([`${path}: ${problem}`]);
  },
);

test('fails when a key has one', () => {
  expect(problemsIn(withValue(full, 'repositories[0].{{resolve:ssm:a}}', 'x'))).toEqual([
    `repositories[0]: has a key that ${reference('{{resolve:ssm:a}}')}`,
  ]);
});

test('commands may have several lines and tabs, and other texts any visible letters', () => {
  expect(problemsIn(withValue(full, 'builds[3].pullRequests.commands[0]', 'if true; then\n\tmake\nfi'))).toEqual([]);
  expect(problemsIn(withValue(full, 'builds[5].labels[0].value', '$Token {{x}} #{a} Größe 日本'))).toEqual([]);
});

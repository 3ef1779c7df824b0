import { runCopy } from './copy-run';

const checked = ['SOURCE_REPOSITORY', 'TARGET_REPOSITORY', 'IMAGE_DIGEST', 'IMAGE_TAG'];
const words: Record<string, string> = {
  SOURCE_REPOSITORY: 'must name a repository',
  TARGET_REPOSITORY: 'must name a repository',
  IMAGE_DIGEST: 'must be a digest',
  IMAGE_TAG: 'must be a tag',
};

const hostile: [string, string][] = [
  ['a substitution', '$(touch pwned)'],
  ['backticks', '`touch pwned`'],
  ['a second command', 'x; touch pwned'],
  ['a quote and a command', '"; touch pwned; "'],
  ['a single quote and a command', "'; touch pwned; '"],
  ['a second line', 'x\ntouch pwned'],
  ['an option', '--help'],
  ['a subscript that is evaluated', 'x[$(touch pwned)]'],
  ['another registry', 'evil.example/x:y'],
  ['nothing', ''],
  ['a letter that is not ASCII', 'vé'],
];

describe.each(checked)('%s', (name) => {
  test.each(hostile)('is refused before anything is called if it contains %s', (_, value) => {
    const { succeeded, output, calls, pwned } = runCopy({ changed: { [name]: value } });
    expect({ succeeded, pwned, calls }).toEqual({ succeeded: false, pwned: false, calls: [['regctl', 'version']] });
    expect(output).toContain(`Not promoted: ${name} ${words[name] ?? ''}, got `);
  });
});

test.each<[string, string]>([
  ['IMAGE_DIGEST', `sha256:${'A'.repeat(64)}`],
  ['IMAGE_DIGEST', `sha256:${'a'.repeat(63)}`],
  ['IMAGE_DIGEST', `sha256:${'a'.repeat(64)}\n`],
  ['IMAGE_DIGEST', `sha512:${'a'.repeat(64)}`],
  ['IMAGE_TAG', `v${'1'.repeat(128)}`],
  ['IMAGE_TAG', '.hidden'],
  ['TARGET_REPOSITORY', '../approved'],
  ['TARGET_REPOSITORY', 'Approved/alice'],
])('%s is refused if it is %j', (name, value) => {
  const { succeeded, output } = runCopy({ changed: { [name]: value } });
  expect(succeeded).toBe(false);
  expect(output).toContain(`Not promoted: ${name} ${words[name] ?? ''}, got `);
});

test('a tag of an attachment is refused, which would stand for a signature', () => {
  const { succeeded, output } = runCopy({ changed: { IMAGE_TAG: `sha256-${'a'.repeat(64)}.sig` } });
  expect(succeeded).toBe(false);
  expect(output).toContain('Not promoted: IMAGE_TAG must name an image, got the tag of an attachment\n');
});

test('the same repository is refused', () => {
  const { succeeded, output } = runCopy({ changed: { TARGET_REPOSITORY: 'incoming/alice' } });
  expect(succeeded).toBe(false);
  expect(output).toContain('Not promoted: TARGET_REPOSITORY must be another repository than SOURCE_REPOSITORY\n');
});

test.each(['SOURCE_REPOSITORY', 'TARGET_REPOSITORY', 'IMAGE_DIGEST', 'IMAGE_TAG', 'SOURCE_REGISTRY', 'TARGET_REGION'])(
  'a value that is missing ends the build: %s',
  (name) => {
    const changed: Record<string, string | undefined> = { [name]: undefined, TARGET_REGISTRY: 'other.example' };
    const { succeeded, output } = runCopy({ changed: changed as Record<string, string> });
    expect(succeeded).toBe(false);
    expect(output).toContain(`${name}: unbound variable`);
  },
);

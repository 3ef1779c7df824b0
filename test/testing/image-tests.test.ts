import { ImageTests, refuseTests } from '../../lib/testing/image-tests';
import { type TestReport, TestReportFormat } from '../../lib/testing/test-report';

const commands = ['make test'];
const withReport = (report: Partial<TestReport>) =>
  ImageTests.ofSource(commands, { reports: [{ files: ['reports/*.xml'], ...report }] });

test('tests of a source, a stage and an image have their commands and reports', () => {
  const reports = [
    { files: ['reports/**/*.xml'] },
    { files: ['lcov.xml'], name: 'cover', format: TestReportFormat.CLOVER_XML },
  ];
  const complete = [
    { files: ['reports/**/*.xml'], name: 'tests', format: 'JUNITXML' },
    { files: ['lcov.xml'], name: 'cover', format: 'CLOVERXML' },
  ];
  expect(ImageTests.ofSource(commands, { reports })).toEqual({
    _subject: 'source',
    _commands: commands,
    _reports: complete,
  });
  expect(ImageTests.ofStage('test')).toEqual({ _subject: 'stage', _stage: 'test', _commands: [], _reports: [] });
  expect(ImageTests.ofImage(commands)).toEqual({ _subject: 'image', _commands: commands, _reports: [] });
});

test.each<[string, () => unknown, string]>([
  [
    'an empty list of commands',
    () => ImageTests.ofImage([]),
    '`commands` must list at least one value, got an empty list',
  ],
  ['an empty command', () => ImageTests.ofSource(['make', ' ']), "`commands[1]` must be a command, got ' '"],
  [
    'an empty command of a stage',
    () => ImageTests.ofStage('test', { commands: [''] }),
    "`commands[0]` must be a command, got ''",
  ],
  [
    'a secret in a command',
    () => ImageTests.ofSource(['TOKEN=ghp_0123456789abcdef0123456789abcdef0123 make']),
    '`commands[0]` must not have a secret, got a text that looks like one. Anyone who can read the build can read it',
  ],
  [
    'a stage that is no name',
    () => ImageTests.ofStage('-x'),
    "`stage` must be the name of a stage, got '-x'. Use only letters, digits and '._-'",
  ],
  [
    'reports of a stage without commands',
    () => ImageTests.ofStage('test', { reports: [{ files: ['a.xml'] }] }),
    '`reports` requires `commands`, got none. The steps of a stage write into an image, and not into the source.',
  ],
  [
    'a report without files',
    () => withReport({ files: [] }),
    '`reports[0].files` must list at least one value, got an empty list',
  ],
  [
    'an absolute path',
    () => withReport({ files: ['/tmp/a.xml'] }),
    "`reports[0].files[0]` must be a path within the source, got '/tmp/a.xml'. Write it relative to the source",
  ],
  [
    'a path that leaves the source',
    () => withReport({ files: ['a.xml', '../a.xml'] }),
    "`reports[0].files[1]` must be a path within the source, got '../a.xml'. The path must not leave the source with '..'",
  ],
  [
    'a path that a shell reads',
    () => withReport({ files: ['$(id).xml'] }),
    "`reports[0].files[0]` must be a path within the source, got '$(id).xml'. Use only letters, digits and './_@+-* '",
  ],
  [
    'a name with a space',
    () => withReport({ name: 'my tests' }),
    "`reports[0].name` must be a name of a report, got 'my tests'. Use up to 64 letters, digits, '-' and '_'",
  ],
  [
    'an unknown format',
    () => withReport({ format: 'TAP' as unknown as TestReportFormat }),
    '`reports[0].format` must be one of JUNITXML, NUNITXML, NUNIT3XML, CUCUMBERJSON, TESTNGXML, VISUALSTUDIOTRX, CLOVERXML, ' +
      "COBERTURAXML, JACOCOXML, SIMPLECOV, got 'TAP'",
  ],
  [
    'two reports of one name',
    () => ImageTests.ofSource(commands, { reports: [{ files: ['a.xml'] }, { files: ['b.xml'] }] }),
    "`reports[1].name` must be the name of one report, got 'tests' again. Give each report its own `name`",
  ],
  [
    'reports of one name in two tests',
    () => {
      refuseTests([withReport({}), withReport({ name: 'other' }), withReport({})]);
    },
    "`tests[2].reports[0].name` must be the name of one report, got 'tests' again. Give each report its own `name`",
  ],
  [
    'no tests at all',
    () => {
      refuseTests([]);
    },
    '`tests` must list at least one value, got an empty list',
  ],
])('fails when there is %s', (_, create, message) => {
  expect(create).toThrow(new Error(message));
});

test.each([
  'docker push "$IMAGE"',
  'docker image push app:latest',
  'docker buildx build --tag app --push .',
  'make && podman push app',
  'crane copy a b',
  'skopeo copy docker-daemon:a docker://b',
  'aws ecr put-image --image-tag latest',
])('fails when a test pushes: %s', (command) => {
  expect(() => ImageTests.ofImage([command])).toThrow(
    `\`commands[0]\` must not push an image, got '${command}'. Tests run before the push, and the build pushes if they pass`,
  );
});

test.each([
  'docker run --rm "$IMAGE" git push --help',
  'make push-tests',
  'docker build --target test .',
  'echo docker pushes',
])('a command that pushes no image is accepted: %s', (command) => {
  expect(ImageTests.ofImage([command])._commands).toEqual([command]);
});

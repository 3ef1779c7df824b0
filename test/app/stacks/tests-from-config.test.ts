import { parse } from 'yaml';
import { full, problemsIn, withValue } from '../config-cases';
import { propertiesOf, templateOf } from '../config-stacks';
import { type Properties } from '../../synthesis';

const tests = [
  { source: true, commands: ['make test'], reports: [{ files: ['reports/*.xml'] }] },
  { stage: 'unit' },
  { image: true, commands: ['docker run --rm "$IMAGE" --version'] },
];
const { connectionArn } = full.builds[0]?.source ?? {};
const gitHub = { github: 'acme/service', connectionArn, branches: ['main'] };
const withBuild = (build: object) =>
  templateOf({ builds: [{ name: 'service', repository: 'service', source: gitHub, ...build }] });
const buildspecOf = (project: Properties | undefined) =>
  parse(String((project?.Source as Properties).BuildSpec)) as {
    phases: { build: { commands: string[] } };
    reports?: object;
  };

test('a build of the file runs its tests in their order, and has a group for its reports', () => {
  const template = withBuild({ tests });
  const [project] = propertiesOf(template, 'AWS::CodeBuild::Project');
  const { phases } = buildspecOf(project);
  const places = ['make test', '$TEST_STAGE_01', '--version', '--push-nothing'].map((text) =>
    phases.build.commands.findIndex((command) => command.includes(text)),
  );
  expect(places).toEqual([3, 4, 5, -1]);
  expect(propertiesOf(template, 'AWS::CodeBuild::ReportGroup').map(({ Name }) => Name as string)).toEqual([
    'service-tests',
  ]);
});

test('checks of pull requests have tests without an image', () => {
  const template = withBuild({ pullRequests: { tests: tests.slice(0, 1) } });
  const names = propertiesOf(template, 'AWS::CodeBuild::ReportGroup').map(({ Name }) => Name as string);
  expect(names).toEqual(['service-pull-requests-tests']);
});

test('a source of CodePipeline is that of the project, with the rights to the artifacts of one bucket', () => {
  const artifactKey = 'arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555';
  const source = { codePipeline: true, artifactBucket: 'pizza-artifacts', artifactKey, container: 'web' };
  const template = withBuild({ source });
  const [project] = propertiesOf(template, 'AWS::CodeBuild::Project');
  expect(project).toMatchObject({
    Source: { Type: 'CODEPIPELINE' },
    Artifacts: { Type: 'CODEPIPELINE' },
    EncryptionKey: artifactKey,
  });
  const policies = JSON.stringify(propertiesOf(template, 'AWS::IAM::ManagedPolicy'));
  expect(policies).toMatch(/"s3:GetObject","s3:GetObjectVersion","s3:PutObject".*pizza-artifacts\/\*/);
  expect(policies).toContain(artifactKey);
});

test.each<[string, object, string]>([
  [
    'no subject',
    [{ commands: ['make'] }],
    'builds[0].tests[0]: must have exactly one of source, stage, image, got none',
  ],
  ['no commands', [{ image: true }], 'builds[0].tests[0].commands: is required without stage'],
  [
    'an empty command',
    [{ image: true, commands: [' '] }],
    "builds[0].tests[0].commands[0]: must be a command, got ' '",
  ],
  [
    'reports of a stage',
    [{ stage: 'test', reports: [{ files: ['a.xml'] }] }],
    'builds[0].tests[0].reports: requires commands',
  ],
  ['an empty list', [], 'builds[0].tests: must list at least one value, got an empty list. Leave the key out instead.'],
])('fails when tests of the file have %s', (_, value, message) => {
  expect(problemsIn(withValue(full, 'builds[0].tests', value))).toEqual([message]);
});

test.each<[string, object, string[]]>([
  ['no bucket', { codePipeline: true }, ['builds[0].source.artifactBucket: is required with codePipeline']],
  [
    'another source too',
    { codePipeline: true, github: 'acme/app', artifactBucket: 'b' },
    [
      'must have exactly one of github, githubEnterprise, gitlab, codeCommit, s3, codePipeline, got github and codePipeline',
    ],
  ],
  [
    'options of a webhook',
    { codePipeline: true, artifactBucket: 'pizza-artifacts', paths: ['src/'] },
    ['builds[0].source.paths: is accepted only with github, gitlab'],
  ],
])('fails when a source of CodePipeline has %s', (_, source, messages) => {
  const found = problemsIn(withValue(full, 'builds[0].source', source));
  for (const message of messages) expect(found.join('\n')).toContain(message);
});

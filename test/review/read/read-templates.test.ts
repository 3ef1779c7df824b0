import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { CfnRepository } from 'aws-cdk-lib/aws-ecr';
import { type LoadedTemplate } from '../../../lib/review/read/loaded-template';
import { readTemplates as read } from '../../../lib/review/read/read-templates';
import { buildGraph } from '../../../lib/review/templates/build-graph';
import { shownText } from '../../../lib/review/texts/symbolic-text';
import { env, newApp } from '../../synthesis';

let folder: string;

/** The templates, which must all be readable. */
function readTemplates(paths: readonly string[]): readonly LoadedTemplate[] {
  const { templates, unreviewed } = read(paths);
  expect(unreviewed).toEqual([]);
  return templates;
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cdk-ecr-publishing-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, content: unknown): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const template = { Resources: { Repository: { Type: 'AWS::ECR::Repository', Properties: { RepositoryName: 'app' } } } };

const yaml = `
AWSTemplateFormatVersion: 2010-09-09
Mappings:
  Accounts:
    012345678901: { id: 012345678901 }
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      RoleName: !Sub 'ci-\${AWS::Region}'
      AssumeRolePolicyDocument:
        Version: 2012-10-17
        Statement:
          - Effect: Allow
            Principal: { AWS: [012345678901, !FindInMap [Accounts, '012345678901', id], 111111111111] }
            Action: !If [Missing, sts:AssumeRole, sts:AssumeRole]
            Resource: !GetAtt Repository.Arn
  Repository:
    Type: AWS::ECR::Repository
    Properties: { RepositoryName: !Join ['/', [team, !Select [0, !Split [',', 'a,b']]]] }
`;

describe('a file', () => {
  test('in JSON is a template whose account and Region are not known', () => {
    const path = write('app.template.json', template);
    expect(readTemplates([path])).toEqual([{ name: 'app', file: path, body: template, env: {} }]);
  });

  test('in YAML has the short forms of functions, and accounts keep their zeros', () => {
    const [only] = readTemplates([write('stack.yaml', yaml)]);
    const { identities, repositories } = buildGraph(only ? [only] : []);
    expect(only?.name).toBe('stack');
    expect(identities.map(({ name, trust }) => [shownText(name), trust?.[0]])).toMatchObject([
      [
        'ci-${AWS::Region}',
        {
          principals: ['012345678901', '012345678901', '111111111111'].map((value) => ({ type: 'AWS', value })),
          resources: [expect.stringContaining('repository/team/a')],
        },
      ],
    ]);
    expect(repositories.map(({ name }) => name)).toEqual(['team/a']);
  });

  test('with a byte order mark is read', () => {
    expect(readTemplates([write('a.json', `\uFEFF${JSON.stringify(template)}`)])).toHaveLength(1);
  });

  test('with the name of another has its path in its name', () => {
    const [one, other] = [write('a/app.json', template), write('b/app.json', template)];
    expect(readTemplates([one, other]).map(({ name }) => name)).toEqual(['app', `app (${other})`]);
  });
});

describe('a folder', () => {
  test('has all of its templates read', () => {
    write('b.yaml', yaml);
    write('a.json', template);
    write('package.json', { name: 'x' });
    write('notes.txt', 'no template');
    expect(readTemplates([folder]).map(({ name }) => name)).toEqual(['a', 'b']);
  });

  test('fails with the first problem if none of its templates can be read', () => {
    write('cut.json', '{ "Resources":');
    expect(() => readTemplates([folder])).toThrow(
      new Error(
        `${folder} must have a template that can be read, got file 'cut.json': it must be JSON or YAML, got a missing quote, bracket, comma, colon or blank at line 1, column 15. Add it.`,
      ),
    );
  });

  test('fails if it has no template', () => {
    write('package.json', { name: 'x' });
    expect(() => readTemplates([folder])).toThrow(
      new Error(
        `${folder} must be a cloud assembly or a folder with CloudFormation templates, got none in it. Run \'npx cdk synth\' to create one.`,
      ),
    );
  });
});

describe('a cloud assembly', () => {
  test('has stacks with their accounts and Regions, also those of stages', () => {
    const app = newApp();
    new CfnRepository(new Stack(app, 'Known', { env }), 'Repository');
    new CfnRepository(new Stack(app, 'Open'), 'Repository');
    const stage = new Stage(app, 'Prod', { env: { account: '111111111111', region: 'us-east-1' } });
    new CfnRepository(new Stack(stage, 'Stack'), 'Repository');
    new CfnRepository(new Stack(new Stage(stage, 'Inner'), 'Stack'), 'Repository');
    const { directory } = app.synth();
    const places = readTemplates([directory]).map(({ name, env }) => [name, env]);
    expect(places).toHaveLength(4);
    expect(Object.fromEntries(places)).toEqual({
      Known: env,
      Open: {},
      'Prod-Stack': { account: '111111111111', region: 'us-east-1' },
      'Prod-Inner-Stack': { account: '111111111111', region: 'us-east-1' },
    });
  });

  test.each([true, false])('has nested stacks with their parents (asset metadata: %s)', (hasMetadata) => {
    const app = newApp({ postCliContext: { 'aws:cdk:enable-asset-metadata': hasMetadata } });
    const stack = new Stack(app, 'Stack', { env });
    const outer = new CfnRepository(stack, 'Outer', { repositoryName: 'outer' });
    const nested = new NestedStack(stack, 'Nested');
    new CfnRepository(nested, 'Inner', { repositoryName: `${outer.ref}/inner` });
    const inner = new CfnRepository(new NestedStack(nested, 'Deeper'), 'Inner', {
      repositoryName: `${outer.ref}/deeper`,
    });
    new CfnRepository(stack, 'Last', { repositoryName: `${inner.ref}/last` });
    const templates = readTemplates([app.synth().directory]);
    expect(templates).toHaveLength(3);
    expect(templates.map(({ env }) => env)).toEqual([env, env, env]);
    const names = buildGraph(templates).repositories.map(({ name }) => name);
    expect(names.sort()).toEqual(['outer', 'outer/deeper', 'outer/deeper/last', 'outer/inner']);
  });

  function assembly(artifacts: unknown): void {
    write('manifest.json', { version: '1', artifacts });
  }

  test('fails if it has no stack', () => {
    assembly({});
    expect(() => readTemplates([folder])).toThrow(
      new Error(`${folder} must be a cloud assembly with a stack, got one without`),
    );
  });

  test('fails if one of its files is in another folder', () => {
    assembly({ Stack: { type: 'aws:cloudformation:stack', properties: { templateFile: '../../etc/passwd' } } });
    expect(() => readTemplates([folder])).toThrow(
      new Error(`${folder} must be a cloud assembly that holds all of its files, got '../../etc/passwd'`),
    );
  });

  test('fails if it is nested in itself', () => {
    assembly({ Stage: { type: 'cdk:cloud-assembly', properties: { directoryName: '.' } } });
    expect(() => readTemplates([folder])).toThrow(
      new Error(`${join(folder, 'manifest.json')} must nest at most 20 levels`),
    );
  });

  test('fails if a nested stack is nested in itself', () => {
    const resource = { Type: 'AWS::CloudFormation::Stack', Metadata: { 'aws:asset:path': 'a.json' } };
    const file = write('a.json', { Resources: { Nested: resource } });
    assembly({ Stack: { type: 'aws:cloudformation:stack', properties: { templateFile: 'a.json' } } });
    expect(() => readTemplates([folder])).toThrow(new Error(`${file} must nest at most 20 stacks in each other`));
  });

  test('fails if its manifest is not JSON', () => {
    const path = write('manifest.json', 'not JSON');
    expect(() => readTemplates([folder])).toThrow(
      new Error(`${path} must be JSON that CDK wrote. Run 'npx cdk synth' to create a cloud assembly.`),
    );
  });

  test('fails if one of its templates does not exist', () => {
    assembly({ Stack: { type: 'aws:cloudformation:stack', properties: { templateFile: 'a.json' } } });
    expect(() => readTemplates([folder])).toThrow(new Error(`${join(folder, 'a.json')} does not exist`));
  });
});

test.each([
  ['does not exist', 'missing.json', undefined, 'does not exist'],
  [
    'is no template',
    'a.json',
    '{"a": 1}',
    'must be a CloudFormation template or a cloud assembly, got a file without Resources. Name cdk.out or a template.',
  ],
  [
    'is a list',
    'a.json',
    '[]',
    'must be a CloudFormation template or a cloud assembly, got a list without Resources. Name cdk.out or a template.',
  ],
  [
    'is empty',
    'a.yaml',
    '',
    'must be a CloudFormation template or a cloud assembly, got an empty file. Name cdk.out or a template.',
  ],
  [
    'is neither JSON nor YAML',
    'a.yaml',
    'a: [',
    'must be JSON or YAML, got a wrong indentation at line 1, column 5. Align it with the lines above, and close all brackets.',
  ],
  ['is nested too deep', 'a.yaml', '['.repeat(9000), 'must nest at most 100 levels'],
  [
    'holds itself',
    'a.yaml',
    'Resources: &a { b: *a }',
    'must have at most 100 aliases, each of something before it, got others',
  ],
  [
    'holds two documents',
    'a.yaml',
    'Resources: {}\n---\nResources: {}\n',
    'must be JSON or YAML, got a second document at line 2, column 1. Put each document in its own file.',
  ],
  [
    'is long and not JSON',
    'a.json',
    '{' + ' '.repeat(2 ** 20),
    'must be JSON, or YAML of at most 1 MB, got text that is not JSON',
  ],
  [
    'repeats itself without end',
    'a.yaml',
    'a: &a [*a, *b]',
    'must have at most 100 aliases, each of something before it, got others',
  ],
  ['is too big', 'a.json', ' '.repeat(5.5 * 2 ** 20), 'must be at most 5 MB, got 5.5 MB. CloudFormation accepts 1 MB.'],
])('fails when a file %s', (_, name, content, reason) => {
  const path = content === undefined ? join(folder, name) : write(name, content);
  expect(() => readTemplates([path])).toThrow(new Error(`${path} ${reason}`));
});

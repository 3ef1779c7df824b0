import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { Stack } from 'aws-cdk-lib';
import { CfnRepository } from 'aws-cdk-lib/aws-ecr';
import { readTemplates } from '../../../lib/review/read/read-templates';
import { reviewRead } from '../../../lib/review/review-templates';
import { env, newApp } from '../../synthesis';

let folder: string;

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

const repository = (name: unknown) => ({ Type: 'AWS::ECR::Repository', Properties: { RepositoryName: name } });
const nested = (url: unknown, more: object = {}) => ({
  Type: 'AWS::CloudFormation::Stack',
  Properties: { TemplateURL: url, ...more },
});
const template = (resources: object) => ({ Resources: resources });

/** The names of the templates that were read, of the repositories in them, and what was not read. */
function read(...paths: string[]) {
  const all = readTemplates(paths);
  return {
    names: all.templates.map(({ name }) => name),
    repositories: reviewRead(all).repositories.map(({ name }) => name),
    unreviewed: all.unreviewed,
  };
}

describe('a nested stack', () => {
  const inner = `
Parameters: { Name: { Type: String } }
Resources: { App: { Type: AWS::ECR::Repository, Properties: { RepositoryName: !Ref Name } } }
`;

  test.each(['./inner.yaml', 'inner.yaml'])('with its template at %s is read, with its parameters', (url) => {
    write('inner.yaml', inner);
    const path = write('outer.json', template({ Nested: nested(url, { Parameters: { Name: 'app' } }) }));
    expect(read(path)).toEqual({ names: ['outer', 'outer/Nested'], repositories: ['app'], unreviewed: [] });
  });

  test('of a nested stack is read from the folder of its parent', () => {
    write('deeper/inner.yaml', inner);
    write('deeper/middle.json', template({ Inner: nested('inner.yaml', { Parameters: { Name: 'app' } }) }));
    const path = write('outer.json', template({ Middle: nested('deeper/middle.json') }));
    expect(read(path)).toEqual({
      names: ['outer', 'outer/Middle', 'outer/Middle/Inner'],
      repositories: ['app'],
      unreviewed: [],
    });
  });

  test('of SAM is read from its location', () => {
    write('inner.yaml', inner);
    const application = {
      Type: 'AWS::Serverless::Application',
      Properties: { Location: './inner.yaml', Parameters: { Name: 'app' } },
    };
    const path = write('outer.json', template({ Nested: application }));
    expect(read(path)).toMatchObject({ names: ['outer', 'outer/Nested'], unreviewed: [] });
    rmSync(join(folder, 'inner.yaml'));
    expect(reviewRead(readTemplates([path])).unreviewed).toMatchObject([
      { what: "nested application 'Nested'", why: "its template './inner.yaml' does not exist" },
    ]);
  });

  test.each([
    ['does not exist', './missing.yaml', undefined, 'does not exist'],
    [
      'is no template',
      './inner.yaml',
      '{}',
      'must be a CloudFormation template or a cloud assembly, got a file without Resources. Name cdk.out or a template.',
    ],
    [
      'cannot be parsed',
      './inner.yaml',
      'a: [',
      'must be JSON or YAML, got a wrong indentation at line 1, column 5. Align it with the lines above, and close all brackets.',
    ],
    ['is outside of the folder', '../inner.yaml', undefined, 'is outside the folder of the templates'],
    ['is outside of the folder by its full path', '/etc/passwd', undefined, 'is outside the folder of the templates'],
  ])('whose template %s is reported as not reviewed, once', (_, url, content, why) => {
    if (content !== undefined) write('inner.yaml', content);
    const resource = { ...nested(url), Metadata: { 'aws:cdk:path': 'Outer/Nested' } };
    const path = write('outer.json', template({ Nested: resource, App: repository('app') }));
    const part = {
      what: "nested stack 'Nested'",
      why: `its template '${url}' ${why}`,
      source: { template: 'outer', logicalId: 'Nested', path: 'Outer/Nested' },
    };
    expect(read(path)).toEqual({ names: ['outer'], repositories: ['app'], unreviewed: [part] });
    expect(reviewRead(readTemplates([path])).unreviewed).toEqual([part]);
  });

  test('is not read if a symbolic link leads out of the folder', () => {
    symlinkSync('/etc', join(folder, 'out'));
    const path = write('outer.json', template({ Nested: nested('out/passwd'), App: repository('app') }));
    expect(read(path).unreviewed.map(({ why }) => why)).toEqual([
      "its template 'out/passwd' is outside the folder of the templates",
    ]);
  });

  test.each(['https://s3.amazonaws.com/b/inner.yaml', 's3://b/inner.yaml', { 'Fn::Sub': 'https://${Bucket}/x' }])(
    'at the address %j is left to the review',
    (url) => {
      const path = write('outer.json', template({ Nested: nested(url), App: repository('app') }));
      expect(read(path)).toEqual({ names: ['outer'], repositories: ['app'], unreviewed: [] });
    },
  );

  test('without a file is reported in an assembly too', () => {
    write('a.json', template({ Nested: { ...nested('x'), Metadata: { 'aws:asset:path': 'gone.json' } } }));
    write('manifest.json', {
      artifacts: { Stack: { type: 'aws:cloudformation:stack', properties: { templateFile: 'a.json' } } },
    });
    expect(read(folder).unreviewed.map(({ why }) => why)).toEqual(["its template 'gone.json' does not exist"]);
  });

  test('fails when there are too many', () => {
    const twice = (url: string) => template({ One: nested(url), Two: nested(url) });
    for (let level = 0; level < 15; level += 1) write(`${level}.json`, twice(`${level + 1}.json`));
    write('15.json', template({ App: repository('app') }));
    expect(() => read(join(folder, '0.json'))).toThrow(new Error(`${folder} must have at most 1000 nested stacks`));
  });
});

describe('a folder', () => {
  test('is read with its subfolders, except those of packages', () => {
    write('a.json', template({ App: repository('a') }));
    write('deep/er/b.template', template({ App: repository('b') }));
    write('node_modules/x/c.json', template({ App: repository('c') }));
    write('.git/d.json', template({ App: repository('d') }));
    expect(read(folder)).toEqual({ names: ['a', 'b'], repositories: ['a', 'b'], unreviewed: [] });
  });

  test('is read with its cloud assemblies and their accounts and Regions', () => {
    const app = newApp({ outdir: join(folder, 'cdk.out') });
    new CfnRepository(new Stack(app, 'Stack', { env }), 'Repository', { repositoryName: 'app' });
    app.synth();
    write('a.json', template({ App: repository('a') }));
    const { templates } = readTemplates([folder]);
    expect(templates.map(({ name, env }) => [name, env])).toEqual([
      ['Stack', env],
      ['a', {}],
    ]);
  });

  test('may have a manifest that is not of CDK in a subfolder', () => {
    write('web/manifest.json', { name: 'A web page' });
    write('web/a.json', template({ App: repository('a') }));
    expect(read(folder)).toEqual({ names: ['a'], repositories: ['a'], unreviewed: [] });
  });

  test('has the template of a nested stack only once', () => {
    write('a-inner.json', template({ App: repository('app') }));
    write('outer.json', template({ Nested: nested('./a-inner.json') }));
    expect(read(folder)).toEqual({ names: ['outer', 'outer/Nested'], repositories: ['app'], unreviewed: [] });
  });

  test('fails when two templates are nested in each other', () => {
    write('a.json', template({ Nested: nested('b.json') }));
    write('b.json', template({ Nested: nested('a.json') }));
    expect(() => read(folder)).toThrow(/must nest at most 20 stacks in each other$/);
  });

  test('reports files and folders that it cannot read, and reads the others', () => {
    write('a.json', template({ App: repository('a') }));
    write('bad.yaml', 'a: [');
    write('tabs.yml', 'a:\n\t- b');
    write('assembly/manifest.json', { artifacts: {} });
    symlinkSync(join(folder, 'loop.json'), join(folder, 'loop.json'));
    symlinkSync(folder, join(folder, 'circle'));
    const { names, unreviewed } = read(folder);
    expect(names).toEqual(['a']);
    const at = (name: string) => ({ template: name, logicalId: '', path: '' });
    expect(unreviewed).toEqual([
      {
        what: "folder 'assembly'",
        why: 'it must be a cloud assembly with a stack, got one without',
        source: at('assembly'),
      },
      {
        what: "file 'bad.yaml'",
        why: 'it must be JSON or YAML, got a wrong indentation at line 1, column 5. Align it with the lines above, and close all brackets.',
        source: at('bad.yaml'),
      },
      { what: "folder 'circle'", why: 'it is a symbolic link', source: at('circle') },
      {
        what: "file 'loop.json'",
        why: 'it cannot be read, because its symbolic links lead in a circle',
        source: at('loop.json'),
      },
      {
        what: "file 'tabs.yml'",
        why: 'it must be JSON or YAML, got a tab as indentation at line 2, column 1. Indent with spaces.',
        source: at('tabs.yml'),
      },
    ]);
  });

  test('reports that it is deeper than the review reads', () => {
    write('a.json', template({ App: repository('a') }));
    const deep = Array.from({ length: 21 }, () => 'x').join('/');
    write(`${deep}/b.json`, template({ App: repository('b') }));
    expect(read(folder).unreviewed.map(({ why }) => why)).toEqual(['it is more than 20 folders deep']);
  });

  test('reports that it has more files than the review reads', () => {
    write('a.json', template({ App: repository('a') }));
    for (let index = 0; index < 5000; index += 1) writeFileSync(join(folder, `b${index}.json`), '{}');
    expect(read(folder)).toMatchObject({
      names: ['a'],
      unreviewed: [
        {
          what: `folder '${basename(folder)}'`,
          why: 'it has more than 5000 files in JSON or YAML, and the review read the first 5000',
        },
      ],
    });
  });
});

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { stringify } from 'yaml';
import { ImageBuilder } from '../../lib/build/image-builder';
import { ImageBuildProjects } from '../../lib/build/image-build-projects';
import { ImageSource } from '../../lib/build/source/image-source';
import { checkLocalInputs, checkLocalPaths } from '../../lib/build-input/local-source';
import { GitHubPublisherRole } from '../../lib/github/github-publisher-role';
import { GitHubSubject } from '../../lib/github/github-subject';
import { PublishWorkflow } from '../../lib/github/publish-workflow';
import { run, folderWith } from '../app/command';
import { addProject, connectionArn } from '../build/build-project';
import { ids, newPublisher } from '../github/publisher';
import { account, newStack, region } from '../synthesis';

const localSource = mkdtempSync(join(tmpdir(), 'source-'));
afterAll(() => {
  rmSync(localSource, { recursive: true });
});
const files = {
  'web/Dockerfile': 'FROM scratch\n',
  'web/src/main.ts': '',
  'libraries/deep/a.ts': '',
  '.git/config': '',
  '.gitmodules': '[submodule "vendor"]\n\tpath = third/vendor\n\turl = https://github.com/acme/vendor.git\n',
  'package-lock.json': '{}',
};
for (const [path, text] of Object.entries(files)) {
  mkdirSync(dirname(join(localSource, path)), { recursive: true });
  writeFileSync(join(localSource, path), text);
}
mkdirSync(join(localSource, 'empty', 'inner'), { recursive: true });
mkdirSync(join(localSource, 'third', 'vendor'), { recursive: true });
symlinkSync('web', join(localSource, 'link'));
symlinkSync('nowhere', join(localSource, 'broken'));
symlinkSync('loop', join(localSource, 'loop'));

const missing = (what: string, path: string) =>
  `must be ${what} in ${localSource}, got '${path}', which it does not have. Correct the path, or name the folder of the source as ` +
  '`localSource`.';
const changed = 'a file, or a folder with files,';

test.each(['web', 'web/', 'web/src', 'libraries/', 'libraries/deep/a.ts', 'package-lock.json', 'third/vendor', 'link'])(
  'the path %s matches files of the source',
  (path) => {
    expect(() => {
      checkLocalPaths('paths', [path], localSource);
    }).not.toThrow();
  },
);

test.each([
  ...['wbe', 'Web/', 'web/Src', 'package-lock.json/', 'web/Dockerfile/a', 'empty', 'empty/', '.git/config', '.git'],
  ...['link/src', 'link/', 'broken/', 'libraries/deep/b.ts'],
])('the path %s matches none', (path) => {
  expect(() => {
    checkLocalPaths('paths', ['web', path], localSource);
  }).toThrow(new Error(`\`paths[1]\` ${missing(changed, path)}`));
});

test.each([
  [{ context: 'web' }, 'web/Dockerfile'],
  [{ context: './web/' }, './web/Dockerfile'],
  [{ context: 'link' }, 'link/Dockerfile'],
  [{ context: 'third/vendor/app' }, 'third/vendor/app/Dockerfile'],
  [{}, 'web/Dockerfile'],
  [{}, undefined],
  [{ context: 'generated', commandsBeforeBuild: ['make'] }, 'generated/Dockerfile'],
])('the context and Dockerfile of %j and %s are there', (inputs, file) => {
  expect(() => {
    checkLocalInputs({ localSource, ...inputs }, file);
  }).not.toThrow();
});

test.each([
  ['context', 'a folder', { context: 'wbe' }, 'wbe'],
  ['context', 'a folder', { context: 'package-lock.json' }, 'package-lock.json'],
  ['context', 'a folder', { context: 'empty' }, 'empty'],
  ['context', 'a folder', { context: 'loop' }, 'loop'],
  ['dockerfile', 'a file', {}, 'Dockerfile'],
  ['dockerfile', 'a file', {}, 'web/dockerfile'],
  ['dockerfile', 'a file', {}, 'web'],
])('`%s` must be %s that is there, for %j and %s', (option, what, inputs, path) => {
  expect(() => {
    checkLocalInputs({ localSource, ...inputs }, path);
  }).toThrow(new Error(`\`${option}\` ${missing(what, path)}`));
});

test.each(['none', 'package-lock.json'])('the folder %s is none', (name) => {
  const path = join(localSource, name);
  expect(() => {
    checkLocalInputs({ localSource: path }, 'Dockerfile');
  }).toThrow(
    new Error(
      `\`localSource\` must be the path of a folder on this machine, got '${path}', which is none. It is relative to the folder ` +
        'that the app runs in.',
    ),
  );
});

describe('paths of several images', () => {
  const images = (paths: string[]) => [
    { repositoryName: 'web', context: 'web' },
    { repositoryName: 'api', context: 'web', paths },
  ];

  test('of a workflow', () => {
    const stack = newStack();
    const repositories = ['web', 'api'].map((name) => Repository.fromRepositoryName(stack, name, name));
    const role = newPublisher({ repositories }, stack);
    const plan = (shared: string[], own: string[]) => () =>
      PublishWorkflow.of(role, { localSource, paths: shared, images: images(own) });
    expect(plan(['package-lock.json'], ['libraries/'])).not.toThrow();
    expect(plan(['yarn.lock'], ['libraries/'])).toThrow(new Error(`\`paths[0]\` ${missing(changed, 'yarn.lock')}`));
    expect(plan(['package-lock.json'], ['libs/'])).toThrow(
      new Error(`\`images[1].paths[0]\` ${missing(changed, 'libs/')}`),
    );
    expect(() =>
      PublishWorkflow.of(role, { localSource, images: [{ repositoryName: 'web', context: 'wbe' }] }),
    ).toThrow(new Error(`\`images[0].context\` ${missing('a folder', 'wbe')}`));
    expect(() => PublishWorkflow.of(role, { images: images(['libs/']) })).not.toThrow();
  });

  test('of CodeBuild projects', () => {
    const source = ImageSource.gitHub('acme/shop', { connectionArn, branches: ['main'] });
    const make = (shared: string[], own: string[]) => () => {
      const stack = newStack();
      new ImageBuildProjects(stack, 'Shop', {
        source,
        localSource,
        paths: shared,
        images: images(own).map(({ repositoryName, ...image }) => ({
          repository: Repository.fromRepositoryName(stack, repositoryName, repositoryName),
          ...image,
        })),
      });
    };
    expect(make(['package-lock.json'], ['libraries/'])).not.toThrow();
    expect(make(['yarn.lock'], ['libraries/'])).toThrow(new Error(`\`paths[0]\` ${missing(changed, 'yarn.lock')}`));
    expect(make(['package-lock.json'], ['libs/'])).toThrow(
      new Error(`\`images[1].paths[0]\` ${missing(changed, 'libs/')}`),
    );
  });
});

test('the paths of a source of CodeBuild match files, and a builder without a Dockerfile needs none', () => {
  const at = (paths: string[]) => ImageSource.gitHub('acme/app', { connectionArn, branches: ['main'], paths });
  const build = { localSource, context: 'web' };
  expect(() => addProject(newStack(), { ...build, source: at(['libs/']) })).toThrow(
    new Error(`\`source.paths[0]\` ${missing(changed, 'libs/')}`),
  );
  addProject(newStack(), { ...build, source: at(['libraries/']) });
  addProject(newStack(), { localSource, builder: ImageBuilder.script(['docker push "$IMAGE_URI"']) });
});

test('the command names its options', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'source-out-'));
  const app = new App({ outdir });
  const stack = new Stack(app, 'publishers', { env: { account, region } });
  new GitHubPublisherRole(stack, 'GitHub', {
    roleName: 'ci',
    subjects: [GitHubSubject.branch('acme/app', 'main', ids)],
    repositories: ['web', 'api'].map((name) => Repository.fromRepositoryName(stack, name, name)),
  });
  app.synth();
  const command = (...words: string[]) =>
    run('workflow', outdir, '--role', 'ci', '--local-source', localSource, ...words);
  const two = ['--repository', 'web=web', '--repository', 'api=web'];
  expect(command(...two, '--path', 'libraries/')).toMatchObject({ exitCode: 0, stderr: '' });
  const given = (what: string, path: string) => missing(what, path).replace('`localSource`', '`--local-source`');
  for (const [words, message] of [
    [['--repository', 'web', '--context', 'wbe'], `\`--context\` ${given('a folder', 'wbe')}`],
    [['--repository', 'web'], `\`--dockerfile\` ${given('a file', 'Dockerfile')}`],
    [['--repository', 'web=web', '--repository', 'api=ipa'], `\`--repository\` ${given('a folder', 'ipa')}`],
    [[...two, '--path', 'libs/'], `\`--path\` ${given(changed, 'libs/')}`],
  ] as const) {
    const { stderr, exitCode } = command(...words);
    expect([exitCode === 0, stderr]).toEqual([false, expect.stringContaining(message)]);
  }
  rmSync(outdir, { recursive: true });
});

test('check reports the paths of a config, in builds and in workflows', () => {
  const file = join(
    folderWith({
      'ecr-publishing.yaml': stringify({
        version: 1,
        environments: [{ name: 'prod', account, region }],
        repositories: [{ name: 'web' }],
        builds: [
          {
            name: 'web',
            repository: 'web',
            source: { github: 'acme/web', connectionArn, branches: ['main'], paths: ['libs/'] },
            localSource,
          },
        ],
        publishers: [
          {
            name: 'ci',
            repositories: ['web'],
            github: [{ repository: 'acme/web', ownerId: '1', repositoryId: '2', branches: ['main'] }],
            workflow: { localSource, images: [{ repository: 'web', context: 'web', paths: ['libs/'] }] },
          },
        ],
      }),
    }),
    'ecr-publishing.yaml',
  );
  const { stdout, stderr, exitCode } = run('check', file);
  expect(exitCode).toBe(1);
  const text = `${stdout}${stderr}`;
  expect(text).toContain(`builds[0].source.paths[0]: ${missing(changed, 'libs/')}`);
  expect(text).toContain(`publishers[0].workflow.images[0].paths[0]: ${missing(changed, 'libs/')}`);
});

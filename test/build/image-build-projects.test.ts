import { Template } from 'aws-cdk-lib/assertions';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import * as codecommit from 'aws-cdk-lib/aws-codecommit';
import fc from 'fast-check';
import { ImageBuildProjects, type ImageBuildProjectsProps } from '../../lib/build/image-build-projects';
import { ImageBuilder } from '../../lib/build/image-builder';
import { ImageCache } from '../../lib/build/image-cache';
import { type SourceImageOptions } from '../../lib/build/source-image-options';
import { ImageSource } from '../../lib/build/source/image-source';
import { ImageTag } from '../../lib/naming/image-tag';
import { InvalidInputError } from '../../lib/private/validation/validation';
import { newStack, type Properties, resourcesOf, warningsOf } from '../synthesis';
import { connectionArn, projectType } from './build-project';
import { starts, type Triggers } from './triggers';

const source = ImageSource.gitHub('acme/shop', { connectionArn, branches: ['main'], tagPatterns: ['v*'] });

function projectsWith(images: readonly Partial<SourceImageOptions>[], props: Partial<ImageBuildProjectsProps> = {}) {
  const stack = newStack();
  const named = images.map((image, index) => ({
    repository: Repository.fromRepositoryName(stack, `Repository${index}`, `shop/${image.name ?? `image${index}`}`),
    ...image,
  }));
  return {
    stack,
    set: new ImageBuildProjects(stack, 'Shop', { source, images: named, projectName: 'shop', ...props }),
  };
}

function projectsIn({ stack }: ReturnType<typeof projectsWith>): Map<string, Properties> {
  return new Map(resourcesOf(stack, projectType).map(({ Properties: one }) => [String(one.Name), one]));
}

const variablesOf = (project: Properties = {}) =>
  Object.fromEntries(
    (project.Environment as { EnvironmentVariables: { Name: string; Value: unknown }[] }).EnvironmentVariables.map(
      ({ Name: name, Value: value }) => [name, value],
    ),
  );

const main = 'refs/heads/main';
const tree = [
  'package.json',
  'web/Dockerfile',
  'web/src/index.ts',
  'web-admin/index.ts',
  'api/Dockerfile',
  'api/main.go',
  'docker/worker.Dockerfile',
  'docker/worker.Dockerfile.dockerignore',
  'worker/run.py',
  'libraries/auth/auth.go',
  'docs/README.md',
  '.dockerignore',
];

/** The files that each image is built from, in words of this test. */
const partOf: Readonly<Record<string, (file: string) => boolean>> = {
  web: (file) => file.startsWith('web/'),
  api: (file) => file.startsWith('api/') || file.startsWith('libraries/auth/'),
  worker: (file) => file.startsWith('worker/') || file.startsWith('docker/worker.Dockerfile'),
  tools: () => true,
};

const shop = projectsIn(
  projectsWith(
    [
      { name: 'web', context: './web/', target: 'production' },
      { name: 'api', context: 'api', paths: ['libraries/auth'], tagPrefix: 'api.' },
      { name: 'worker', paths: ['worker/'], dockerfile: 'docker/worker.Dockerfile' },
      { name: 'tools', tags: [ImageTag.semanticVersion()] },
    ],
    { paths: ['package.json'], target: 'all', cache: ImageCache.local() },
  ),
);

test('each image has a project with its own options, and those that all images share', () => {
  expect([...shop.keys()]).toEqual(['shop-web', 'shop-api', 'shop-worker', 'shop-tools']);
  expect([...shop.values()].map(variablesOf)).toMatchObject([
    { BUILD_CONTEXT: './web/', DOCKERFILE: 'web/Dockerfile', BUILD_TARGET: 'production', TAG_RULE_00: 'commit' },
    { BUILD_CONTEXT: 'api', DOCKERFILE: 'api/Dockerfile', BUILD_TARGET: 'all', GIT_TAG_PREFIX: 'api.' },
    { BUILD_CONTEXT: '.', DOCKERFILE: 'docker/worker.Dockerfile', BUILD_TARGET: 'all' },
    { BUILD_CONTEXT: '.', DOCKERFILE: 'Dockerfile', TAG_RULE_00: 'semantic-version' },
  ]);
  expect([...shop.values()].map(({ Cache: cache }) => (cache as { Type: string }).Type)).toEqual(
    Array(4).fill('LOCAL'),
  );
});

test('a push builds exactly the images that it can change', () => {
  fc.assert(
    fc.property(fc.subarray(tree, { minLength: 1 }), (files) => {
      for (const [name, isPart] of Object.entries(partOf)) {
        const expected = files.some((file) => file === 'package.json' || isPart(file));
        const triggers = shop.get(`shop-${name}`)?.Triggers as Triggers;
        expect([name, starts(triggers, { ref: main, files })]).toEqual([
          name,
          // The context of the worker is the whole source, so its ignore file counts too.
          expected || (name === 'worker' && files.includes('.dockerignore')),
        ]);
      }
    }),
  );
});

test.each([
  ['refs/tags/v1.2.3', ['shop-web', 'shop-worker', 'shop-tools']],
  ['refs/tags/api.v1.2.3', ['shop-api']],
  ['refs/tags/apixv1.2.3', []],
])('the push of %s builds the images with that prefix', (ref, names) => {
  const built = [...shop].filter(([, { Triggers: triggers }]) => starts(triggers as Triggers, { ref }));
  expect(built.map(([name]) => name)).toEqual(names);
});

test('all projects share one key, and each has its own role', () => {
  const { stack } = projectsWith([{ name: 'web' }, { name: 'api' }]);
  const template = Template.fromStack(stack);
  template.resourceCountIs('AWS::KMS::Key', 1);
  template.resourceCountIs('AWS::IAM::Role', 2);
});

test('an image has the name of its repository, and is found by it', () => {
  const { set } = projectsWith([{}, { name: 'api', builder: ImageBuilder.earthly({ target: 'docker' }) }]);
  expect(set.projects.map(({ node }) => node.id)).toEqual(['image0', 'api']);
  expect(set.project('api')).toBe(set.projects[1]);
  expect(() => set.project('web')).toThrow(
    new InvalidInputError("`name` must be the name of an image, got 'web'. The images are 'image0', 'api'"),
  );
});

test('a source without file names builds all images, and warns', () => {
  const stack = newStack();
  const repository = codecommit.Repository.fromRepositoryName(stack, 'Code', 'shop');
  const codeCommit = ImageSource.codeCommit(repository, { branches: ['main'] });
  const { stack: warned } = projectsWith([{ name: 'web', context: 'web' }], { source: codeCommit });
  expect(warningsOf(warned)).toEqual([
    expect.stringContaining('Each push builds all images, because events of CodeCommit do not name the changed files.'),
  ]);
});

const outside = (path: string) => `must be a path within the source, got '${path}'.`;
test.each<[string, readonly Partial<SourceImageOptions>[], Partial<ImageBuildProjectsProps>, string]>([
  ['no image', [], {}, '`images` must list at least one value, got an empty list'],
  [
    'two images with one name',
    [{ name: 'web' }, { name: 'web', repository: Repository.fromRepositoryName(newStack(), 'R', 'other') }],
    {},
    "`images[1].name` must be unique, got 'web', which images[0] has too. Set another `name`.",
  ],
  [
    'a name that is no part of a project name',
    [{ name: 'shop/web' }],
    {},
    "`images[0].name` must be the name of an image, got 'shop/web'. Use at most 100 letters, digits, '-' and '_'",
  ],
  [
    'an absolute path',
    [{ paths: ['/web'] }],
    {},
    `\`images[0].paths[0]\` ${outside('/web')} Write it relative to the source`,
  ],
  [
    'a shared path above the source',
    [{}],
    { paths: ['../web'] },
    `\`paths[0]\` ${outside('../web')} The path must not leave the source with '..'`,
  ],
  ['an empty path', [{ paths: [''] }], {}, '`images[0].paths[0]` must be a path within the source, got an empty text'],
  ['no path', [{ paths: [] }], {}, '`images[0].paths` must list at least one value, got an empty list'],
  [
    'a pattern',
    [{ paths: ['web/**'] }],
    {},
    `\`images[0].paths[0]\` ${outside('web/**')} Use only letters, digits and './_@+- '`,
  ],
  [
    'a prefix of tags with a wildcard',
    [{ tagPrefix: 'web-*' }],
    {},
    "`images[0].tagPrefix` must be the start of Git tags, such as 'web-', got 'web-*'. The tags and patterns of the source follow it. Omit the wildcard",
  ],
  [
    'a prefix of tags without tags',
    [{ tagPrefix: 'web-' }],
    { source: ImageSource.gitHub('acme/shop', { connectionArn, branches: ['main'] }) },
    '`tagPrefix` requires tags or tagPatterns of the source',
  ],
  [
    'paths without branches',
    [{ paths: ['web/'] }],
    { source: ImageSource.gitHub('acme/shop', { connectionArn, tagPatterns: ['v*'] }) },
    '`images[0].paths` requires a source of GitHub or GitLab with branches. No other event names the changed files.',
  ],
  [
    'paths at the source',
    [{}],
    { source: ImageSource.gitHub('acme/shop', { connectionArn, branches: ['main'], paths: ['web/'] }) },
    '`paths` must not be set at the source of several images. Set it next to `images`.',
  ],
  ['deployments of all images', [{}], { deploys: [] }, '`deploys` must be set at each image, not at all of them'],
])('fails with %s', (_, images, props, message) => {
  expect(() => projectsWith(images, props)).toThrow(new InvalidInputError(message));
});

test('fails when two images have one repository', () => {
  const repository = Repository.fromRepositoryName(newStack(), 'Repository', 'shop');
  expect(() => projectsWith([{}, {}].map((image) => ({ ...image, repository })))).toThrow(
    new InvalidInputError(
      '`images[1].repository` must differ from images[0].repository. Otherwise both images would have the same tags.',
    ),
  );
});

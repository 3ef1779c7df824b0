import { type Properties } from '../../../synthesis';
import { minimal, problemsIn } from '../../config-cases';
import { propertiesOf, templateOf } from '../../config-stacks';
import { starts, type Triggers } from '../../../build/triggers';

const connectionArn = 'arn:aws:codeconnections:us-east-1:123456789012:connection/11111111-2222-3333-4444-555555555555';
const source = { github: 'acme/shop', connectionArn, branches: ['main'], tagPatterns: ['v*'] };
const repositories = ['shop/web', 'shop/api', 'other/web', 'cache'].map((name) => ({
  name,
  ...(name === 'cache' && {
    mutableTags: ['cache-*'],
    retention: { protect: ['cache-*'], expireUntaggedAfterDays: 1 },
  }),
}));
const shop = (images: unknown, build: object = {}) => ({
  repositories,
  builds: [{ name: 'shop', source, images, ...build }],
});
const problemsWith = (images: unknown, build: object = {}) => problemsIn({ ...minimal, ...shop(images, build) });

test('an entry with images makes a project for each, which a push of its files starts', () => {
  const template = templateOf(
    shop(
      [
        { repository: 'shop/web', context: 'web' },
        { name: 'backend', repository: 'shop/api', context: 'api', sbom: false, tagPrefix: 'api-', paths: ['go.mod'] },
      ],
      { paths: ['Makefile'], sbom: true, cache: { repository: 'cache' }, pullRequests: { commands: ['make'] } },
    ),
  );
  const projects = new Map(propertiesOf(template, 'AWS::CodeBuild::Project').map((one) => [one.Name, one]));
  expect([...projects.keys()].sort()).toEqual([
    'shop-backend',
    'shop-backend-pull-requests',
    'shop-web',
    'shop-web-pull-requests',
  ]);
  const started = (ref: string, files: string[]) =>
    ['shop-web', 'shop-backend'].filter((name) => starts(projects.get(name)?.Triggers as Triggers, { ref, files }));
  expect(started('refs/heads/main', ['web/index.ts'])).toEqual(['shop-web']);
  expect(started('refs/heads/main', ['api/Dockerfile', 'README.md'])).toEqual(['shop-backend']);
  expect(started('refs/heads/main', ['go.mod'])).toEqual(['shop-backend']);
  expect(started('refs/heads/main', ['Makefile'])).toEqual(['shop-web', 'shop-backend']);
  expect(started('refs/heads/main', ['README.md'])).toEqual([]);
  expect(started('refs/tags/v1.0.0', [])).toEqual(['shop-web']);
  expect(started('refs/tags/api-v1.0.0', [])).toEqual(['shop-backend']);
  const { Environment: environment } = projects.get('shop-backend') as {
    Environment: { EnvironmentVariables: Properties[] };
  };
  expect(environment.EnvironmentVariables).toEqual(
    expect.arrayContaining([
      { Name: 'DOCKERFILE', Type: 'PLAINTEXT', Value: 'api/Dockerfile' },
      { Name: 'SBOM', Type: 'PLAINTEXT', Value: 'false' },
      { Name: 'GIT_TAG_PREFIX', Type: 'PLAINTEXT', Value: 'api-' },
    ]),
  );
});

const web = { repository: 'shop/web', context: 'web' };
const api = { repository: 'shop/api', context: 'api' };
const noFiles = 'requires a source of github or gitlab with branches. No other event names the changed files.';
test.each<[string, unknown, object, string[]]>([
  [
    'the former key for programs',
    { buildKit: 'public.ecr.aws/vend/moby/buildkit:v0.26.0' },
    {},
    ['builds[0].images: must be a list, got a mapping. Programs of a build, such as buildKit, are in `tools`.'],
  ],
  [
    'no image',
    [],
    {},
    ['builds[0].images: must list at least one value, got an empty list. Leave the key out instead.'],
  ],
  ['an image without a repository', [{ context: 'web' }], {}, ['builds[0].images[0].repository: is required']],
  [
    'a repository of the build',
    [web],
    { repository: 'shop/api' },
    ['builds[0]: must have exactly one of repository, images, got repository and images'],
  ],
  [
    'one repository twice',
    [web, { ...web, name: 'two' }],
    {},
    [
      "builds[0].images[1].repository: must be unique, got 'shop/web', which images[0] has too. Otherwise both images would have the same tags.",
    ],
  ],
  [
    'one name twice',
    [web, { ...api, repository: 'other/web' }],
    {},
    ["builds[0].images[1].name: must be unique, got 'web', which images[0] has too. Set another `name`."],
  ],
  [
    'an unknown repository',
    [{ repository: 'shop/wep' }],
    {},
    [
      "builds[0].images[0].repository: must be the name of a repository of this file, got 'shop/wep'. Did you mean 'shop/web'?",
    ],
  ],
  [
    'a name that is too long with that of the build',
    [{ ...web, name: 'x'.repeat(100) }],
    { name: 'y'.repeat(60) },
    [
      `builds[0].images[0].name: must be a CodeBuild project name, got '${'y'.repeat(60)}-${'x'.repeat(19)}...'. Use 2 to 150 letters, digits, '-' and '_'`,
    ],
  ],
  [
    'paths that no file can have',
    [{ ...web, paths: ['/web', '../web', 'web/**', ''] }],
    {},
    [
      "builds[0].images[0].paths[0]: must be a path within the source, got '/web'. Write it relative to the source",
      "builds[0].images[0].paths[1]: must be a path within the source, got '../web'. The path must not leave the source with '..'",
      "builds[0].images[0].paths[2]: must be a path within the source, got 'web/**'. Use only letters, digits and './_@+- '",
      'builds[0].images[0].paths[3]: must be a path within the source, got an empty text',
    ],
  ],
  [
    'paths of the source',
    [web],
    { source: { ...source, paths: ['web'] } },
    ['builds[0].source.paths: must not be set with images. Set `paths` of the build or of an image.'],
  ],
  [
    'paths for a source that does not name files',
    [{ ...web, paths: ['lib'] }],
    { source: { codeCommit: 'shop', branches: ['main'] }, paths: ['go.mod'] },
    [`builds[0].images[0].paths: ${noFiles}`, `builds[0].paths: ${noFiles}`],
  ],
  [
    'a prefix for no tag',
    [{ ...web, tagPrefix: 'web-' }],
    { source: { github: 'acme/shop', connectionArn, branches: ['main'] } },
    ['builds[0].images[0].tagPrefix: requires a source of github or gitlab with tags or tagPatterns'],
  ],
  [
    'a parameter of all images',
    [web, api],
    { imageParameter: '/shop/image' },
    ['builds[0].imageParameter: must be set at each image, not at all of them'],
  ],
  [
    'options that conflict',
    [{ ...web, target: 'a b' }, api],
    { builder: 'earthly' },
    [
      "builds[0].images[0].target: must be a target of the Earthfile, like 'docker', got 'a b'. Write a letter, then letters, digits and '._-', without the '+'",
      'builds[0].images[1].target: is required with builder earthly',
    ],
  ],
  [
    'options of the build that conflict',
    [web, api],
    { commands: ['make'] },
    ['builds[0].commands: requires builder script'],
  ],
])('fails with %s', (_, images, build, problems) => {
  expect(problemsWith(images, build)).toEqual(problems);
});

test('fails when a project of an image has the name of another build', () => {
  const { builds } = shop([web]);
  const other = { name: 'shop-web', repository: 'shop/api', source };
  expect(problemsIn({ ...minimal, repositories, builds: [...builds, other] })).toEqual([
    "builds[1].name: must give a project its own name, got 'shop-web', which builds[0].images[0] has too. Choose another name.",
  ]);
});

test('a build whose releases are built again has a schedule', () => {
  const rebuilds = { schedule: 'rate(1 day)', timeZone: 'Europe/Berlin' };
  const template = templateOf(shop([{ ...web, tags: { semanticVersion: true }, rebuilds }]));
  expect(propertiesOf(template, 'AWS::Scheduler::Schedule')).toEqual([
    expect.objectContaining({ ScheduleExpression: 'rate(1 day)', ScheduleExpressionTimezone: 'Europe/Berlin' }),
  ]);
});

test('fails when releases that are built again have no version, no day or no time zone', () => {
  const rebuilds = { schedule: 'cron(0 3 31 2 ? *)', timeZone: 'Europe/Pizza' };
  expect(problemsWith([{ ...web, rebuilds }])).toEqual([
    'builds[0].images[0].rebuilds: requires semanticVersion: true in tags',
    "builds[0].images[0].rebuilds.schedule: must be a schedule of EventBridge Scheduler that repeats, such as 'cron(0 3 ? * MON *)', got 'cron(0 3 31 2 ? *)'. It never fires, because no such day exists",
    "builds[0].images[0].rebuilds.timeZone: must be a time zone, such as 'Europe/Berlin', got 'Europe/Pizza'",
  ]);
});

test('fails when paths are given without images', () => {
  expect(
    problemsIn({
      ...minimal,
      repositories,
      builds: [{ name: 'shop', repository: 'shop/web', source, paths: ['web'] }],
    }),
  ).toEqual(['builds[0].paths: requires images. For one image, set `source.paths`.']);
});

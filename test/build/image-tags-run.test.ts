import { ImageTag } from '../../lib/naming/image-tag';
import { type BuildRun, commit, digestOf, runBuild, uri } from './build-run';

const tagsOf = (tags: ImageTag[], variables: Record<string, string> = {}) =>
  runBuild({ props: { tags }, variables }).exported.IMAGE_TAGS;
const builds = ({ calls }: BuildRun) => calls.filter(([, , verb]) => verb === 'build').length;
const added = ({ calls }: BuildRun) => calls.filter(([, , verb]) => verb === 'put-image').map((call) => call.slice(3));
const addedTags = (run: BuildRun) => added(run).map((words) => words[words.indexOf('--image-tag') + 1]);

const head = (reference: string) => ({ CODEBUILD_WEBHOOK_HEAD_REF: reference });
const triggered = (by: string) => ({ CODEBUILD_WEBHOOK_TRIGGER: by });
const ofCommit = { CODEBUILD_SOURCE_VERSION: commit };
const number = 'build-7-b1e6661e';

test.each<[string, ImageTag[], Record<string, string>, string]>([
  ['the commit', [ImageTag.commit()], {}, commit],
  ['the start of the commit', [ImageTag.shortCommit()], {}, '0123456789ab'],
  [
    'the version of an S3 object',
    [ImageTag.commit()],
    { CODEBUILD_RESOLVED_SOURCE_VERSION: '3sL4kqtJ.MTR_x' },
    '3sL4kqtJ.MTR_x',
  ],
  ['the number and id of the build', [ImageTag.buildNumber()], {}, number],
  ['the branch of a webhook', [ImageTag.branch()], head('refs/heads/main'), 'main'],
  [
    'the branch that was asked for',
    [ImageTag.branch()],
    { CODEBUILD_SOURCE_VERSION: 'refs/heads/main^{0123}' },
    'main',
  ],
  ['the branch of a webhook of a batch', [ImageTag.branch()], { ...triggered('branch/a/b'), ...ofCommit }, 'a-b'],
  [
    'the tag of a webhook of a batch',
    [ImageTag.semanticVersion()],
    { ...triggered('tag/v1.2.3'), ...ofCommit },
    '1.2.3',
  ],
  ['a branch with a slash', [ImageTag.branch()], head('refs/heads/feature/x'), 'feature-x'],
  ['a branch that starts with a period', [ImageTag.branch()], head('refs/heads/.x'), '_x'],
  ['a branch in other letters', [ImageTag.branch()], head('refs/heads/é'), '_-'],
  ['a branch with a prefix', [ImageTag.branch('branch-')], head('refs/heads/-x'), 'branch--x'],
  ['a long branch', [ImageTag.branch()], head(`refs/heads/${'x'.repeat(200)}`), 'x'.repeat(128)],
  ['a fixed one', [ImageTag.fixed('latest')], {}, 'latest'],
  ['the version', [ImageTag.semanticVersion()], head('refs/tags/v1.20.3'), '1.20.3'],
  ['the version without v', [ImageTag.semanticVersion()], head('refs/tags/1.20.3'), '1.20.3'],
  ['a version before a release', [ImageTag.semanticVersion()], head('refs/tags/v1.0.0-rc.1'), '1.0.0-rc.1'],
  [
    'a version of 128 characters',
    [ImageTag.semanticVersion()],
    head(`refs/tags/v1.0.0-${'x'.repeat(122)}`),
    `1.0.0-${'x'.repeat(122)}`,
  ],
  ['a version of a build', [ImageTag.semanticVersion()], head('refs/tags/v1.0.0+exp.5'), '1.0.0_exp.5'],
  ['all, in their order', [ImageTag.fixed('a'), ImageTag.commit(), ImageTag.fixed('b')], {}, `a ${commit} b`],
  ['each once', [ImageTag.branch(), ImageTag.fixed('main')], head('refs/heads/main'), 'main'],
])('the tag is %s', (_, tags, variables, expected) => {
  expect(tagsOf(tags, variables)).toBe(expected);
});

test.each<[string, ImageTag, Record<string, string>]>([
  ['there is no commit', ImageTag.commit(), { CODEBUILD_RESOLVED_SOURCE_VERSION: '' }],
  ['the version of the source starts with a hyphen', ImageTag.commit(), { CODEBUILD_RESOLVED_SOURCE_VERSION: '--x' }],
  ['the version of the source has a slash', ImageTag.commit(), { CODEBUILD_RESOLVED_SOURCE_VERSION: 'a/b' }],
  ['the version of the source is two lines', ImageTag.commit(), { CODEBUILD_RESOLVED_SOURCE_VERSION: 'a\nb' }],
  [
    'the version of the source is a command',
    ImageTag.commit(),
    { CODEBUILD_RESOLVED_SOURCE_VERSION: '$(touch pwned)' },
  ],
  ['the version of the source is too long', ImageTag.commit(), { CODEBUILD_RESOLVED_SOURCE_VERSION: 'a'.repeat(129) }],
  ['the version of the source is no commit', ImageTag.shortCommit(), { CODEBUILD_RESOLVED_SOURCE_VERSION: '3sL4kqtJ' }],
  ['a tag was pushed', ImageTag.branch(), head('refs/tags/v1')],
  ['a branch was pushed', ImageTag.semanticVersion(), head('refs/heads/v1.0.0')],
  ['the tag is no version', ImageTag.semanticVersion(), head('refs/tags/v1.0')],
  ['the tag has more than a version', ImageTag.semanticVersion(), head('refs/tags/v1.0.0.0')],
  ['the version is longer than an image tag', ImageTag.semanticVersion(), head(`refs/tags/v1.0.0-${'x'.repeat(123)}`)],
  ['nothing is known of the source', ImageTag.branch(), {}],
  ['a pull request started the build', ImageTag.branch(), { ...triggered('pr/1'), ...ofCommit }],
])('the tag is the number of the build if %s', (_, tag, variables) => {
  const { exported, pwned } = runBuild({ props: { tags: [tag] }, variables });
  expect([exported.IMAGE_TAG, exported.IMAGE_TAGS, exported.IMAGE_URI, pwned]).toEqual([
    number,
    number,
    `${uri}:${number}`,
    false,
  ]);
});

test('a tag that would not name this build is left out if another one does', () => {
  expect(tagsOf([ImageTag.semanticVersion(), ImageTag.commit()], head('refs/heads/main'))).toBe(commit);
});

test('the image is pushed without a tag, gets that of its commit first, and the others as it is', () => {
  const tags = [ImageTag.fixed('latest'), ImageTag.commit(), ImageTag.branch()];
  const run = runBuild({ props: { tags }, variables: head('refs/heads/main') });
  const build = run.calls.find(([, , verb]) => verb === 'build') ?? [];
  expect(build.filter((_, index) => build[index - 1] === '--tag')).toEqual([]);
  const putAs = (tag: string) => [
    ...['--region', 'eu-west-1', '--registry-id', '123456789012', '--repository-name', 'jwt-pizza-service'],
    ...['--image-tag', tag, '--image-digest', digestOf('an image'), '--image-manifest', 'an image'],
    ...['--query', 'image.imageId', '--output', 'text'],
  ];
  expect(added(run)).toEqual([putAs(commit), putAs('latest'), putAs('main')]);
  expect(run.exported).toMatchObject({ IMAGE_TAG: commit, IMAGE_TAGS: `latest ${commit} main` });
});

describe('an image that is there already', () => {
  const kept = digestOf('the first image');

  test('is kept if it is the tag of the commit: a second build succeeds and builds nothing', () => {
    const run = runBuild({ images: { [commit]: 'the first image' } });
    expect([run.succeeded, builds(run), added(run), run.exported.IMAGE_DIGEST]).toEqual([true, 0, [], kept]);
    expect(run.log).toContain(`This commit has its image already, ${kept}: nothing is built`);
  });

  test('is kept if it is the tag of the short commit', () => {
    const run = runBuild({
      props: { tags: [ImageTag.shortCommit()] },
      images: { '0123456789ab': 'the first image' },
    });
    expect([run.succeeded, builds(run), run.exported.IMAGE_DIGEST]).toEqual([true, 0, kept]);
  });

  test('gets the tags that it lacks, as the version of a commit that was built before', () => {
    const run = runBuild({
      props: { tags: [ImageTag.commit(), ImageTag.semanticVersion(), ImageTag.fixed('latest')] },
      variables: head('refs/tags/v1.0.0'),
      images: { [commit]: 'the first image' },
    });
    expect([run.succeeded, builds(run)]).toEqual([true, 0]);
    expect(addedTags(run)).toEqual(['1.0.0', 'latest']);
  });

  test.each<[string, ImageTag[], string]>([
    ['a version', [ImageTag.semanticVersion()], '1.0.0'],
    ['a version beside a commit', [ImageTag.commit(), ImageTag.semanticVersion()], '1.0.0'],
    ['a build', [ImageTag.buildNumber()], number],
  ])('fails the build before anything is built if %s is the tag of another image', (_, tags, taken) => {
    const run = runBuild({
      props: { tags },
      variables: head('refs/tags/v1.0.0'),
      images: { [taken]: 'the first image' },
    });
    expect([run.succeeded, builds(run), added(run)]).toEqual([false, 0, []]);
    expect(run.log).toContain(
      `The tag ${taken} is that of another image already, ${kept}: delete it there, or build under another name`,
    );
  });

  test('keeps its moving tags if it does not say its commit, and the build says what to do', () => {
    const run = runBuild({ props: { tags: [ImageTag.fixed('latest')] }, images: { latest: '{}' } });
    const built = digestOf('an image');
    expect([run.succeeded, builds(run), run.exported.IMAGE_DIGEST, run.exported.IMAGE_TAGS]).toEqual([
      true,
      1,
      built,
      '',
    ]);
    expect(run.log).toContain(
      `The tag latest stays at ${digestOf('{}')}: its image does not say of which commit it is. ` +
        `To move it once by hand: docker buildx imagetools create --tag ${uri}:latest ${uri}@${built}\n`,
    );
  });
});

test('the parameter is set to the address by digest, after the image has all its tags', () => {
  const { calls } = runBuild({
    props: { tags: [ImageTag.commit(), ImageTag.fixed('latest')] },
    variables: { IMAGE_PARAMETER: '/app/image' },
  });
  const writes = calls.filter(([, , verb]) => verb?.startsWith('put-'));
  expect(writes.map(([, , verb]) => verb)).toEqual(['put-image', 'put-image', 'put-parameter']);
  expect(writes.at(-1)).toEqual([
    ...['aws', 'ssm', 'put-parameter', '--name', '/app/image', '--type', 'String'],
    ...['--value', `${uri}@${digestOf('an image')}`, '--overwrite'],
  ]);
});

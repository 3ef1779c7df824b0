import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { type PublishWorkflowOptions } from '../../lib/github/publish-workflow-options';
import { ImageTag } from '../../lib/naming/image-tag';
import { mainAndVersions } from './publisher';
import { jobsIn, stepsIn } from './workflow-lint';
import { askForRepository, digestOf, newMachine, scriptOf, sha, variablesOf } from './workflow-machine';
import { workflowOf } from './workflow-of';

/** Repeated builds of a commit whose tags are immutable. */
const machine = newMachine();
beforeEach(machine.empty);
afterAll(machine.discard);

const { image, push, run } = machine;
const both = [Platform.LINUX_AMD64, Platform.LINUX_ARM64];
const trusted = { subjects: mainAndVersions };
const release = { GITHUB_REF_TYPE: 'tag', GITHUB_REF_NAME: 'v1.2.3' };
const tags = [ImageTag.commit(), ImageTag.semanticVersion(), ImageTag.fixed('latest')];

/** Runs the step that names the image and looks for it. The digest is the only output that is returned. */
function find(env: Record<string, string>, options: PublishWorkflowOptions = { tags }) {
  const text = workflowOf(options, trusted);
  const { outputs, ...others } = run(scriptOf(text, 'tags'), { ...variablesOf(text, 'tags'), ...env });
  return { ...others, outputs: 'digest' in outputs ? { digest: outputs.digest } : {} };
}

test('a commit without an image has none, and is built', () => {
  expect(find(release)).toMatchObject({ status: 0, outputs: { digest: '' }, stdout: '' });
});

test('a commit with an image keeps it, and the log says so', () => {
  const digest = push(sha, '{"one":1}');
  expect(find(release)).toMatchObject({
    status: 0,
    outputs: { digest },
    stdout: `::notice::This commit has its image already, ${digest}: nothing is built, and missing tags are added to it\n`,
  });
});

test('the short commit finds the image if the whole commit is not a tag', () => {
  const digest = push(sha.slice(0, 12), '{"one":1}');
  push(sha, '{"other":1}');
  expect(find({}, { tags: [ImageTag.fixed('latest'), ImageTag.shortCommit()] }).outputs).toEqual({ digest });
});

test.each([
  ['of a commit without one', false],
  ['of a commit that has its own', true],
])('a version that is taken by another image fails before anything is built, for the image %s', (_, hasOwn) => {
  if (hasOwn) push(sha, '{"own":1}');
  const other = push('1.2.3', '{"other":1}');
  expect(find(release)).toMatchObject({
    status: 1,
    outputs: {},
    stdout: `::error::The tag 1.2.3 is that of another image already, ${other}: delete it there, or build under another name\n`,
  });
  expect(find({ ...release, GITHUB_REF_NAME: 'v1.2.4' }).status).toBe(0);
});

test('a version without a commit tag finds the image of its commit, and fails for that of another commit', () => {
  push('1.2.3', `{"annotations":{"org.opencontainers.image.revision":"${'a'.repeat(40)}"}}`);
  const text = workflowOf({ tags: [ImageTag.semanticVersion()] }, trusted);
  const options = { tags: [ImageTag.semanticVersion()] };
  expect(find(release, options)).toMatchObject({ status: 1, outputs: {} });
  const onBranch = { GITHUB_REF_TYPE: 'branch', GITHUB_REF_NAME: 'main' };
  expect(find(onBranch, options)).toMatchObject({ status: 0, outputs: { digest: '' } });
  const digest = push('1.2.3', `{"annotations":{"org.opencontainers.image.revision":"${sha}"}}`);
  expect(find(release, options)).toMatchObject({ status: 0, outputs: { digest } });
  const [found] = stepsIn(text).filter((step) => step.if !== undefined);
  expect([found?.if, found?.id] as unknown).toEqual(['!steps.tags.outputs.digest', 'build']);
  const { outputs } = run(scriptOf(text, 'image'), { IMAGE_DIGEST: digest, IMAGE_TAGS: '1.2.3' });
  expect(outputs).toEqual({ image: `${image}@${digest}`, digest, tags: '1.2.3' });
});

test('moving tags are not looked up', () => {
  push('latest', '{"other":1}');
  expect(find(release)).toMatchObject({ status: 0, outputs: { digest: '' } });
  const { calls, outputs } = find(release, { tags: [ImageTag.fixed('latest')] });
  expect([calls, outputs]).toEqual([[askForRepository('latest')], { digest: '' }]);
});

test('a tag is not free if the registry gives no answer', () => {
  const error = `unexpected status from HEAD request to https://${image}: 403 Forbidden`;
  expect(find({ ...release, REGISTRY_ERROR: error })).toEqual({
    status: 1,
    outputs: {},
    calls: [askForRepository(sha), `[docker][buildx][imagetools][inspect][--raw][${image}:${sha}]`],
    stdout: '',
    stderr: `ERROR: ${error}\n`,
  });
});

test.each<[string, PublishWorkflowOptions]>([
  ['in one job', {}],
  ['with emulation', { platforms: both, emulation: true }],
  ['side by side', { platforms: both }],
])('a building job looks for the image first, %s, and builds nothing if there is one', (_, options) => {
  const jobs = Object.values(jobsIn(workflowOf({ ...options, tags }, trusted)));
  const building = jobs.map(({ steps }) => steps as Record<string, unknown>[]).filter((steps) => steps.some(isBuild));
  expect(building.length).toBeGreaterThan(0);
  for (const steps of building) {
    const found = steps.findIndex(({ id }) => id === 'tags');
    const last = steps.findIndex(isBuild);
    const after = steps.slice(found + 1, last + 1);
    expect(found).toBeGreaterThan(steps.findIndex(({ id }) => id === 'ecr'));
    expect(after.length).toBe(options.emulation === true ? 2 : 1);
    expect(after.map((step) => step.if)).toEqual(after.map(() => '!steps.tags.outputs.digest'));
    const ifBuilt = steps.filter((step) => step.if !== undefined && !(step.if as string).startsWith('failure()'));
    expect(ifBuilt).toEqual(after);
  }
});

const isBuild = ({ uses }: Record<string, unknown>) => String(uses).startsWith('docker/build-push-action@');

test.each<[string, PublishWorkflowOptions]>([
  ['in one job', {}],
  ['side by side', { platforms: both }],
])('an existing image gets the missing tags unchanged, %s', (_, options) => {
  const manifest = '{"one": "a b",\n  "two": "$HOME"}';
  const digest = push(sha, manifest);
  const env: Record<string, string> = { IMAGE_DIGEST: digest };
  if (options.platforms) Object.assign(env, { PLATFORM_DIGEST_AMD64: '', PLATFORM_DIGEST_ARM64: 'sha256:bb' });
  push('latest', `{"annotations":{"org.opencontainers.image.revision":"${'a'.repeat(40)}"}}`);
  const script = scriptOf(workflowOf({ ...options, tags }, trusted), 'image');
  const named = { IMAGE_TAGS: `${sha} 1.2.3 latest`, COMMIT_TAG: sha, MOVING_TAGS: 'latest' };
  const { status, outputs, calls, stdout } = run(script, { ...env, ...named });
  expect([status, stdout]).toEqual([0, '']);
  expect(outputs).toEqual({ image: `${image}@${digest}`, digest, tags: `${sha} 1.2.3 latest` });
  const put = (tag: string) =>
    `[aws][ecr][put-image][--region][eu-west-1][--registry-id][123456789012][--repository-name][app][--image-tag][${tag}]` +
    `[--image-digest][${digest}][--image-manifest][${manifest}][--query][image.imageId][--output][text]`;
  const reads = /^(\[docker\]\[buildx\]\[imagetools\]\[inspect\]|\[aws\]\[ecr\]\[batch-get-image\]|\[curl\]).*\n?/gm;
  const writes = calls.join('\n').replace(reads, '');
  expect(writes.trimEnd()).toBe([put('1.2.3'), put('latest')].join('\n'));
});

test('images that were built are joined, and the index gets the tag of its commit only', () => {
  const script = scriptOf(workflowOf({ platforms: both }), 'image');
  const named = { IMAGE_TAGS: sha, COMMIT_TAG: sha };
  const env = { PLATFORM_DIGEST_AMD64: 'sha256:aa', PLATFORM_DIGEST_ARM64: 'sha256:bb', ...named };
  const { outputs, calls } = run(script, env);
  expect(outputs.digest).toBe(digestOf(machine.manifestOf(`${image}@sha256:aa ${image}@sha256:bb`)));
  const put = '[aws][ecr][put-image][--region][eu-west-1][--registry-id][123456789012][--repository-name][app]';
  const written = calls
    .filter((call) => call.startsWith('[aws]'))
    .map((call) => call.replace(/\[--image-digest\].*/, ''));
  expect(written).toEqual([put, `${put}[--image-tag][${sha}]`]);
});

test('two runs that build one commit at the same time end with one image', () => {
  const text = workflowOf({}, trusted);
  const [first, second] = ['{"first":1}', '{"second":1}'].map((manifest) => push('any', manifest));
  const named = { ...variablesOf(text, 'image'), IMAGE_TAGS: sha, COMMIT_TAG: sha };
  const runs = [first, second].map((digest = '') => run(scriptOf(text, 'image'), { ...named, IMAGE_DIGEST: digest }));
  expect(runs.map(({ status, outputs }) => [status, outputs.digest])).toEqual([
    [0, first],
    [0, first],
  ]);
  expect(runs[1]?.stdout).toBe(
    `::notice::Another run built this commit first. Its image ${first} is the one that stays\n`,
  );
});

test('the build pushes the tag of a commit itself only if all runs are for one ref', () => {
  const pushesTag = (text: string) => stepsIn(text).some((step) => 'tags' in ((step.with as object | undefined) ?? {}));
  expect([pushesTag(workflowOf({})), pushesTag(workflowOf({}, trusted))]).toEqual([true, false]);
  expect(pushesTag(workflowOf({ tags: [ImageTag.buildNumber()] }, trusted))).toBe(true);
});

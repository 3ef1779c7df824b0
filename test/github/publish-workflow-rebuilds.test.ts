import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { Duration, TimeZone } from 'aws-cdk-lib';
import { EcsDeployment } from '../../lib/deployment/ecs-deployment';
import { GitHubSubject } from '../../lib/github/github-subject';
import { type GitHubPublisherRoleProps } from '../../lib/github/github-publisher-role';
import { type PublishWorkflowOptions } from '../../lib/github/publish-workflow-options';
import { findScheduledImages } from '../../lib/github/workflow/scripts';
import { WorkflowCache } from '../../lib/github/workflow-cache';
import { ImageCompatibility } from '../../lib/build-input/attestations';
import { ImageTag } from '../../lib/naming/image-tag';
import { VersionChannel } from '../../lib/naming/version-channel';
import { ImageRepository } from '../../lib/repository/image-repository';
import { ImageTests } from '../../lib/testing/image-tests';
import { newStack, type Properties } from '../synthesis';
import { ids, mainAndVersions } from './publisher';
import { actionlint, bashErrors, jobsIn, parsed, schemaErrors, scriptsIn, stepsIn } from './workflow-lint';
import { digestOf, newMachine, scriptOf, sha, variablesOf } from './workflow-machine';
import { workflowOf } from './workflow-of';

const schedule = ScheduleExpression.cron({ weekDay: 'MON', hour: '3', minute: '0' });
const rebuilds = { schedule };
const tags = [
  ImageTag.commit(),
  ImageTag.semanticVersion({ channels: [VersionChannel.LATEST] }),
  ImageTag.fixed('dev'),
];

/** The workflow of a role that may push to two repositories, list their tags and pull from them. */
function rebuilt(options: PublishWorkflowOptions = {}, props: Partial<GitHubPublisherRoleProps> = {}): string {
  const stack = newStack();
  const repositories = ['app', 'other'].map((repositoryName) => {
    return new ImageRepository(stack, repositoryName, {
      repositoryName,
      mutableTags: ['latest', 'dev', 'buildcache-*'],
    });
  });
  const all = { repositories, listRepositories: repositories, pullRepositories: repositories };
  const trusted = { subjects: mainAndVersions, deploys: [EcsDeployment.named('c', 's')], ...all, ...props };
  const only = options.images === undefined && { repositoryName: 'app', rebuilds };
  return workflowOf({ ...only, tags, ...options }, trusted, stack);
}

const text = rebuilt({ services: ['c/s'] });
const several = rebuilt({
  tags: [ImageTag.semanticVersion()],
  images: [
    { repositoryName: 'app', context: 'app', rebuilds },
    { repositoryName: 'other', context: 'other' },
  ],
});

test('the schedule starts the job that looks for newer base images, and the others need it', () => {
  expect(parsed(text).on).toEqual({
    push: { branches: ['main'], tags: ['v**'] },
    schedule: [{ cron: '0 3 * * 1' }],
  });
  const { rebuild, publish, deploy } = jobsIn(text);
  expect(rebuild?.if).toBe("github.event.schedule == '0 3 * * 1'");
  expect(rebuild?.permissions).toEqual({ 'id-token': 'write', contents: 'read' });
  expect([publish?.needs, publish?.if]).toEqual([
    'rebuild',
    "!failure() && !cancelled() && (github.event.schedule != '0 3 * * 1' || needs.rebuild.outputs.tag)",
  ]);
  expect(deploy?.if).toBe(
    "!cancelled() && needs.publish.result == 'success' && needs.publish.outputs.tags == needs.publish.outputs.run-tags",
  );
  expect(text).toContain(
    "# GitHub starts a schedule only for the file on the default branch. The role trusts 'main'. It must be that branch.\n",
  );
});

test('the release is built from its commit, without a cache', () => {
  const steps = stepsIn(text);
  const checkout = steps.find(({ name }) => name === 'Check out')?.with as Properties;
  expect(checkout.ref).toBe('${{ needs.rebuild.outputs.revision }}');
  const build = steps.find(({ id }) => id === 'build')?.with as Properties;
  expect(build['no-cache']).toBe("${{ needs.rebuild.outputs.tag != '' }}");
  expect(build.annotations).toBe(
    'index:org.opencontainers.image.revision=${{ needs.rebuild.outputs.revision || github.sha }}',
  );
  expect(build.labels).toContain('revision=${{ needs.rebuild.outputs.revision || github.sha }}\n');
});

test('if the image is tested before, a release reads no cache and is built once', () => {
  const tested = rebuilt({ tests: [ImageTests.ofImage(['true'])], cache: WorkflowCache.repository('other') });
  const builds = stepsIn(tested).filter(({ uses }) => String(uses).includes('build-push-action'));
  expect(builds.length).toBe(2);
  for (const { with: inputs } of builds) {
    expect(inputs).not.toHaveProperty('no-cache');
    expect((inputs as Properties)['cache-from']).toBe(
      "${{ !needs.rebuild.outputs.tag && format('type=registry,ref={0}/other:buildcache-linux-amd64-app', " +
        "steps.ecr.outputs.registry) || '' }}",
    );
  }
});

test('platforms are joined only if they were built, from the commit of the release', () => {
  const joined = rebuilt({ platforms: [Platform.LINUX_AMD64, Platform.LINUX_ARM64] });
  const { build, publish } = jobsIn(joined);
  expect(build?.needs).toBe('rebuild');
  expect([publish?.needs, publish?.if]).toEqual([
    ['build', 'rebuild'],
    "!cancelled() && needs.build.result == 'success'",
  ]);
  const step = stepsIn(joined).find(({ id }) => id === 'image');
  expect(step?.env).toMatchObject({
    REBUILDS: true,
    REBUILD_REVISION: '${{ needs.rebuild.outputs.revision }}',
    COMMIT_CHARACTERS: 40,
  });
});

test('the files are valid for GitHub, and so are their scripts', async () => {
  const prod = GitHubSubject.environment('acme/app', 'prod', ids);
  const inEnvironment = rebuilt(
    { platforms: [Platform.LINUX_AMD64, Platform.LINUX_ARM64], tags: [ImageTag.shortCommit(), ...tags.slice(1, 2)] },
    { subjects: [prod] },
  );
  expect(await actionlint(text, several, inEnvironment)).toEqual([]);
  expect([text, several, inEnvironment].flatMap(schemaErrors)).toEqual([]);
  const own = scriptsIn(text).filter((script) => /choose_rebuild "\$build"$|name_rebuild "\$REBUILD_R/m.test(script));
  expect(own.length).toBe(2);
  expect(bashErrors([...own, findScheduledImages.text])).toEqual([]);
  expect(jobsIn(inEnvironment).rebuild?.environment).toBe('prod');
  expect(inEnvironment).toContain('The environment must allow that branch.\n');
}, 90_000);

describe('of several images', () => {
  test('only those with the schedule are built again', () => {
    const { 'rebuild-app': rebuild, 'publish-app': app, 'publish-other': other } = jobsIn(several);
    const isChanged = (name: string) => `contains(fromJSON(needs.changes.outputs.images), '${name}')`;
    expect([rebuild?.needs, rebuild?.if]).toEqual([
      'changes',
      `${isChanged('app')} && github.event.schedule == '0 3 * * 1'`,
    ]);
    expect([app?.needs, app?.if]).toEqual([
      ['changes', 'rebuild-app'],
      `!failure() && !cancelled() && ${isChanged('app')} && ` +
        "(github.event.schedule != '0 3 * * 1' || needs.rebuild-app.outputs.tag)",
    ]);
    expect([other?.needs, other?.if]).toEqual(['changes', isChanged('other')]);
  });

  test.each([
    ['0 3 * * 1', '["app"]'],
    ['', '["app","other"]'],
    ['5 5 * * 5', '["app","other"]'],
  ])('a run of the schedule %j is for %s', (SCHEDULE, images) => {
    const machine = newMachine();
    const env = { ...variablesOf(several, 'changes'), SCHEDULE, GITHUB_REF_TYPE: 'branch' };
    expect(machine.run(scriptOf(several, 'changes'), env).outputs).toEqual({ images });
    machine.discard();
  });

  test('each may have its own schedule', () => {
    const own = { schedule: ScheduleExpression.rate(Duration.days(1)) };
    const file = rebuilt({
      tags: [ImageTag.semanticVersion()],
      rebuilds,
      images: [{ repositoryName: 'app', rebuilds: own }, { repositoryName: 'other' }],
    });
    expect((parsed(file).on as Properties).schedule).toEqual([{ cron: '0 0 * * *' }, { cron: '0 3 * * 1' }]);
  });
});

describe('a scheduled run', () => {
  const machine = newMachine();
  const { image, push, run, store } = machine;
  beforeEach(machine.empty);
  afterAll(machine.discard);
  const released = 'a'.repeat(40);
  const manifest = (base: string, commit = released) =>
    JSON.stringify({
      annotations: {
        'org.opencontainers.image.revision': commit,
        'org.opencontainers.image.base.name': 'node:22',
        'org.opencontainers.image.base.digest': digestOf(base),
      },
    });
  const branch = { GITHUB_REF_TYPE: 'branch', GITHUB_REF_NAME: 'main', BASH_ENV: '' };
  const find = () => run(scriptOf(text, 'rebuild'), { ...variablesOf(text, 'rebuild'), ...branch });
  const rebuild = { REBUILD_RELEASE: '1.2.3', REBUILD_TAG: '1.2.3-20261130', REBUILD_REVISION: released };
  const name = (env: Record<string, string>) =>
    run(scriptOf(text, 'tags'), { ...variablesOf(text, 'tags'), ...branch, ...env });
  const none = { REBUILD_RELEASE: '', REBUILD_TAG: '', REBUILD_REVISION: '' };

  test('finds the newest release whose base image is newer', () => {
    push('1.2.3', manifest('old'));
    push('1.1.9', manifest('old', 'b'.repeat(40)));
    store('node:22', 'new');
    const { status, outputs, stdout, stderr } = find();
    expect([status, stderr]).toEqual([0, '']);
    expect(outputs).toEqual({ release: '1.2.3', tag: '1.2.3-20261130', revision: released });
    expect(stdout).toBe(
      `::notice::The base image node:22 was ${digestOf('old')} and is ${digestOf('new')} now\n` +
        `::notice::The release 1.2.3 is built again as 1.2.3-20261130, from the commit ${released}\n`,
    );
  });

  test('builds nothing if no base image is newer, without a release, and twice a day', () => {
    store('node:22', 'old');
    const says = () => {
      const { status, outputs, stdout } = find();
      expect([status, outputs]).toEqual([0, {}]);
      return stdout;
    };
    expect(says()).toBe('::notice::The repository has no release, so nothing is built again\n');
    push('1.2.3', manifest('old'));
    expect(says()).toBe('::notice::The base images of 1.2.3 have not changed, so nothing is built again\n');
    store('node:22', 'newest');
    push('1.2.3-20261130', manifest('new'));
    expect(says()).toContain('::notice::The release 1.2.3 was built again today already.');
  });

  test('fails if the release does not record its base images, or its commit', () => {
    store('node:22', 'new');
    push('1.2.3', '{}');
    const { status, stdout } = find();
    expect(status).toBe(1);
    expect(stdout).toContain('::error::The image 1.2.3 does not record its base images. Publish a release with');
    push('1.2.3', manifest('old', ''));
    expect(find()).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('::error::The image 1.2.3 does not say of which commit it is.') as string,
    });
  });

  test('names the rebuild by the release and the day, and moves its tags', () => {
    const { outputs, stderr } = name(rebuild);
    expect(stderr).toBe('');
    expect(outputs).toEqual({
      tags: '1.2.3-20261130 dev latest',
      tag: '1.2.3-20261130',
      commit: '',
      moving: 'dev',
      channels: 'latest',
      digest: '',
    });
    const built = '{"annotations":{"org.opencontainers.image.revision":"' + released + '"},"new":1}';
    push('1.2.3', manifest('old'));
    const digest = push('1.2.3-20261130', built);
    const image1 = run(scriptOf(text, 'image'), {
      ...variablesOf(text, 'image'),
      ...branch,
      ...rebuild,
      IMAGE_DIGEST: digest,
      IMAGE_TAGS: '1.2.3-20261130 dev latest',
      COMMIT_TAG: '',
      MOVING_TAGS: 'dev',
      CHANNEL_TAGS: 'latest',
    });
    expect([image1.status, image1.stderr]).toEqual([0, '']);
    expect(image1.outputs).toEqual({ image: `${image}@${digest}`, digest, tags: '1.2.3-20261130 dev latest' });
  });

  test('that is repeated finds its image', () => {
    const digest = push('1.2.3-20261130', manifest('new'));
    expect(name(rebuild).outputs.digest).toBe(digest);
  });

  test('is not a run for a push, whose Git tag must not look like a rebuild', () => {
    expect(name(none).outputs).toMatchObject({ tag: sha, commit: sha });
    const ofTag = { ...none, GITHUB_REF_TYPE: 'tag', GITHUB_REF_NAME: 'v1.2.3-20261130' };
    expect(name(ofTag)).toMatchObject({
      status: 1,
      stdout:
        '::error::The Git tag v1.2.3-20261130 looks like the tag of a rebuild, which a schedule makes. Choose another version\n',
    });
  });
});

test('a time zone is that of GitHub, and UTC is the default', () => {
  const at = (timeZone: TimeZone) =>
    rebuilt({ rebuilds: { schedule: ScheduleExpression.cron({ hour: '3', minute: '0', timeZone }) } });
  expect((parsed(at(TimeZone.EUROPE_BERLIN)).on as Properties).schedule).toEqual([
    { cron: '0 3 * * *', timezone: 'Europe/Berlin' },
  ]);
  expect((parsed(at(TimeZone.ETC_UTC)).on as Properties).schedule).toEqual([{ cron: '0 3 * * *' }]);
});

const scheduled = (expression: string) => () =>
  rebuilt({ rebuilds: { schedule: ScheduleExpression.expression(expression) } });

test.each<[string, () => unknown, string]>([
  [
    'the schedule never fires',
    scheduled('cron(0 3 31 2 ? *)'),
    "`rebuilds.schedule` must be a schedule of EventBridge Scheduler that repeats, such as 'cron(0 3 ? * MON *)', got " +
      "'cron(0 3 31 2 ? *)'. It never fires, because no such day exists",
  ],
  [
    'the schedule is for one year',
    scheduled('cron(0 3 1 1 ? 2030)'),
    "`rebuilds.schedule` must be a schedule that GitHub has, got 'cron(0 3 1 1 ? 2030)'. Its fields have no years. Write * for the year.",
  ],
  [
    'the schedule fires every minute',
    scheduled('cron(* * * * ? *)'),
    "`rebuilds.schedule` must fire at most once an hour, got 'cron(* * * * ? *)'. Each start costs a run",
  ],
  [
    'no tag is a version',
    () => rebuilt({ tags: [ImageTag.commit()] }),
    '`rebuilds` requires ImageTag.semanticVersion() in `tags`. The release with the highest version is built again.',
  ],
  [
    'the image has no provenance',
    () => rebuilt({ compatibility: ImageCompatibility.LAMBDA }),
    '`rebuilds` requires the provenance of the image, which records its base images. Leave `provenance` and `attestations` out. An image for Lambda has none.',
  ],
  [
    'the role may not find releases',
    () => rebuilt({ tags: [ImageTag.semanticVersion()] }, { listRepositories: [], pullRepositories: [] }),
    "`rebuilds` requires a role that may list the tags of the repository and read the provenance of its images. Add the repository to the role's listRepositories and pullRepositories.",
  ],
  [
    'the role trusts Git tags only',
    () =>
      rebuilt({ tags: [ImageTag.semanticVersion()] }, { subjects: [GitHubSubject.tagPattern('acme/app', 'v*', ids)] }),
    "`rebuilds` requires the default branch, for which GitHub starts every scheduled run, but the role trusts no branch. Add one to the role's subjects.",
  ],
  [
    'the file is in another repository',
    () =>
      rebuilt(
        { tags: [ImageTag.semanticVersion()] },
        {
          subjects: ['branch', 'tagPattern'].map((kind) =>
            GitHubSubject[kind as 'branch' | 'tagPattern']('acme/app', kind === 'branch' ? 'main' : 'v*', {
              ...ids,
              jobWorkflowRef: 'acme/ci/.github/workflows/publish.yml@refs/heads/main',
            }),
          ),
        },
      ),
    '`rebuilds` must not be set if the file is in another GitHub repository, which has no schedule for the repository that calls it',
  ],
])('fails when %s', (_, render, message) => {
  expect(render).toThrow(new Error(message));
});

test('fails when GitHub could not distinguish two schedules', () => {
  const at = (timeZone: TimeZone) => ({ schedule: ScheduleExpression.cron({ hour: '3', minute: '0', timeZone }) });
  const images = [
    { repositoryName: 'app', rebuilds: at(TimeZone.EUROPE_BERLIN) },
    { repositoryName: 'other', rebuilds: at(TimeZone.ETC_UTC) },
  ];
  expect(() => rebuilt({ tags: [ImageTag.semanticVersion()], images })).toThrow(
    new Error(
      "`images[1].rebuilds.schedule` must not be that of images[0] in another time zone, got '0 3 * * *'. A run does not know " +
        'which of them started it. Use another minute.',
    ),
  );
});

test('names the image in a problem with its own schedule', () => {
  const images = [
    { repositoryName: 'app', rebuilds: { schedule: ScheduleExpression.expression('cron(0 3 ? * 6#3 *)') } },
  ];
  expect(() => rebuilt({ tags: [ImageTag.semanticVersion()], images })).toThrow(
    new Error(
      "`images[0].rebuilds.schedule` must be a schedule that GitHub has, got 'cron(0 3 ? * 6#3 *)'. Its fields have no '6#3'. Write numbers.",
    ),
  );
});

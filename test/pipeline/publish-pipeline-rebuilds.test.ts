import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TimeZone } from 'aws-cdk-lib';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { EcsDeployment } from '../../lib/deployment/ecs-deployment';
import { ImageTag } from '../../lib/naming/image-tag';
import { type PublishPipelineOptions } from '../../lib/pipeline/publish-pipeline-options';
import { GitLabIssuer } from '../../lib/publisher/gitlab/gitlab-issuer';
import { GitLabSubject } from '../../lib/publisher/gitlab/gitlab-subject';
import { type OidcPublisherRoleProps } from '../../lib/publisher/oidc-publisher-role';
import { jobsIn, schemaErrors, scriptOf, shellErrors } from './pipeline-lint';
import { bitbucketRefs, bitbucketSubjects, pipelineOf } from './publisher';

const uri = '123456789012.dkr.ecr.eu-west-1.amazonaws.com/app';
const digestOf = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`;
const built = digestOf('built');
const schedule = (expression: string) => ({ schedule: ScheduleExpression.expression(expression) });
const monday = schedule('cron(0 3 ? * MON *)');
const both = { platforms: [Platform.LINUX_AMD64, Platform.LINUX_ARM64] };
const tags = [ImageTag.commit(), ImageTag.semanticVersion()];
const deploys = [EcsDeployment.named('c', 's')];
const text = pipelineOf({ tags, rebuilds: monday }, { deploys });
const jobs = jobsIn(text);
const joined = pipelineOf({ ...both, tags, rebuilds: monday });

test('a job that only a schedule starts comes first, and all others can wait for it', () => {
  expect(jobs.rebuild).toMatchObject({
    stage: 'build',
    rules: [
      { if: '$CI_PIPELINE_SOURCE == "schedule" && $CI_COMMIT_BRANCH == "main"' },
      { if: '$CI_PIPELINE_SOURCE == "schedule" && $CI_COMMIT_TAG =~ /^v.*$/' },
    ],
    id_tokens: { AWS_ID_TOKEN: { aud: 'sts.amazonaws.com' } },
    artifacts: { paths: ['publish-results/rebuild.env'] },
  });
  expect(jobs.publish).toMatchObject({
    needs: [{ job: 'rebuild', optional: true }],
    rules: [{ if: '$CI_COMMIT_BRANCH == "main"' }, { if: '$CI_COMMIT_TAG =~ /^v.*$/' }],
  });
  expect(jobs.deploy).toMatchObject({ needs: ['publish'] });
  const rebuild = { job: 'rebuild', optional: true };
  expect(jobsIn(joined)['build-arm64']).toMatchObject({ needs: [rebuild] });
  expect(jobsIn(joined).publish).toMatchObject({ needs: [rebuild, 'build-amd64', 'build-arm64'] });
  expect([text, joined].flatMap(schemaErrors)).toEqual([]);
  expect(shellErrors([jobs.rebuild, jobs.publish].map((job) => scriptOf(job)))).toEqual([]);
});

test('the head of the file has the command that creates the schedule', () => {
  expect(text)
    .toContain(`# A schedule builds the newest release again if its base images are newer. It is no part of this file, so create it once:
#   glab schedule create --repo acme/app --ref main --cron '0 3 * * 1' --cronTimeZone UTC --description 'Rebuild the release'
# Its owner must be allowed to run pipelines for that branch. Any schedule of a ref that the role trusts does the same.
`);
  const subjects = [GitLabSubject.branchPattern('acme/app', 'release/*', { projectId: '42' })];
  const zoned = ScheduleExpression.expression('rate(12 hours)', TimeZone.of('Europe/Berlin'));
  const patterns = pipelineOf(
    { tags: [ImageTag.commit(), ...tags.slice(1)], rebuilds: { schedule: zoned } },
    {
      subjects: [...subjects, GitLabSubject.tagPattern('acme/app', 'v*', { projectId: '42' })],
    },
  );
  expect(patterns)
    .toContain(`#   glab schedule create --repo acme/app --ref 'release/*' --cron '0 0,12 * * *' --cronTimeZone Europe/Berlin --description 'Rebuild the release'
# Replace the pattern after --ref by one of the branches that it matches.
`);
});

test('the command names the host of a self-managed GitLab', () => {
  const issuer = GitLabIssuer.selfManaged('git.example.com');
  const subjects = [
    GitLabSubject.branch('acme/app', 'main', { issuer }),
    GitLabSubject.tagPattern('acme/app', 'v*', { issuer }),
  ];
  expect(pipelineOf({ tags, rebuilds: monday }, { subjects })).toContain(
    'glab schedule create --repo https://git.example.com/acme/app --ref main ',
  );
});

test('without rebuilds, no job reads a schedule', () => {
  expect(pipelineOf({ tags }, { deploys })).not.toMatch(/CI_PIPELINE_SOURCE|glab|name_by_rebuild|REBUILDS=/);
});

const onlyTags = [GitLabSubject.tagPattern('acme/app', 'v*', { projectId: '42' })];

test.each<[string, PublishPipelineOptions, Partial<OidcPublisherRoleProps>, string]>([
  [
    'Bitbucket',
    { ...bitbucketRefs, tags, rebuilds: monday },
    { subjects: bitbucketSubjects },
    '`rebuilds` must not be set for Bitbucket Pipelines, got one. Its schedules start custom pipelines only, and this file has none ' +
      'for releases. Use CodeBuild, GitHub or GitLab for the rebuilds.',
  ],
  [
    'a role that trusts Git tags only',
    { tags, rebuilds: monday },
    { subjects: onlyTags },
    "`rebuilds` requires a branch, for which the schedule starts, but the role trusts no branch. Add one to the role's subjects.",
  ],
  [
    'a role that may neither list nor pull',
    { tags, rebuilds: monday },
    { listRepositories: [], pullRepositories: [] },
    '`rebuilds` requires a role that may list the tags of the repository and read the provenance of its images. Add the repository to ' +
      "the role's listRepositories and pullRepositories.",
  ],
  [
    'no versions',
    { rebuilds: monday },
    {},
    '`rebuilds` requires ImageTag.semanticVersion() in `tags`. The release with the highest version is built again.',
  ],
  [
    'no provenance',
    { tags, attestations: false, rebuilds: monday },
    {},
    '`rebuilds` requires the provenance of the image, which records its base images. Leave `provenance` and `attestations` out. An ' +
      'image for Lambda has none.',
  ],
  [
    'the last day of a month',
    { tags, rebuilds: schedule('cron(0 3 L * ? *)') },
    {},
    "`rebuilds.schedule` must be a schedule that GitLab CI/CD has, got 'cron(0 3 L * ? *)'. Its fields have no 'L'. Write numbers.",
  ],
  [
    'a schedule that never fires',
    { tags, rebuilds: schedule('cron(0 3 31 2 ? *)') },
    {},
    "`rebuilds.schedule` must be a schedule of EventBridge Scheduler that repeats, such as 'cron(0 3 ? * MON *)', got " +
      "'cron(0 3 31 2 ? *)'. It never fires, because no such day exists",
  ],
])('refuses rebuilds for %s', (_, options, props, message) => {
  expect(messageOf(() => pipelineOf(options, props))).toBe(message);
});

function messageOf(step: () => unknown): string {
  try {
    return `accepted: ${String(step())}`;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Docker and AWS, whose registry is a folder: `tags` has a digest for each tag, `images` a manifest for each name. */
const program = `#!/bin/bash
printf '%s\\n' "\${0##*/} $*" >>"$WORLD/calls"
case "\${0##*/} $*" in
  'aws sts '*) printf 'id\\tsecret\\tsession\\n' ;;
  'docker buildx imagetools inspect --raw '*)
    name="\${5//[\\/:@]/_}"
    if [[ -e "$WORLD/tags/\${5##*:}" && "$5" == '${uri}:'* ]]; then name="$(tr '/:@' ___ <<<'${uri}@')$(tr : _ <"$WORLD/tags/\${5##*:}")"; fi
    if [[ ! -e "$WORLD/images/$name" ]]; then echo "ERROR: $5: not found" >&2; exit 1; fi
    cat "$WORLD/images/$name" ;;
  'docker buildx imagetools inspect --format '*Provenance*) cat "$WORLD/provenance" ;;
  'docker buildx build '*)
    git log -1 --format=%s >>"$WORLD/calls"
    while [[ "$1" != --metadata-file ]]; do shift; done
    printf '{"containerimage.digest":"%s"}' '${built}' >"$2" ;;
  'aws ecr put-image '*)
    while [[ "$1" != --image-tag ]]; do shift; done
    printf '%s' '${built}' >"$WORLD/tags/$2" ;;
  'aws ecr list-images '*) for tag in "$WORLD"/tags/*; do printf '%s\\t%s\\n' "\${tag##*/}" "$(cat "$tag")"; done ;;
  'date '*) echo 20261130 ;;
esac
`;

const folder = mkdtempSync(join(tmpdir(), 'pipeline-rebuilds-'));
const checkout = join(folder, 'checkout');
const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.com'];
const git = (...args: string[]) =>
  execFileSync('git', ['-C', checkout, ...identity, ...args], { encoding: 'utf8' }).trim();
let released = '';
let head = '';

beforeAll(() => {
  mkdirSync(join(folder, 'bin'));
  mkdirSync(checkout);
  for (const name of ['docker', 'aws', 'date']) writeFileSync(join(folder, 'bin', name), program, { mode: 0o755 });
  git('init', '--quiet', '--initial-branch', 'main');
  git('commit', '--quiet', '--allow-empty', '-m', 'release');
  released = git('rev-parse', 'HEAD');
  git('commit', '--quiet', '--allow-empty', '-m', 'unreleased');
  head = git('rev-parse', 'HEAD');
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A registry with the release 1.2.10, whose base image was `old`. */
function newWorld(base: string): string {
  const world = mkdtempSync(join(folder, 'world-'));
  for (const name of ['tags', 'images']) mkdirSync(join(world, name));
  const at = (name: string) => join(world, 'images', name.replace(/[/:@]/g, '_'));
  for (const tag of ['1.2.3', '1.2.10', '1.10.0_rc']) {
    const manifest = JSON.stringify({ tag, annotations: { 'org.opencontainers.image.revision': released } });
    writeFileSync(at(`${uri}@${digestOf(manifest)}`), manifest);
    if (tag !== '1.10.0_rc') writeFileSync(join(world, 'tags', tag), digestOf(manifest));
  }
  writeFileSync(
    at(`${uri}@${built}`),
    JSON.stringify({ annotations: { 'org.opencontainers.image.revision': released } }),
  );
  writeFileSync(at('node:22'), base);
  const resolvedDependencies = [{ uri: 'pkg:docker/node@22', digest: { sha256: digestOf('old').slice(7) } }];
  writeFileSync(join(world, 'provenance'), JSON.stringify({ SLSA: { buildDefinition: { resolvedDependencies } } }));
  return world;
}

/** Runs a job of a scheduled pipeline in the checkout of the branch, as a runner does. The results of jobs before stay. */
function runJob(job: unknown, world: string, variables: Readonly<Record<string, string>> = {}) {
  git('checkout', '--quiet', 'main');
  writeFileSync(join(world, 'calls'), '');
  const { status, stdout, stderr } = spawnSync('dash', ['-e', '-c', scriptOf(job as Parameters<typeof scriptOf>[0])], {
    cwd: checkout,
    encoding: 'utf8',
    env: {
      PATH: `${join(folder, 'bin')}:/usr/bin:/bin`,
      HOME: world,
      WORLD: world,
      CI_PIPELINE_SOURCE: 'schedule',
      CI_COMMIT_SHA: head,
      CI_COMMIT_BRANCH: 'main',
      CI_COMMIT_REF_NAME: 'main',
      CI_COMMIT_REF_PROTECTED: 'true',
      CI_PIPELINE_IID: '7',
      CI_PROJECT_ID: '42',
      CI_PROJECT_PATH: 'acme/app',
      CI_JOB_ID: '99',
      AWS_ID_TOKEN: 'id-token',
      ...variables,
    },
  });
  const calls = readFileSync(join(world, 'calls'), 'utf8').trimEnd().split('\n');
  return { status, stdout, stderr, calls };
}

function resultOf(name: string): string {
  const file = join(checkout, 'publish-results', `${name}.env`);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

test('a release whose base image is newer is built again from its commit, without a cache, under the day', () => {
  const world = newWorld('new');
  const found = runJob(jobs.rebuild, world);
  expect([found.status, found.stderr]).toEqual([0, '']);
  expect(found.stdout).toContain(`The release 1.2.10 is built again as 1.2.10-20261130, from the commit ${released}\n`);
  expect(resultOf('rebuild')).toBe(
    `REBUILD_RELEASE=1.2.10\nREBUILD_TAG=1.2.10-20261130\nREBUILD_REVISION=${released}\n`,
  );
  const published = runJob(jobs.publish, world);
  expect([published.status, published.stderr]).toEqual([0, '']);
  const build = published.calls.find((call) => call.startsWith('docker buildx build '));
  expect(build).toContain(' --no-cache');
  expect(build).toContain(' --pull');
  expect(published.calls[published.calls.indexOf(build ?? '') + 1]).toBe('release');
  expect(readdirSync(join(world, 'tags'))).toEqual(['1.2.10', '1.2.10-20261130', '1.2.3']);
  expect(resultOf('image')).toContain(`IMAGE_URI=${uri}@${built}\n`);
  expect(resultOf('image')).toContain('IMAGE_TAGS=1.2.10-20261130\n');
});

test('if no base image is newer, nothing is built and nothing is deployed', () => {
  const world = newWorld('old');
  expect(runJob(jobs.rebuild, world).stdout).toContain(
    'The base images of 1.2.10 have not changed, so nothing is built again\n',
  );
  expect(resultOf('rebuild')).toBe('REBUILD_RELEASE=\nREBUILD_TAG=\nREBUILD_REVISION=\n');
  for (const job of [jobs.publish, jobsIn(joined)['build-amd64'], jobsIn(joined).publish]) {
    const { status, stdout, calls } = runJob(job, world);
    expect([status, stdout]).toEqual([0, 'No release is built again, so this job has nothing to do\n']);
    expect(calls.filter((call) => /buildx build|put-image/.test(call))).toEqual([]);
  }
  const deployed = runJob(jobs.deploy, world);
  expect([deployed.status, deployed.stdout]).toEqual([0, 'No release was built again, so nothing is deployed\n']);
  expect(deployed.calls.filter((call) => call.startsWith('aws ecs'))).toEqual([]);
});

test('the Git tag of a push must not look like that of a rebuild', () => {
  const push = { CI_PIPELINE_SOURCE: 'push', CI_COMMIT_BRANCH: '', CI_COMMIT_TAG: 'v1.2.3-20261130' };
  const { status, stderr } = runJob(jobs.publish, newWorld('old'), push);
  expect([status, stderr]).toEqual([
    1,
    'The Git tag v1.2.3-20261130 looks like the tag of a rebuild, which a schedule makes. Choose another version\n',
  ]);
});

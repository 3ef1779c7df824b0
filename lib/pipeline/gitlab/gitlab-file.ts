import { type YamlMapping, type YamlValue } from '../../github/workflow/yaml-value';
import { type PipelineJob } from '../pipeline-job';
import { type PipelinePlan } from '../pipeline-plan';
import { type WorkflowSchedule } from '../../github/workflow/workflow-rebuilds';
import { shellWord } from '../../private/text/shell-word';
import { type PipelineTrigger } from '../pipeline-system';
import { refCondition } from './ref-condition';

/**
 * The file of GitLab CI/CD.
 *
 * @see https://docs.gitlab.com/ci/yaml/
 */
export function gitLabFile(
  plan: PipelinePlan,
  jobs: readonly PipelineJob[],
): { readonly content: YamlMapping; readonly head: readonly string[] } {
  const content = {
    // Otherwise a newer push cancels the pipelines that wait, and their commits get no image.
    workflow: { auto_cancel: { on_new_commit: 'none' } },
    ...Object.fromEntries(jobs.map((job, index) => [job.id, jobOf(plan, job, jobs.slice(0, index))])),
  };
  return { content, head: headOf(plan, jobs) };
}

function jobOf(plan: PipelinePlan, job: PipelineJob, before: readonly PipelineJob[]): YamlMapping {
  const { trigger, images, runners, role } = plan;
  const tag = runners[job.builds ?? 'linux/amd64'];
  const needs = needsOf(job, before);
  return {
    stage: job.stage === 'deploy' ? 'deploy' : 'build',
    needs: needs.length > 0 ? needs : undefined,
    rules: (trigger.refs ?? []).map((ref) => ({
      if: `${job.stage === 'rebuild' ? scheduled : ''}${refCondition(ref)}`,
    })),
    image: images.job,
    services: job.builds === undefined ? undefined : [{ name: images.daemon, alias: 'docker' }],
    tags: tag === undefined ? undefined : [tag],
    timeout: `${job.minutes} minutes`,
    retry: { max: 2, when: ['runner_system_failure', 'scheduler_failure'] },
    resource_group: job.stage === 'deploy' ? `$CI_PROJECT_PATH_SLUG-${job.id}` : undefined,
    id_tokens: { AWS_ID_TOKEN: { aud: role.audience } },
    variables: { ...sourceVariables(plan, job), ...(job.builds !== undefined && dockerVariables) },
    script: [job.script],
    artifacts: artifactsOf(job),
  };
}

/** The start of a condition for scheduled pipelines only. */
const scheduled = '$CI_PIPELINE_SOURCE == "schedule" && ';

/** The connection to the service with TLS. The runner shares the folder of the certificates. */
const dockerVariables = {
  DOCKER_HOST: 'tcp://docker:2376',
  DOCKER_TLS_CERTDIR: '/certs',
  DOCKER_TLS_VERIFY: '1',
  DOCKER_CERT_PATH: '/certs/client',
};

/** The whole history is known for tags that follow it. The runner fetches large files unless a variable skips them. */
function sourceVariables({ inputs }: PipelinePlan, { source }: PipelineJob): YamlMapping {
  if (source === 'none') return { GIT_STRATEGY: 'none' };
  return {
    ...(source === 'history' && { GIT_DEPTH: '0' }),
    ...(inputs.submodules && { GIT_SUBMODULE_STRATEGY: 'recursive' }),
    ...(inputs.lfs !== undefined && { GIT_LFS_SKIP_SMUDGE: inputs.lfs ? '0' : '1' }),
  };
}

/** A job waits for those whose results it reads, and a deployment for the one before it. */
function needsOf({ stage }: PipelineJob, before: readonly PipelineJob[]): YamlValue[] {
  // Only a scheduled pipeline has the first job.
  const rebuild = before.filter((other) => other.stage === 'rebuild').map(({ id }) => ({ job: id, optional: true }));
  if (stage === 'build' || stage === 'rebuild') return rebuild;
  if (stage === 'publish')
    return [...rebuild, ...before.filter((other) => other.stage === 'build').map(({ id }) => id)];
  const [publish, ...others] = before
    .filter((other) => other.stage === 'publish' || other.stage === 'deploy')
    .map(({ id }) => id);
  return [...(publish === undefined ? [] : [publish]), ...others.slice(-1)];
}

/** The image is a report too, so that other jobs of the project have IMAGE_URI as a variable. */
function artifactsOf({ results, stage, hasReports, hasArtifacts }: PipelineJob): YamlMapping | undefined {
  if (results.length === 0) return undefined;
  const reports = {
    dotenv: stage === 'publish' ? 'publish-results/image.env' : undefined,
    junit: hasReports ? 'test-results/**/*.xml' : undefined,
  };
  const files = hasArtifacts ? ['publish-artifacts/'] : [];
  const paths = [...results.map((name) => `publish-results/${name}.env`), ...files];
  return {
    paths,
    expire_in: '1 week',
    reports: (reports.dotenv ?? reports.junit) ? reports : undefined,
  };
}

function headOf({ trigger, role, rebuilds }: PipelinePlan, jobs: readonly PipelineJob[]): string[] {
  return [
    'If the project has a .gitlab-ci.yml already, save this as another file, and name it there under include: local.',
    ...(trigger.requiresProtected
      ? ['The role trusts protected branches and tags only. Protect them under Settings > Repository.']
      : []),
    ...(rebuilds === undefined ? [] : scheduleLines(trigger, role.issuer, rebuilds)),
    'A later job gets the image by its digest as $IMAGE_URI if it needs the job publish.',
    ...(role.issuer === 'gitlab.com'
      ? []
      : [
          'The runners need the Docker executor with privileged containers and the volume /certs/client, and',
          'AWS must be able to fetch the keys of this GitLab over the internet.',
        ]),
    ...(jobs.some(({ stage }) => stage === 'deploy')
      ? ['An image is not deployed if a tag that moves is at a newer image.']
      : []),
  ];
}

/** The command that creates the schedule, which GitLab does not read from a file. */
function scheduleLines(
  { projects, refs = [] }: PipelineTrigger,
  issuer: string,
  { cron, timeZone = 'UTC' }: WorkflowSchedule,
): string[] {
  const branches = refs.filter(({ kind }) => kind === 'branch');
  const { name = '', isPattern = false } = branches.find((ref) => !ref.isPattern) ?? branches[0] ?? {};
  return [
    'A schedule builds the newest release again if its base images are newer. It is no part of this file, so create it once:',
    ...projects.map((project) => {
      // Outside of a checkout, glab takes a path to be one of GitLab.com.
      const repo = issuer === 'gitlab.com' ? project : `https://${issuer}/${project}`;
      const options = { repo, ref: name, cron, cronTimeZone: timeZone, description: 'Rebuild the release' };
      const words = Object.entries(options).map(([option, value]) => `--${option} ${shellWord(value)}`);
      return `  glab schedule create ${words.join(' ')}`;
    }),
    ...(isPattern ? ['Replace the pattern after --ref by one of the branches that it matches.'] : []),
    'Its owner must be allowed to run pipelines for that branch. Any schedule of a ref that the role trusts does the same.',
  ];
}

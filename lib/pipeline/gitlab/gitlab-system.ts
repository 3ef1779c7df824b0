import { onlyOne } from '../../github/workflow/only-one';
import { gitLabProjectRule } from '../../private/ci/gitlab-project';
import { branchRule, gitTagRule } from '../../private/git/git-ref';
import { branchPatternRule, gitTagPatternRule } from '../../private/git/git-ref-pattern';
import { type ImagePlatform, imagePlatformRule } from '../../private/oci/image-platform';
import { shellScript } from '../../private/text/shell-script';
import { refuseIf, validate } from '../../private/validation/validation';
import { type PipelineSystem, type PipelineTrigger } from '../pipeline-system';
import { type PublishPipelineOptions } from '../publish-pipeline-options';
import { runnerTagRule } from '../runner-tag';
import { type TrustedJob, type TrustedSubject } from '../trusted-job';
import { gitLabFile } from './gitlab-file';

/** GitLab.com, whose runners are known. */
const gitLabCom = 'gitlab.com';

/**
 * The tags of GitLab.com's own runners that all tiers have.
 *
 * @see https://docs.gitlab.com/ci/runners/hosted_runners/linux/
 */
const hosted: Readonly<Record<ImagePlatform, string>> = {
  'linux/amd64': 'saas-linux-small-amd64',
  'linux/arm64': 'saas-linux-small-arm64',
};

/** GitLab CI/CD, on GitLab.com and self-managed. */
export const gitLabSystem: PipelineSystem = {
  name: 'GitLab CI/CD',
  issuer: /^gitlab\.com$/,
  path: '.gitlab-ci.yml',
  // GitLab.com ends a job after three hours. A session of a role ends after twelve.
  mostMinutes: { hosted: 180, own: 720 },
  decision: { decides: 'the role trusts', remedy: "Add one to the role's subjects" },
  jobOf,
  triggerOf,
  runnersOf,
  ofRun: shellScript(__dirname, 'of-run.sh'),
  isScheduled: '[[ "${CI_PIPELINE_SOURCE:-}" == schedule ]]',
  fetchesNoSubmodules: false,
  variablesPlace: 'Settings > CI/CD > Variables',
  render: gitLabFile,
};

/** @see https://docs.gitlab.com/ci/secrets/id_token_authentication/ */
function jobOf({ subject, isPattern, required }: TrustedSubject): TrustedJob | undefined {
  const [, project = '', kind, name = ''] =
    /^project_path:([^:*?]+):ref_type:(branch|tag):ref:(.+)$/.exec(subject) ?? [];
  const hasPattern = isPattern && name.includes('*');
  if (kind === undefined || (isPattern && name.includes('?')) || /^\*+$/.test(hasPattern ? name : '')) return undefined;
  const ref = { kind: kind as 'branch' | 'tag', name, isPattern: hasPattern };
  return { project, ref, requiresProtected: required.ref_protected === 'true' };
}

function triggerOf(jobs: readonly TrustedJob[], options: PublishPipelineOptions): PipelineTrigger {
  refuseIf('environment', options.environment === undefined ? undefined : environmentProblem);
  refuseIf('branches', options.branches === undefined ? undefined : refsProblem);
  refuseIf('gitTags', options.gitTags === undefined ? undefined : refsProblem);
  jobs.forEach(validateJob);
  const projects = [...new Set(jobs.map(({ project }) => project))];
  const triggerFor = (project: string): PipelineTrigger => {
    const own = jobs.filter((job) => job.project === project);
    const refs = own.flatMap(({ ref }) => ref ?? []);
    return { projects: [project], refs, requiresProtected: own.every(({ requiresProtected }) => requiresProtected) };
  };
  const [first, ...others] = projects.map(triggerFor);
  const isSame = (other: PipelineTrigger) =>
    JSON.stringify({ ...other, projects }) === JSON.stringify({ ...first, projects });
  if (options.project === undefined && first && others.every(isSame)) return { ...first, projects };
  return triggerFor(onlyOne('project', projects, options.project, 'the role trusts'));
}

/** Validates a job, which may come from any template. */
function validateJob({ project, ref }: TrustedJob): void {
  validate('project', project, gitLabProjectRule);
  if (ref?.kind === 'branch') validate('branch', ref.name, ref.isPattern ? branchPatternRule : branchRule);
  if (ref?.kind === 'tag') validate('tag', ref.name, ref.isPattern ? gitTagPatternRule : gitTagRule);
}

function runnersOf(
  given: Readonly<Record<string, string>>,
  issuer: string,
  needed: readonly ImagePlatform[],
): Partial<Record<ImagePlatform, string>> {
  for (const [platform, tag] of Object.entries(given)) {
    validate('runners', platform, imagePlatformRule);
    validate(`runners['${platform}']`, tag, runnerTagRule);
  }
  if (issuer === gitLabCom) return { ...hosted, ...given };
  const missing = needed.includes('linux/arm64') && given['linux/arm64'] === undefined;
  refuseIf('runners', missing ? missingProblem : undefined);
  return given;
}

const environmentProblem = 'must not be set for GitLab CI/CD, got one. AWS reads no environment of its tokens.';
const refsProblem =
  "must not be set for GitLab CI/CD, got some. The role trusts specific branches and tags. Change the role's subjects.";
const missingProblem =
  "must name the tag of a runner for linux/arm64, got none. A self-managed GitLab has no hosted runners: { 'linux/arm64': 'our-arm' }.";

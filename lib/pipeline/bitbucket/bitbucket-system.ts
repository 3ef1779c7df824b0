import { onlyOne } from '../../github/workflow/only-one';
import { branchRule, gitTagRule } from '../../private/git/git-ref';
import { gitTagPatternRule } from '../../private/git/git-ref-pattern';
import { shellScript } from '../../private/text/shell-script';
import { textRule } from '../../private/validation/text';
import { firstProblem, quote, refuseIf, type Rule, validate, validateEach } from '../../private/validation/validation';
import { type PipelineSystem, type PipelineTrigger } from '../pipeline-system';
import { type PublishPipelineOptions } from '../publish-pipeline-options';
import { type TrustedJob, type TrustedRef, type TrustedSubject } from '../trusted-job';
import { bitbucketFile } from './bitbucket-file';

/** Bitbucket Pipelines, on Bitbucket's own runners. */
export const bitbucketSystem: PipelineSystem = {
  name: 'Bitbucket Pipelines',
  issuer: /^api\.bitbucket\.org\/2\.0\/workspaces\/[^/]+\/pipelines-config\/identity\/oidc$/,
  path: 'bitbucket-pipelines.yml',
  mostMinutes: { hosted: 120, own: 120 },
  decision: { decides: 'the pipeline runs for', remedy: 'Add one to `branches` or `gitTags`' },
  jobOf,
  triggerOf,
  runnersOf: (given) => {
    refuseIf('runners', Object.keys(given).length > 0 ? runnersProblem : undefined);
    return {};
  },
  ofRun: shellScript(__dirname, 'of-run.sh'),
  fetchesNoSubmodules: true,
  variablesPlace: 'Repository settings > Repository variables',
  render: bitbucketFile,
};

/** @see https://support.atlassian.com/bitbucket-cloud/docs/integrate-pipelines-with-resource-servers-using-oidc/ */
function jobOf({ subject }: TrustedSubject): TrustedJob | undefined {
  const uuid = '\\{([0-9a-fA-F-]{36})\\}';
  const form = new RegExp(`^${uuid}(?::${uuid})?:\\{[?*0-9a-fA-F-]+\\}$`);
  const [, project, environment] = form.exec(subject) ?? [];
  return project === undefined ? undefined : { project, environment, requiresProtected: false };
}

function triggerOf(jobs: readonly TrustedJob[], options: PublishPipelineOptions): PipelineTrigger {
  const { environment, branches = [], gitTags = [] } = options;
  refuseIf('daemonImage', options.daemonImage === undefined ? undefined : daemonProblem);
  if (options.branches) validateEach('branches', branches, branchRule);
  if (options.gitTags) validateEach('gitTags', gitTags, (tag) => tagRule(tag)(tag));
  const project = onlyOne(
    'project',
    jobs.map((job) => job.project),
    options.project,
    'the role trusts',
  );
  const own = jobs.filter((job) => job.project === project);
  const environments = own.flatMap((job) => job.environment ?? []);
  if (environment === undefined) {
    refuseIf('environment', environments.length === own.length ? missingProblem(environments) : undefined);
  } else {
    refuseIf('environment', environments.length === 0 ? noEnvironmentProblem(environment) : undefined);
    validate('environment', environment, environmentRule);
  }
  const refs: TrustedRef[] = [
    ...branches.map((name) => ({ kind: 'branch', name, isPattern: false }) as const),
    ...gitTags.map((name) => ({ kind: 'tag', name, isPattern: name.includes('*') }) as const),
  ];
  return { projects: [project], refs: refs.length > 0 ? refs : undefined, environment, requiresProtected: false };
}

function tagRule(tag: unknown): Rule {
  return typeof tag === 'string' && tag.includes('*') ? gitTagPatternRule : gitTagRule;
}

const what = 'the name of a deployment environment';
const environmentRule: Rule = (value) =>
  firstProblem(value, textRule(what), (checked) =>
    /^[\w -]{1,100}$/.test(checked as string)
      ? undefined
      : `must be ${what}, got ${quote(checked)}. Use letters, digits, spaces, '_' and '-' only.`,
  );

function missingProblem(environments: readonly string[]): string {
  return (
    `is required because the role trusts only steps in the deployment environment ${environments.map(quote).join(' or ')}. ` +
    "Give its name in Bitbucket, such as 'Production'."
  );
}

function noEnvironmentProblem(environment: string): string {
  return (
    `must not be set because the role trusts only steps without an environment, got ${quote(environment)}. ` +
    'Leave it out, or add BitbucketSubject.environment() to the role.'
  );
}

const daemonProblem = 'must not be set for Bitbucket Pipelines, got one. Bitbucket starts its own Docker daemon.';
const runnersProblem =
  "must not be set for Bitbucket Pipelines, got some. The steps need Bitbucket's own runners, whose Docker lets BuildKit start.";

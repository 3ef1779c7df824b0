import { YamlAlias, YamlAnchor, type YamlMapping, type YamlValue } from '../../github/workflow/yaml-value';
import { quote } from '../../private/validation/validation';
import { type PipelineJob } from '../pipeline-job';
import { type PipelinePlan } from '../pipeline-plan';

/** The memory of the Docker service in MiB: as much as the smallest step allows, since BuildKit runs in it. */
const dockerMemory = 3072;

/**
 * The file of Bitbucket Pipelines. Only version 3 of its runtime lets BuildKit start.
 *
 * @see https://support.atlassian.com/bitbucket-cloud/docs/enable-and-use-runtime-v3/
 */
export function bitbucketFile(
  plan: PipelinePlan,
  jobs: readonly PipelineJob[],
): { readonly content: YamlMapping; readonly head: readonly string[] } {
  const { refs = [] } = plan.trigger;
  const named = (kind: 'branch' | 'tag') => refs.filter((ref) => ref.kind === kind);
  const first = new YamlAnchor('publish', stepsOf(plan, jobs));
  const keys = [
    ...named('branch').map(({ name }) => ['branches', globOf(name, false)] as const),
    ...named('tag').map(({ name, isPattern }) => ['tags', globOf(name, isPattern)] as const),
  ];
  const started = keys.map(
    ([kind, glob], index) => [kind, glob, index === 0 ? first : new YamlAlias('publish')] as const,
  );
  const ofKind = (kind: 'branches' | 'tags'): YamlMapping | undefined => {
    const own = started.filter(([other]) => other === kind).map(([, glob, steps]) => [glob, steps] as const);
    return own.length > 0 ? Object.fromEntries(own) : undefined;
  };
  const pipelines =
    keys.length > 0
      ? { branches: ofKind('branches'), tags: ofKind('tags') }
      : { custom: { publish: stepsOf(plan, jobs) } };
  return {
    content: { definitions: { services: { docker: { memory: dockerMemory } } }, pipelines },
    head: headOf(plan),
  };
}

function stepsOf(plan: PipelinePlan, jobs: readonly PipelineJob[]): YamlValue[] {
  const steps = (stage: PipelineJob['stage']) =>
    jobs.filter((job) => job.stage === stage).map((job) => ({ step: stepOf(plan, job) }));
  const builds = steps('build');
  return [...(builds.length > 0 ? [{ parallel: { steps: builds } }] : []), ...steps('publish'), ...steps('deploy')];
}

function stepOf({ images, trigger, inputs }: PipelinePlan, job: PipelineJob): YamlMapping {
  const results = job.results.map((name) => `publish-results/${name}.env`);
  const files = job.hasArtifacts ? ['publish-artifacts/**'] : [];
  const arch = job.builds === 'linux/arm64' ? 'arm' : undefined;
  return {
    name: job.title,
    image: images.job,
    runtime: { cloud: { version: '3', arch } },
    deployment: trigger.environment,
    oidc: true,
    'max-time': job.minutes,
    clone: cloneOf(inputs, job),
    services: job.builds === undefined ? undefined : ['docker'],
    script: [job.script],
    artifacts: job.results.length > 0 ? [...results, ...files] : undefined,
  };
}

/** Bitbucket fetches large files. The script of the step fetches submodules. */
function cloneOf({ lfs }: PipelinePlan['inputs'], { source }: PipelineJob): YamlMapping | undefined {
  if (source === 'none') return { enabled: false };
  return source === 'history' || lfs !== undefined
    ? { depth: source === 'history' ? 'full' : undefined, lfs }
    : undefined;
}

/** A name as a glob. A `*` of a pattern matches slashes too. */
function globOf(name: string, isPattern: boolean): string {
  const parts = isPattern ? name.split(/\*+/) : [name];
  return parts.map((part) => part.replace(/[*?[\]{}\\]/g, '\\$&')).join('**');
}

function headOf({ trigger }: PipelinePlan): string[] {
  const { environment, refs } = trigger;
  return [
    'If the repository has a bitbucket-pipelines.yml already, add the pipelines and the service to it.',
    ...(environment === undefined
      ? ['The role trusts every branch of the repository: anyone who can push can publish.']
      : [`Restrict the deployment environment ${quote(environment)} to these branches in Bitbucket.`]),
    ...(refs === undefined ? ['A user starts the pipeline manually, by its name publish.'] : []),
  ];
}

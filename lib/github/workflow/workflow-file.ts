import { quote } from '../../private/validation/validation';
import { usesRunToken } from './base-image-steps';
import { changesJob } from './changes-job';
import { deployJobs } from './deploy-job';
import { withFunctions } from './job-functions';
import { publishJobs } from './publish-jobs';
import { rebuildJob, scheduleLines, schedulesOf } from './rebuild-job';
import { shareSteps } from './shared-steps';
import { type WorkflowPlan, type WorkflowPlans } from './workflow-plan';
import { workflowPath } from './workflow-facts';
import { jobId } from './workflow-steps';
import { WorkflowVariables } from './workflow-variables';
import { triggerWords } from './workflow-trigger';
import { yamlText } from './yaml-text';
import { type YamlMapping } from './yaml-value';

/** The whole file. The comment at its head explains what to know and do. */
export function workflowFile(plans: WorkflowPlans): string {
  const [plan] = plans;
  const variables = new WorkflowVariables();
  const content = {
    name: `Publish ${titleOf(plan)}`,
    on: triggersOf(plans),
    permissions: {},
    jobs: jobsOf(plans, variables),
  };
  return yamlText(content, headOf(plans, variables));
}

function titleOf({ image, repository, trigger }: WorkflowPlan): string {
  return image === undefined ? (repository.name ?? 'the image') : `the images of ${trigger.repositories.join(', ')}`;
}

function jobsOf(plans: WorkflowPlans, variables: WorkflowVariables): YamlMapping {
  const changes = changesJob({ plan: plans[0], variables }, plans);
  const sharesSteps = !plans[0].onServer; // servers do not know anchors of YAML yet
  const jobs = plans.map((plan) => {
    const parts = { plan, variables };
    return withFunctions({ ...rebuildJob(parts), ...publishJobs(parts), ...deployJobs(parts) }, sharesSteps);
  });
  const all = Object.assign({}, changes, ...jobs) as YamlMapping;
  return sharesSteps ? shareSteps(all) : all;
}

function triggersOf(plans: WorkflowPlans): YamlMapping {
  const [plan] = plans;
  const { isCalled, push } = plan.trigger;
  const call = { workflow_call: { secrets: calledSecrets(plans), outputs: calledOutputs(plans) } };
  if (isCalled) return call;
  const schedule = schedulesOf(plans);
  return { push, schedule, ...(plan.manual && { workflow_dispatch: {} }), ...(plan.callable && call) };
}

/** The secrets that a caller passes on. Those of an environment are known to the called job only, so they are not required. */
function calledSecrets(plans: WorkflowPlans): YamlMapping | undefined {
  const names = secretNames(plans);
  const required = plans[0].trigger.environment === undefined;
  return names.length === 0 ? undefined : Object.fromEntries(names.map((name) => [name, { required }]));
}

/** The names of the secrets of GitHub that the jobs read: those of the build, and those of registries. */
function secretNames(plans: readonly WorkflowPlan[]): string[] {
  const names = plans.flatMap(({ inputs, registries }) => {
    const credentials = registries.flatMap(({ _gitHub }) => [_gitHub?.username ?? '', _gitHub?.password ?? '']);
    const ofRegistries = credentials.flatMap((text) => /^\$\{\{ secrets\.(\w+) \}\}$/.exec(text)?.[1] ?? []);
    return [...Object.values(inputs.secrets), ...ofRegistries];
  });
  return [...new Set(names)];
}

const imageOutputs = Object.entries({
  image: 'The image by its digest',
  digest: 'The digest',
  tags: 'The tags, with spaces between them',
});

/** The outputs of a call. Those of an image that the run does not build are empty. */
function calledOutputs(plans: readonly WorkflowPlan[]): YamlMapping {
  const outputs = plans.flatMap((plan) => {
    const { image } = plan;
    return imageOutputs.map(([output, meaning]) => {
      const name = image === undefined ? output : `${output}-${image.name}`;
      const description = image === undefined ? meaning : `${meaning}, or nothing if ${image.name} is not built`;
      return [name, { description, value: `\${{ jobs.${jobId(plan, 'publish')}.outputs.${output} }}` }];
    });
  });
  return Object.fromEntries(outputs) as YamlMapping;
}

function headOf(plans: WorkflowPlans, variables: WorkflowVariables): string[] {
  const [plan] = plans;
  const { role, trigger, onServer } = plan;
  const { file, isCalled, repositories } = trigger;
  const trusted = repositories.join(', ');
  const path = workflowPath(plan);
  const lines = variables.lines();
  return [
    `Publishes with the role ${quote(role.title)}. Runs ${triggerWords(trigger)}.`,
    ...approvalLines(plans),
    ...scheduleLines(plans),
    `Save it as ${path} of ${file?.repository ?? trusted}${file ? `, at ${file.ref}: the role trusts no other file` : ''}.`,
    ...(plan.manual && trigger.push
      ? ['A user can also start it by hand, for a branch or tag that the role trusts.']
      : []),
    ...(file && isCalled ? callLines(trusted, `${file.repository}/${file.path}@${file.ref}`, plans) : []),
    ...(plan.callable && !isCalled ? callLines(trusted, `./${path}`, plans) : []),
    ...(lines.length > 0
      ? ['', 'These values are known after the deployment. Set them from its outputs:', ...lines]
      : []),
    ...(onServer
      ? ['', 'The server must have these actions, either through GitHub Connect or as synchronized copies.']
      : []),
  ];
}

/** The approvals that a run needs. GitHub requires one for each job in the environment, and jobs that wait together are one review. */
function approvalLines([plan]: WorkflowPlans): string[] {
  const { image, trigger, platforms, emulation } = plan;
  if (trigger.environment === undefined) return [];
  if (image !== undefined) {
    return [
      'If the environment has required reviewers, each job for an image needs an approval. Jobs that wait at the same time are one',
      'review.',
    ];
  }
  return platforms.length > 1 && !emulation
    ? [
        'If the environment has required reviewers, a run needs two approvals: one for the builds of all platforms, one to',
        'publish their image. With emulation, it needs one.',
      ]
    : ['If the environment has required reviewers, a run needs one approval.'];
}

/** The job by which a workflow of the trusted repository calls the file. The caller's permissions limit those of the jobs. */
function callLines(caller: string, called: string, plans: readonly WorkflowPlan[]): string[] {
  const readsPackages = plans.some(usesRunToken);
  const names = secretNames(plans);
  return [
    `A workflow of ${caller} calls it, with this job:`,
    '  publish:',
    `    permissions: { id-token: write, contents: read${readsPackages ? ', packages: read' : ''} }`,
    `    uses: ${called}`,
    ...(names.length > 0 ? ['    secrets:'] : []),
    ...names.map((name) => `      ${name}: \${{ secrets.${name} }}`),
  ];
}

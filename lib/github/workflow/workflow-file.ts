import { quote } from '../../private/validation/validation';
import { usesRunToken } from './base-image-steps';
import { deployJobs } from './deploy-job';
import { publishJobs } from './publish-jobs';
import { type WorkflowPlan } from './workflow-plan';
import { WorkflowVariables } from './workflow-variables';
import { triggerWords } from './workflow-trigger';
import { yamlText } from './yaml-text';
import { type YamlMapping } from './yaml-value';

/** The whole file. The comment at its head explains what to know and do. */
export function workflowFile(plan: WorkflowPlan): string {
  const variables = new WorkflowVariables();
  const parts = { plan, variables };
  const name = plan.repository.name ?? 'the image';
  const content = {
    name: `Publish ${name}`,
    on: triggersOf(plan),
    permissions: {},
    jobs: { ...publishJobs(parts), ...deployJobs(parts) },
  };
  return yamlText(content, headOf(plan, variables));
}

function triggersOf(plan: WorkflowPlan): YamlMapping {
  const { isCalled, push } = plan.trigger;
  const call = { workflow_call: { secrets: calledSecrets(plan), outputs: calledOutputs } };
  if (isCalled) return call;
  return { push, ...(plan.manual && { workflow_dispatch: {} }), ...(plan.callable && call) };
}

/** The secrets that a caller passes on. Those of an environment are known to the called job only, so they are not required. */
function calledSecrets(plan: WorkflowPlan): YamlMapping | undefined {
  const names = secretNames(plan);
  const required = plan.trigger.environment === undefined;
  return names.length === 0 ? undefined : Object.fromEntries(names.map((name) => [name, { required }]));
}

/** The names of the secrets of GitHub that the jobs read: those of the build, and those of registries. */
function secretNames({ inputs, registries }: WorkflowPlan): string[] {
  const credentials = registries.flatMap(({ _gitHub }) => [_gitHub?.username ?? '', _gitHub?.password ?? '']);
  const ofRegistries = credentials.flatMap((text) => /^\$\{\{ secrets\.(\w+) \}\}$/.exec(text)?.[1] ?? []);
  return [...new Set([...Object.values(inputs.secrets), ...ofRegistries])];
}

const calledOutputs = Object.fromEntries(
  [
    ['image', 'The image by its digest'],
    ['digest', 'The digest'],
    ['tags', 'The tags, with spaces between them'],
  ].map(([output = '', description = '']) => {
    return [output, { description, value: `\${{ jobs.publish.outputs.${output} }}` }];
  }),
);

function headOf(plan: WorkflowPlan, variables: WorkflowVariables): string[] {
  const { role, trigger, onServer } = plan;
  const { file, isCalled, repositories } = trigger;
  const trusted = repositories.join(', ');
  const path = file?.path ?? `.github/workflows/${fileName(plan)}`;
  const lines = variables.lines();
  return [
    `Publishes with the role ${quote(role.title)}. Runs ${triggerWords(trigger)}.`,
    ...approvalLines(plan),
    `Save it as ${path} of ${file?.repository ?? trusted}${file ? `, at ${file.ref}: the role trusts no other file` : ''}.`,
    ...(plan.manual && trigger.push
      ? ['A user can also start it by hand, for a branch or tag that the role trusts.']
      : []),
    ...(file && isCalled ? callLines(trusted, `${file.repository}/${file.path}@${file.ref}`, plan) : []),
    ...(plan.callable && !isCalled ? callLines(trusted, `./${path}`, plan) : []),
    ...(lines.length > 0
      ? ['', 'These values are known after the deployment. Set them from its outputs:', ...lines]
      : []),
    ...(onServer
      ? ['', 'The server must have these actions, either through GitHub Connect or as synchronized copies.']
      : []),
  ];
}

/** The images of one GitHub repository have files with different names. No name in ECR has two hyphens together. */
function fileName({ repository: { name }, trigger: { repositories } }: WorkflowPlan): string {
  const isOnly = repositories.every((repository) => repository.split('/')[1]?.toLowerCase() === name);
  return name === undefined || isOnly ? 'publish.yml' : `publish-${name.replaceAll('/', '--')}.yml`;
}

/** The approvals that a run needs. GitHub requires one for each job in the environment, and jobs that wait together are one review. */
function approvalLines({ trigger, platforms, emulation }: WorkflowPlan): string[] {
  if (trigger.environment === undefined) return [];
  return platforms.length > 1 && !emulation
    ? [
        'If the environment has required reviewers, a run needs two approvals: one for the builds of all platforms, one to',
        'publish their image. With emulation, it needs one.',
      ]
    : ['If the environment has required reviewers, a run needs one approval.'];
}

/** The job by which a workflow of the trusted repository calls the file. The caller's permissions limit those of the jobs. */
function callLines(caller: string, called: string, plan: WorkflowPlan): string[] {
  const readsPackages = usesRunToken(plan);
  const names = secretNames(plan);
  return [
    `A workflow of ${caller} calls it, with this job:`,
    '  publish:',
    `    permissions: { id-token: write, contents: read${readsPackages ? ', packages: read' : ''} }`,
    `    uses: ${called}`,
    ...(names.length > 0 ? ['    secrets:'] : []),
    ...names.map((name) => `      ${name}: \${{ secrets.${name} }}`),
  ];
}

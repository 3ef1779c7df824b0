import { imageFacts, type PublishFileFacts, pushWords } from './publish-file';
import { type WorkflowPlan, type WorkflowPlans } from './workflow-plan';
import { trustedRefs } from './workflow-trigger';

/** The facts of a workflow in words, without its text. */
export function workflowFacts(plans: WorkflowPlans): PublishFileFacts {
  const [plan] = plans;
  const { trigger, onServer } = plan;
  const { file, repositories, environment } = trigger;
  return {
    system: onServer ? 'GitHub Enterprise Server' : 'GitHub Actions',
    path: workflowPath(plan),
    sources: file === undefined ? repositories : [file.repository],
    runs: runsOf(plan),
    environment,
    images: plans.map(imageFacts),
  };
}

function runsOf({ trigger, manual, callable }: WorkflowPlan): string[] {
  const byCall = ['when another workflow calls it'];
  if (trigger.isCalled) return byCall;
  const { branches = [], tags = [] } = trustedRefs(trigger) ?? {};
  return [
    ...(trigger.push === undefined ? [] : [pushWords(branches, tags)]),
    ...(manual ? ['when a user starts it'] : []),
    ...(callable ? byCall : []),
  ];
}

/** The path of the file: the one that the role trusts, or else one by the name of the image. */
export function workflowPath(plan: WorkflowPlan): string {
  return plan.trigger.file?.path ?? `.github/workflows/${fileName(plan)}`;
}

/** The images of one GitHub repository have files with different names. No name in ECR has two hyphens together. */
function fileName({ image, repository: { name }, trigger: { repositories } }: WorkflowPlan): string {
  if (image !== undefined) return 'publish.yml';
  const isOnly = repositories.every((repository) => repository.split('/')[1]?.toLowerCase() === name);
  return name === undefined || isOnly ? 'publish.yml' : `publish-${name.replaceAll('/', '--')}.yml`;
}

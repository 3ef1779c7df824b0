import { yamlText } from '../github/workflow/yaml-text';
import { quote } from '../private/validation/validation';
import { pipelineJobs } from './pipeline-jobs';
import { type PipelinePlan } from './pipeline-plan';
import { PipelineVariables } from './pipeline-variables';

/** The whole file. The comment at its head explains what to know and do. */
export function pipelineFile(plan: PipelinePlan): string {
  const { system, role, trigger } = plan;
  const variables = new PipelineVariables();
  const jobs = pipelineJobs(plan, variables);
  const { content, head } = system.render(plan, jobs);
  const lines = variables.lines();
  return yamlText(content, [
    `Publishes with the role ${quote(role.title)}.`,
    `Save it as ${system.path} of ${trigger.projects.join(', ')}.`,
    ...head,
    ...(lines.length > 0
      ? ['', `These values are known after the deployment. Set them in ${system.variablesPlace}:`, ...lines]
      : []),
  ]);
}

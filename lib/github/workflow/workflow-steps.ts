import { type ActionName, usesAction } from './action-versions';
import { type WorkflowPlan } from './workflow-plan';
import { type WorkflowVariables } from './workflow-variables';
import { type YamlMapping, type YamlScript } from './yaml-value';

/** The plan and the variables that the steps of all jobs are made from. */
export interface WorkflowParts {
  readonly plan: WorkflowPlan;
  readonly variables: WorkflowVariables;
}

/** The id of a job, which names the image if the workflow has several. */
export function jobId({ image }: WorkflowPlan, job: 'rebuild' | 'build' | 'publish' | 'deploy'): string {
  return image === undefined ? job : `${job}-${image.name}`;
}

/** The name of the image without a tag, with the registry of the login. */
export function imageName({ plan, variables }: WorkflowParts): string {
  return `\${{ steps.ecr.outputs.registry }}/${variables.valueOf('ECR_REPOSITORY', plan.repository.name)}`;
}

/** A step that runs an action. */
export function actionStep(
  { plan }: WorkflowParts,
  action: ActionName,
  name: string,
  step: { readonly id?: string; readonly if?: string; readonly env?: YamlMapping; readonly with?: YamlMapping },
): YamlMapping {
  const uses = usesAction(action, plan.actionVersions);
  return { name, id: step.id, if: step.if, uses, env: step.env, with: step.with };
}

/** A step that runs a script. It gets values as variables only, since an expression in a script becomes part of the script. */
export function shellStep(
  name: string,
  step: { readonly id?: string; readonly if?: string; readonly env?: YamlMapping; readonly run: YamlScript },
): YamlMapping {
  return { name, id: step.id, if: step.if, shell: 'bash', env: step.env, run: step.run };
}

/** The step that assumes the role in a Region, for some minutes. */
export function assumeStep(parts: WorkflowParts, region: string, minutes: number): YamlMapping {
  const { plan, variables } = parts;
  return actionStep(parts, 'aws-actions/configure-aws-credentials', 'Assume the role', {
    with: {
      'role-to-assume': variables.valueOf('AWS_ROLE_ARN', plan.role.arn),
      'role-session-name': 'github-${{ github.run_id }}-${{ github.run_attempt }}',
      'role-duration-seconds': sessionSeconds(minutes),
      'aws-region': region,
      audience: plan.role.audience,
    },
  });
}

/**
 * The steps that assume the role and log Docker in to the registry of the repository. The first action itself retries twelve
 * times. The SDK of the second waits longer before each retry of a throttled call.
 */
export function loginSteps(parts: WorkflowParts): YamlMapping[] {
  const { region, otherAccount } = parts.plan.repository;
  return [
    assumeStep(parts, parts.variables.valueOf('AWS_REGION', region), parts.plan.timeoutMinutes),
    actionStep(parts, 'aws-actions/amazon-ecr-login', 'Log in to Amazon ECR', {
      id: 'ecr',
      env: { AWS_MAX_ATTEMPTS: 8 },
      with: otherAccount === undefined ? undefined : { registries: otherAccount },
    }),
  ];
}

/** The length of a session, which is at least as long as AWS allows. An hour is what the action requests itself. */
function sessionSeconds(minutes: number): number | undefined {
  return minutes === 60 ? undefined : Math.max(minutes * 60, 900);
}

/** The settings of every job that assumes the role. */
export function jobHead(
  { plan }: WorkflowParts,
  runner: string,
  readsSource: boolean,
  readsPackages = false,
): YamlMapping {
  return {
    'runs-on': runner,
    'timeout-minutes': plan.timeoutMinutes,
    environment: plan.trigger.environment,
    permissions: {
      'id-token': 'write',
      contents: readsSource ? 'read' : undefined,
      packages: readsPackages ? 'read' : undefined,
    },
  };
}

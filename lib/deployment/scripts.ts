import { shellFunctions } from '../private/text/shell-script';

const callAws = file('call-aws.sh');
const findDefinition = findDefinitionFor(undefined);
const followDeployment = file('ecs/follow-deployment.sh');
const lambdaRollout = [
  file('lambda/read-function.sh'),
  file('lambda/change-function.sh'),
  file('lambda/move-alias.sh'),
  file('lambda/roll-out-function.sh'),
];

/*
 * All of these functions need `fail`, which reports a problem and ends the script. They read ROLLOUT_REGION, ROLLOUT_MINUTES and
 * IMAGE_URI, the image by its digest. Those for ECS read ECS_CLUSTER, ECS_SERVICE, ECS_CONTAINER, ECS_FAMILY and ECS_PASS_ROLES,
 * and those for Lambda LAMBDA_FUNCTION and LAMBDA_ALIAS.
 */

/** The functions `find_definition` and `write_definition`, which find what a rollout changes, with the parts that are used. */
export function findEcsDefinition(parts: readonly string[]): string[] {
  return [callAws, ...findDefinitionFor(parts)];
}

/** The functions `follow_deployment` and `check_image`, which find out how a rollout ends. */
export const followEcsDeployment = [callAws, followDeployment, file('ecs/check-image.sh')];

/** The functions `update_service` and `follow_deployment`, which start the tasks of a service again. */
export const restartEcsService = [callAws, file('ecs/update-service.sh'), followDeployment];

/** The function `update_service`, which starts a deployment. */
export const updateEcsService = [callAws, file('ecs/update-service.sh')];

/** The function `roll_out_function`, which rolls out to a Lambda function. */
export const rollOutFunction = [callAws, ...lambdaRollout];

/** The function `roll_out`, which makes one deployment that a text in JSON describes. */
export const rollOut = [
  callAws,
  ...findDefinition,
  file('ecs/register-definition.sh'),
  file('ecs/update-service.sh'),
  followDeployment,
  file('ecs/check-image.sh'),
  ...lambdaRollout,
  file('roll-out.sh'),
];

function findDefinitionFor(parts: readonly string[] | undefined): string[] {
  return ['find-container', 'find-definition', 'write-definition'].map((name) => file(`ecs/${name}.sh`, parts));
}

function file(name: string, parts?: readonly string[]): string {
  return shellFunctions(__dirname, name, parts);
}

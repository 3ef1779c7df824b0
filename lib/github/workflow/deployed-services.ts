import { type ImageTag } from '../../naming/image-tag';
import { tagKinds } from '../../naming/tag-kinds';
import { ecsNameRule } from '../../private/aws/ecs-name';
import { functionAliasRule, functionNameRule } from '../../private/aws/lambda-name';
import { quote, refuseIf, type Rule, validate } from '../../private/validation/validation';
import { regionNameRule } from '../../private/aws/region-name';
import { onlyOne } from './only-one';
import { workflowRoleArnRule } from './workflow-rules';
import { type Deployed, type DeployedService, type PublisherRoleFacts } from './published';

/**
 * The services and functions that a workflow deploys to: the requested ones, or all if the role pushes to one repository. Throws
 * for the restart of a service that could not bring in the image.
 */
export function deployedServices(
  { deploys, repositories }: PublisherRoleFacts,
  wanted: readonly string[] | undefined,
  tags: readonly ImageTag[],
): Deployed[] {
  const chosen = wanted?.map((name) => {
    onlyOne('services', deploys.flatMap(nameOf), name, 'the role may deploy to');
    const [named] = deploys.filter((deployed) => nameOf(deployed)[0] === name) as [Deployed];
    return named;
  });
  const deployed = chosen ?? (repositories.length === 1 ? deploys : []);
  deployed.forEach(validateNames);
  for (const each of deployed) {
    if (each.kind === 'ecs' && each.restart && each.isGuess !== true && !movesTag(tags)) {
      refuseIf('services', restartProblem(each));
    }
  }
  return [...deployed];
}

/** Whether a run moves a tag, by which a restarted task finds the new image. */
export function movesTag(tags: readonly ImageTag[]): boolean {
  return tags.some(({ _kind }) => tagKinds[_kind].moves);
}

/** Names may come from any template. */
function validateNames(deployed: Deployed): void {
  const check = (path: string, name: string | undefined, rule: Rule) => {
    if (name !== undefined) validate(path, name, rule);
  };
  check('region', deployed.region, regionNameRule);
  if (deployed.kind === 'lambda') {
    check('functionName', deployed.functionName, functionNameRule);
    check('alias', deployed.alias, functionAliasRule);
    return;
  }
  check('cluster', deployed.cluster, ecsNameRule);
  check('service', deployed.service, ecsNameRule);
  check('container', deployed.container, ecsNameRule);
  check('family', deployed.family, ecsNameRule);
  deployed.passRoles?.forEach((arn) => {
    validate('passRoles', arn, workflowRoleArnRule);
  });
}

function nameOf(deployed: Deployed): string[] {
  if (deployed.kind === 'lambda') return deployed.functionName === undefined ? [] : [deployed.functionName];
  const { cluster, service } = deployed;
  return cluster === undefined || service === undefined ? [] : [`${cluster}/${service}`];
}

function titleOf({ cluster = '?', service = '?' }: DeployedService): string {
  return quote(`${cluster}/${service}`);
}

function restartProblem(deployed: DeployedService): string {
  return (
    `must not restart a service if no tag of the image moves, got ${titleOf(deployed)}. Its tasks would start with the image ` +
    "from before. Add a tag that moves, such as ImageTag.fixed('latest'), or use EcsDeployment.named()."
  );
}

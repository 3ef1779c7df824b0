import { type ImageTag } from '../../naming/image-tag';
import { tagKinds } from '../../naming/tag-kinds';
import { ecsNameRule } from '../../private/aws/ecs-name';
import { functionAliasRule, functionNameRule } from '../../private/aws/lambda-name';
import { type Problem, quote, refuseIf, type Rule, validate } from '../../private/validation/validation';
import { regionNameRule } from '../../private/aws/region-name';
import { onlyOne } from './only-one';
import { workflowRoleArnRule } from './workflow-rules';
import { type Deployed, type DeployedFunction, type DeployedService, type PublisherRoleFacts } from './published';

/** The parts of a workflow that decide whether a deployment can bring in its image. */
interface DeployedImage {
  readonly tags: readonly ImageTag[];
  readonly platforms: readonly string[];
  readonly attestations: boolean;
}

/**
 * The services and functions that a workflow deploys to: the requested ones, or all if the role pushes to one repository. Throws
 * for the restart of a service that could not bring in the image, and for a function that could not run it. Throws for a deployment
 * that may take longer than a session of the role.
 */
export function deployedServices(
  { deploys, repositories, maxSessionSeconds }: Omit<PublisherRoleFacts, 'runs'>,
  wanted: readonly string[] | undefined,
  image: DeployedImage,
): Deployed[] {
  const chosen = wanted?.map((name) => {
    onlyOne('services', deploys.flatMap(nameOf), name, 'the role may deploy to');
    const [named] = deploys.filter((deployed) => nameOf(deployed)[0] === name) as [Deployed];
    return named;
  });
  const deployed = chosen ?? (repositories.length === 1 ? deploys : []);
  deployed.forEach(validateNames);
  for (const each of deployed) {
    refuseIf('services', each.kind === 'lambda' ? indexProblem(each, image) : restartProblem(each, image));
    refuseIf('services', sessionProblem(each, maxSessionSeconds));
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

function titleOf(deployed: Deployed): string {
  if (deployed.kind === 'lambda') return quote(deployed.functionName ?? '?');
  const { cluster = '?', service = '?' } = deployed;
  return quote(`${cluster}/${service}`);
}

function restartProblem(deployed: DeployedService, { tags }: DeployedImage): Problem {
  if (!deployed.restart || deployed.isGuess === true || movesTag(tags)) return undefined;
  return (
    `must not restart a service if no tag of the image moves, got ${titleOf(deployed)}. Its tasks would start with the image ` +
    "from before. Add a tag that moves, such as ImageTag.fixed('latest'), or use EcsDeployment.named()."
  );
}

/** The credentials of a session end with it, and so does the wait. */
function sessionProblem(deployed: Deployed, maxSessionSeconds: number | undefined): Problem {
  const { timeoutMinutes } = deployed;
  if (maxSessionSeconds === undefined || timeoutMinutes * 60 <= maxSessionSeconds) return undefined;
  return (
    `must be deployed within ${maxSessionSeconds / 60} minutes, the longest session of the role, got ${timeoutMinutes} minutes for ` +
    `${titleOf(deployed)}. Set maxSessionDuration of the role, or lower the timeout of the deployment.`
  );
}

/** Lambda accepts no index, which an image with attestations or for several platforms has. */
function indexProblem(deployed: DeployedFunction, { platforms, attestations }: DeployedImage): Problem {
  const causes = [
    ...(attestations ? [{ fact: 'attestations', remedy: 'turn attestations off' }] : []),
    ...(platforms.length > 1 ? [{ fact: platforms.join(' and '), remedy: 'build for one platform' }] : []),
  ];
  if (causes.length === 0) return undefined;
  const facts = causes.map(({ fact }) => fact).join(', ');
  const remedies = causes.map(({ remedy }) => remedy).join(' and ');
  return (
    `must not have the Lambda function ${titleOf(deployed)} for an image with an index, got ${facts}. Lambda accepts only an ` +
    `image for one platform without attestations. To deploy it, ${remedies}. Otherwise leave the function out.`
  );
}

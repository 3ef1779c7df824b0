import { ecsNameRule } from '../../private/aws/ecs-name';
import { functionAliasRule, functionNameRule } from '../../private/aws/lambda-name';
import { roleNameOrArnRule } from '../../private/aws/role-name';
import { rolloutMinutesRule } from '../../deployment/rollout-timeout';
import { environmentNames } from './environments/environments';
import { addProblem, count, evenIfInvalid, flag, mapping, text, uniqueList } from './fields';

const ecsKeys = ['cluster', 'service', 'container', 'family', 'passRoles', 'restart'] as const;

/** An ECS service or a Lambda function that images are deployed to. */
export const deploy = mapping(
  {
    cluster: text(ecsNameRule, {
      description: 'The name of the ECS cluster.',
      examples: ['jwt-pizza-service'],
    }).optional(),
    service: text(ecsNameRule, {
      description: 'The name of the ECS service.',
      examples: ['jwt-pizza-service'],
    }).optional(),
    container: text(ecsNameRule, {
      description:
        'The container that gets the image. The default is the only container with an image of the repository, or else the one ' +
        'with the name of the service, or else the only essential one.',
      examples: ['web'],
    }).optional(),
    family: text(ecsNameRule, {
      description: 'The family of the task definition. The role may then register revisions of this family only.',
      examples: ['jwt-pizza-service'],
    }).optional(),
    passRoles: uniqueList(
      text(roleNameOrArnRule, { description: 'The name or ARN of a role.', examples: ['jwt-pizza-ecs'] }),
      'The task role and the execution role of the task definition.',
    ).optional(),
    restart: flag(
      'Whether a deployment only starts the tasks again, with the same task definition. It must name a tag that moves.',
      { default: false },
    ),
    lambda: text(functionNameRule, {
      description: 'The name of the Lambda function.',
      examples: ['pizza-api'],
    }).optional(),
    alias: text(functionAliasRule, {
      description: 'The alias of the function that is moved to the new version.',
      examples: ['live'],
    }).optional(),
    timeoutMinutes: count(rolloutMinutesRule, {
      description: 'How long a deployment may take. The default is 30 for a service, and 10 for a function.',
      minimum: 1,
    }).optional(),
    environments: environmentNames,
  },
  'An ECS service, by cluster and service, or a Lambda function that images are deployed to.',
).superRefine((value, context) => {
  const { lambda, restart = false } = value;
  if (lambda === undefined) {
    const needed = (key: 'cluster' | 'service') => {
      if (value[key] === undefined) addProblem(context, 'is required, unless lambda is set', [key]);
    };
    needed('cluster');
    needed('service');
    if (value.alias !== undefined) addProblem(context, 'requires lambda', ['alias']);
  } else {
    for (const key of ecsKeys) if (value[key] !== undefined) addProblem(context, 'must not be set with lambda', [key]);
  }
  if (!restart) return;
  for (const key of ['container', 'family', 'passRoles'] as const) {
    if (value[key] !== undefined)
      addProblem(context, 'must not be set with restart, which changes no task definition', [key]);
  }
}, evenIfInvalid);

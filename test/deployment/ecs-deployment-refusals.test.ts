import { Duration } from 'aws-cdk-lib';
import { EcsDeployment } from '../../lib/deployment/ecs-deployment';
import { type EcsDeploymentOptions } from '../../lib/deployment/ecs-deployment-options';
import { hostileTexts } from '../private/rule-cases';

const characters = "Use at most 255 letters, digits, '_' and '-'";

test.each([
  ['every service', '*'],
  ['services that start like it', 'api*'],
  ['a service of another cluster', 'api/other'],
  ['a policy variable', '${aws:username}'],
  ['an ARN', 'arn:aws:ecs:eu-west-1:123456789012:service/web/api'],
])('fails when the service is %s', (_, service) => {
  expect(() => EcsDeployment.named('web', service)).toThrow(
    new Error(`\`service\` must be an ECS name, got '${service}'. ${characters}`),
  );
});

test.each([['*'], ['web/api'], ['web:api']])('fails when the cluster is %s', (cluster) => {
  expect(() => EcsDeployment.named(cluster, 'api')).toThrow(
    new Error(`\`cluster\` must be an ECS name, got '${cluster}'. ${characters}`),
  );
});

test.each(hostileTexts)('fails when the cluster %s', (_, cluster, problem) => {
  expect(() => EcsDeployment.named(cluster as string, 'api')).toThrow(
    new Error(`\`cluster\` must be an ECS name, ${problem}`),
  );
});

test.each([
  ['*', "got '*'. For example 'us-east-1'"],
  ['us-east-1a', "got 'us-east-1a'. For example 'us-east-1'"],
  ['US-EAST-1', "got 'US-EAST-1'. For example 'us-east-1'"],
  ['', 'got an empty text'],
])("fails when the Region is '%s'", (region, problem) => {
  expect(() => EcsDeployment.named('web', 'api', { region })).toThrow(
    new Error(`\`region\` must be an AWS Region, ${problem}`),
  );
});

const name = "Use only letters, digits and '+=,.@-_'";
const arn = "the ARN of an IAM role such as 'arn:aws:iam::111122223333:role/name'";
const wildcard = 'IAM accepts no wildcard in a principal. Name each role.';

test.each([
  ['every role', '*', `must be an IAM role name, got '*'. ${name}`],
  ['a role with its path', 'team/tasks', `must be an IAM role name, got 'team/tasks'. ${name}`],
  [
    'every role by ARN',
    'arn:aws:iam::123456789012:role/*',
    `must be ${arn}, got 'arn:aws:iam::123456789012:role/*'. ${wildcard}`,
  ],
  [
    'a user',
    'arn:aws:iam::123456789012:user/bob',
    `must be ${arn}, got 'arn:aws:iam::123456789012:user/bob'. That is a user.`,
  ],
  ['junk', 'arn:junk', `must be ${arn}, got 'arn:junk'`],
])('fails when a role to pass is %s', (_, role, problem) => {
  expect(() => EcsDeployment.named('web', 'api', { passRoles: ['tasks', role] })).toThrow(
    new Error(`\`passRoles[1]\` ${problem}`),
  );
});

test('fails when there is no role to pass in the list', () => {
  expect(() => EcsDeployment.named('web', 'api', { passRoles: [] })).toThrow(
    new Error('`passRoles` must list at least one value, got an empty list'),
  );
});

test.each<[string, EcsDeploymentOptions, string]>([
  ['the container is a pattern', { container: 'web*' }, `\`container\` must be an ECS name, got 'web*'. ${characters}`],
  ['the family is a revision', { family: 'web:3' }, `\`family\` must be an ECS name, got 'web:3'. ${characters}`],
  [
    'the timeout is nothing',
    { timeout: Duration.minutes(0) },
    '`timeout` must be whole minutes from 1 minute to 6 hours, got PT0S',
  ],
  [
    'the timeout is longer than a job of GitHub',
    { timeout: Duration.hours(7) },
    '`timeout` must be whole minutes from 1 minute to 6 hours, got PT7H',
  ],
  [
    'the timeout is not whole minutes',
    { timeout: Duration.seconds(90) },
    '`timeout` must be whole minutes from 1 minute to 6 hours, got PT1M30S',
  ],
])('fails when %s', (_, options, problem) => {
  expect(() => EcsDeployment.named('web', 'api', options)).toThrow(new Error(problem));
});

test('a restart fails for the names that a rollout fails for', () => {
  expect(() => EcsDeployment.restart('web', '*')).toThrow(
    new Error(`\`service\` must be an ECS name, got '*'. ${characters}`),
  );
});

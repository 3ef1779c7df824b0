import {
  autoRetryLimitRule,
  concurrentBuildLimitRule,
  queuedTimeoutMinutesRule,
  timeoutMinutesRule,
} from '../../../build/build-limits';
import { computeTypeRule } from '../../../build/build-compute';
import { securityGroupIdRule, subnetIdRule, vpcIdRule } from '../../../private/aws/ec2-id';
import { fleetArnRule } from '../../../private/aws/fleet-arn';
import { awsLimits } from '../../../private/aws/limits';
import { logGroupNameRule } from '../../../private/aws/log-group-name';
import { logRetentionDaysRule } from '../../../private/aws/log-retention';
import { parameterNameRule } from '../../../private/aws/parameter-name';
import { topicArnRule } from '../../../private/aws/topic-arn';
import { type Rule } from '../../../private/validation/validation';
import { count, mapping, text, uniqueList } from '../fields';

const { leastTimeoutMinutes, subnets: mostSubnets, securityGroups: mostSecurityGroups } = awsLimits.codeBuild;
const number = (rule: Rule, minimum: number, description: string) => count(rule, { description, minimum }).optional();
const computeType = text(computeTypeRule, {
  description: 'The size of the machine.',
  examples: ['BUILD_GENERAL1_LARGE'],
});
const securityGroups = uniqueList(
  text(securityGroupIdRule, { description: 'The id of a security group.', examples: ['sg-0123456789abcdef0'] }),
  'Security groups.',
).max(mostSecurityGroups, { error: `must list at most ${mostSecurityGroups} security groups` });

/** How builds run. */
export const buildOperations = {
  computeType: computeType.optional().meta({ default: 'BUILD_GENERAL1_SMALL' }),
  fleet: text(fleetArnRule, {
    description: 'The ARN of a fleet, whose machines are reserved for builds.',
    examples: ['arn:aws:codebuild:us-east-1:123456789012:fleet/builds:11111111-2222-3333-4444-555555555555'],
  }).optional(),
  dockerServer: mapping(
    { computeType, securityGroupIds: securityGroups.optional() },
    'A Docker server that keeps its layers between builds.',
  ).optional(),
  vpc: mapping(
    {
      vpcId: text(vpcIdRule, { description: 'The id of the VPC.', examples: ['vpc-0123456789abcdef0'] }),
      subnetIds: uniqueList(
        text(subnetIdRule, { description: 'The id of a private subnet.', examples: ['subnet-0123456789abcdef0'] }),
        'Private subnets.',
      ).max(mostSubnets, { error: `must list at most ${mostSubnets} subnets` }),
      securityGroupIds: securityGroups.optional(),
    },
    'The network that builds run in.',
  ).optional(),
  timeoutMinutes: number(timeoutMinutesRule, leastTimeoutMinutes, 'How long a build may take.').meta({ default: 60 }),
  queuedTimeoutMinutes: number(
    queuedTimeoutMinutesRule,
    leastTimeoutMinutes,
    'How long a build may wait for a machine.',
  ).meta({ default: 480 }),
  concurrentBuildLimit: number(
    concurrentBuildLimitRule,
    1,
    'How many builds may run at the same time. The default is the quota of the account.',
  ),
  autoRetryLimit: number(autoRetryLimitRule, 0, 'How often CodeBuild retries a failed build.').meta({ default: 0 }),
  logGroup: text(logGroupNameRule, {
    description:
      'The name of a log group that exists already. The default is a new one, `/aws/codebuild/` and the name of the project.',
    examples: ['/aws/codebuild/jwt-pizza-service'],
  }).optional(),
  logRetentionDays: number(
    logRetentionDaysRule,
    1,
    'How long the logs are retained. The default is a year, and three months for pull requests.',
  ),
  failureTopics: uniqueList(
    text(topicArnRule, {
      description: 'The ARN of an SNS topic.',
      examples: ['arn:aws:sns:us-east-1:123456789012:builds'],
    }),
    'SNS topics that are notified of failed builds.',
  ).optional(),
  imageParameter: text(parameterNameRule, {
    description: 'A parameter of the stack that each build sets to its image, with the digest.',
    examples: ['/jwt-pizza-service/image'],
  }).optional(),
};

import { servicePrincipalRule } from '../../../lib/private/aws/service-principal';
import { hostileTexts, refuses, takes } from '../rule-cases';

takes(servicePrincipalRule, [
  'lambda.amazonaws.com',
  'sagemaker.amazonaws.com',
  'logs.eu-west-1.amazonaws.com',
  'codebuild.amazonaws.com.cn',
  'states.cn-north-1.amazonaws.com.cn',
  'ecs-tasks.amazonaws.com',
  'lambda.amazonaws.eu',
  'lambda.c2s.ic.gov',
  'lambda.sc2s.sgov.gov',
]);

refuses(servicePrincipalRule, "an AWS service such as 'lambda.amazonaws.com'", [
  ...hostileTexts,
  ['is everybody', '*', "got '*'"],
  ['is any service', '*.amazonaws.com', "got '*.amazonaws.com'"],
  ['is a name', 'lambda', "got 'lambda'"],
  ['has no name', 'amazonaws.com', "got 'amazonaws.com'"],
  ['has an empty name', '.amazonaws.com', "got '.amazonaws.com'"],
  ['is another host', 'evil.com', "got 'evil.com'"],
  ['is a look-alike', 'lambda.amazonaws.com.evil.com', "got 'lambda.amazonaws.com.evil.com'"],
  ['is half the name of a host', 'lambda.evilamazonaws.com', "got 'lambda.evilamazonaws.com'"],
  ['has a dot too many', 'lambda..amazonaws.com', "got 'lambda..amazonaws.com'"],
  ['ends in a dot', 'lambda.amazonaws.com.', "got 'lambda.amazonaws.com.'"],
  ['is in upper case', 'Lambda.amazonaws.com', "got 'Lambda.amazonaws.com'"],
  ['is an address', 'https://lambda.amazonaws.com', "got 'https://lambda.amazonaws.com'"],
  ['is an ARN', 'arn:aws:iam::111122223333:root', "got 'arn:aws:iam::111122223333:root'"],
  ['is an account', '111122223333', "got '111122223333'"],
  ['is two services', 'a.amazonaws.com,b.amazonaws.com', "got 'a.amazonaws.com,b.amazonaws.com'"],
]);

import { repositoryArnRule } from '../../../lib/private/aws/repository-arn';
import { hostileTexts, refuses, takes } from '../rule-cases';

const start = 'arn:aws:ecr:eu-west-1:111122223333:repository/';

takes(
  repositoryArnRule,
  [
    `${start}service`,
    `${start}team/a--b`,
    'arn:aws-cn:ecr:cn-north-1:111122223333:repository/service',
    'arn:aws-us-gov:ecr:us-gov-west-1:111122223333:repository/service',
  ],
  start,
);

refuses(
  repositoryArnRule,
  "the ARN of one ECR repository such as 'arn:aws:ecr:us-east-1:111122223333:repository/team/service'",
  [
    ...hostileTexts,
    ['is any repository', `${start}*`, `got '${start}*'. Name each repository.`],
    ['starts like others', `${start}team/?`, `got '${start}team/?'. Name each repository.`],
    ['is any ARN', '*', "got '*'. Name each repository."],
    ['is a name', 'team/service', "got 'team/service'"],
    ['has no name', start, `got '${start}'`],
    [
      'is of another service',
      'arn:aws:s3:eu-west-1:111122223333:repository/service',
      "got 'arn:aws:s3:eu-west-1:111122223333:repository/service'",
    ],
    [
      'has half an account',
      'arn:aws:ecr:eu-west-1:1:repository/service',
      "got 'arn:aws:ecr:eu-west-1:1:repository/service'",
    ],
    [
      'has no Region',
      'arn:aws:ecr::111122223333:repository/service',
      "got 'arn:aws:ecr::111122223333:repository/service'",
    ],
    [
      'is of no partition',
      'arn:awsx:ecr:eu-west-1:111122223333:repository/service',
      "got 'arn:awsx:ecr:eu-west-1:111122223333:repository/service'",
    ],
    ['names an image', `${start}service@sha256:1`, `got '${start}service@sha256:1'`],
  ],
);

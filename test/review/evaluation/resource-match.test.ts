import { matchesResourceArn } from '../../../lib/review/evaluation/resource-match';
import { unresolved } from '../../../lib/review/texts/symbolic-text';
import { type Answer } from '../../../lib/review/texts/wildcard-match';

const arn = 'arn:aws:ecr:eu-west-1:111111111111:repository/app';

test.each<[string, Answer]>([
  [arn, 'yes'],
  ['*', 'yes'],
  ['arn:aws:ecr:*:*:repository/*', 'yes'],
  ['arn:aws:ecr:*:*:*', 'yes'],
  ['arn:aws:ecr', 'yes'],
  ['arn:aws:ecr:eu-west-1', 'yes'],
  ['arn:aws:ecr:us-*', 'no'],
  ['arn:*', 'yes'],
  ['arn:aws:s3', 'no'],
  ['arn:aws:ec', 'no'],
  ['arn:aws:ecr:*:repository/app', 'yes'],
  ['arn:aws:ecr:*:repository/other', 'no'],
  ['arn:aws:ecr:*repository/app', 'maybe'],
  [`arn:aws:ecr:${unresolved('AWS::Region')}`, 'maybe'],
  [`arn:aws:ecr:${unresolved('AWS::Region')}:111111111111:repository/app`, 'maybe'],
  ['ecr', 'no'],
])('a resource %j matches an ARN of a repository: %s', (pattern, answer) => {
  expect(matchesResourceArn(pattern, arn)).toBe(answer);
});

import { s3KeyRule } from '../../../lib/private/aws/s3-key';
import { noTexts, refuses, takes } from '../rule-cases';

takes(s3KeyRule, ['source.zip', 'team/service/source.zip', 'a b/ü.zip', 'x'.repeat(1024)]);

refuses(s3KeyRule, 'the key of an S3 object', [
  ...noTexts.map(([name, value, problem]) => [name, value, problem.replace(/\. .*/, '')] as const),
  ['is empty', '', "got ''"],
  ['is too long', 'x'.repeat(1025), 'got 1025 characters. Use at most 1024'],
]);

refuses(s3KeyRule, 'the key of one S3 object', [
  ['is any object', '*', "got '*'. A wildcard is not accepted"],
  ['is a prefix', 'team/*', "got 'team/*'. A wildcard is not accepted"],
  ['holds a question mark', 'v?.zip', "got 'v?.zip'. A wildcard is not accepted"],
  ['is a policy variable', '${aws:username}/a.zip', "got '${aws:username}/a.zip'. A wildcard is not accepted"],
]);

import { logsPrincipal } from '../../../lib/private/aws/logs-principal';
import { account, newOpenStack, newStack } from '../../synthesis';

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html, and Default.servicePrincipal of aws-cdk-lib
test.each([
  ['us-east-1', 'logs.us-east-1.amazonaws.com'],
  ['cn-north-1', 'logs.cn-north-1.amazonaws.com.cn'],
  ['us-gov-west-1', 'logs.us-gov-west-1.amazonaws.com'],
  ['eusc-de-east-1', 'logs.eusc-de-east-1.amazonaws.eu'],
  ['us-iso-east-1', 'logs.us-iso-east-1.c2s.ic.gov'],
])('CloudWatch Logs in %s is %s', (region, principal) => {
  expect(logsPrincipal(newStack({ env: { account, region } }))).toBe(principal);
});

test('CloudFormation fills in the Region and its domain', () => {
  const stack = newOpenStack();
  expect(stack.resolve(logsPrincipal(stack))).toEqual({
    'Fn::Join': ['', ['logs.', { Ref: 'AWS::Region' }, '.', { Ref: 'AWS::URLSuffix' }]],
  });
});

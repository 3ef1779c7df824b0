import { managedPolicyNameRule } from '../../../lib/private/aws/managed-policy-name';
import { hostileTexts, refuses, takes } from '../rule-cases';

const rule = managedPolicyNameRule(122);
const characters = "Use only letters, digits and '+=,.@-_'.";

takes(rule, ['pull-images', 'A_policy+=,.@-1', 'x'.repeat(122)]);

refuses(rule, 'an IAM policy name', [
  ...hostileTexts,
  ['is too long', 'x'.repeat(123), 'got 123 characters. It can have at most 122.'],
  ['holds a slash', 'team/pull', `got 'team/pull'. ${characters}`],
  ['is an ARN', 'arn:aws:iam::1:policy/x', `got 'arn:aws:iam::1:policy/x'. ${characters}`],
]);

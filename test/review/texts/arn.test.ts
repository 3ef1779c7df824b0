import { arnText, parseArn } from '../../../lib/review/texts/arn';
import { unresolved } from '../../../lib/review/texts/symbolic-text';

test('an ARN has five parts after its prefix, the last with all its colons', () => {
  expect(parseArn('arn:aws:lambda:us-east-1:123456789012:function:app:live')).toEqual({
    partition: 'aws',
    service: 'lambda',
    region: 'us-east-1',
    account: '123456789012',
    resource: 'function:app:live',
  });
});

test('the name of an unresolved value is not cut, though it holds colons', () => {
  const [partition, account] = [unresolved('AWS::Partition'), unresolved('AWS::AccountId')];
  const arn = `arn:${partition}:iam::${account}:role/${unresolved('Stack.Role:x')}:y`;
  expect(parseArn(arn)).toEqual({
    partition,
    service: 'iam',
    region: '',
    account,
    resource: `role/${unresolved('Stack.Role:x')}:y`,
  });
  expect(arnText(parseArn(arn) ?? { partition, service: '', region: '', account, resource: '' })).toBe(arn);
});

test.each(['', '*', 'arn:aws:iam', 'arn:aws:iam::123456789012', 'urn:aws:iam::123456789012:root', unresolved('Arn')])(
  '%j is no ARN',
  (text) => {
    expect(parseArn(text)).toBeUndefined();
  },
);

import { Token } from 'aws-cdk-lib';
import { knownPolicySize, oneOrMany, policyJson } from '../../../lib/private/aws/policy-document';

test('one value is not in a list, and several are', () => {
  expect(oneOrMany(['a'])).toBe('a');
  expect(oneOrMany(['a', 'b'])).toEqual(['a', 'b']);
  expect(oneOrMany([])).toEqual([]);
});

test('a document has the version that knows variables', () => {
  expect(policyJson([])).toEqual({ Version: '2012-10-17', Statement: [] });
});

test('the size is that of the text', () => {
  const document = policyJson([{ Effect: 'Allow', Action: 'ecr:PutImage' }]);
  expect(knownPolicySize(document)).toBe(JSON.stringify(document).length);
});

test('the size leaves out what synth does not know', () => {
  const sizeWith = (value: string) => knownPolicySize(policyJson([{ Effect: 'Allow', Action: value }]));
  expect(sizeWith(`ecr:${Token.asString({ Ref: 'One' })}${Token.asString({ Ref: 'Two' })}`)).toBe(sizeWith('ecr:'));
});

test('the size leaves out intrinsic functions, but what they join', () => {
  const sizeWith = (value: unknown) => knownPolicySize(policyJson([{ Effect: 'Allow', Action: value }]));
  expect(sizeWith({ Ref: 'AnActionOfAVeryLongName' })).toBe(sizeWith(''));
  expect(sizeWith({ 'Fn::Join': ['', ['ecr:', { Ref: 'Action' }]] })).toBe(sizeWith('ecr:'));
});

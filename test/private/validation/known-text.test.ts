import { Aws, Fn } from 'aws-cdk-lib';
import { isIntrinsic, knownParts, knownText, listOf } from '../../../lib/private/validation/known-text';
import { newOpenStack } from '../../synthesis';

const join = (...parts: unknown[]) => ({ 'Fn::Join': ['', parts] });

test.each<[string, unknown, string]>([
  ['text', 'main', 'main'],
  ['a number', 111122223333, '111122223333'],
  ['the partition', { Ref: 'AWS::Partition' }, 'aws'],
  ['text around the partition', join('arn:', { Ref: 'AWS::Partition' }, ':iam::*:root'), 'arn:aws:iam::*:root'],
  ['text joined with a separator', { 'Fn::Join': [':', ['a', 'b']] }, 'a:b'],
  ['joins in joins', join('a', join('b', 'c')), 'abc'],
  ['an empty join', join(), ''],
])('reads %s', (_, value, text) => {
  expect(knownText(value)).toBe(text);
});

test.each<[string, unknown]>([
  ['a parameter', { Ref: 'Account' }],
  ['text around a parameter', join('arn:', { Ref: 'Account' })],
  ['an attribute', { 'Fn::GetAtt': ['Role', 'Arn'] }],
  ['an import', { 'Fn::ImportValue': 'arn' }],
  ['a join of a list that is open', { 'Fn::Join': ['', { Ref: 'List' }] }],
  ['a join that is none', { 'Fn::Join': 'a' }],
  ['null', null],
  ['nothing', undefined],
  ['a boolean', true],
  ['a list', ['a']],
])('leaves open %s', (_, value) => {
  expect(knownText(value)).toBeUndefined();
});

test('reads what CDK makes of a token', () => {
  const stack = newOpenStack();
  expect(knownText(stack.resolve(`arn:${Aws.PARTITION}:iam::1:root`))).toBe('arn:aws:iam::1:root');
  expect(knownText(stack.resolve(`arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:root`))).toBeUndefined();
  expect(knownText(stack.resolve(Fn.sub('${AWS::Partition}')))).toBeUndefined();
});

test.each<[unknown, unknown[]]>([
  [undefined, []],
  ['a', ['a']],
  [
    ['a', 'b'],
    ['a', 'b'],
  ],
  [[], []],
  [{ Ref: 'A' }, [{ Ref: 'A' }]],
])('listOf takes one value or several: %j', (value, list) => {
  expect(listOf(value)).toEqual(list);
});

test.each<[unknown, string]>([
  ['a', 'a'],
  [{ Ref: 'AWS::Partition' }, 'aws'],
  [{ Ref: 'Account' }, ''],
  [{ 'Fn::GetAtt': ['Role', 'Arn'] }, ''],
  [join('arn:', { Ref: 'Partition' }, ':iam::', { Ref: 'Account' }, ':root'), 'arn::iam:::root'],
  [join('a', join({ Ref: 'B' }, 'c')), 'ac'],
  [undefined, ''],
])('knownParts leaves out what is open: %j', (value, parts) => {
  expect(knownParts(value)).toBe(parts);
});

test.each<[unknown, boolean]>([
  [{ Ref: 'Account' }, true],
  [{ 'Fn::GetAtt': ['Role', 'Arn'] }, true],
  [{ Ref: 'Account', Other: 1 }, false],
  [{ AWS: 'a' }, false],
  [{}, false],
  ['Ref', false],
  [null, false],
])('isIntrinsic knows what CloudFormation replaces: %j', (value, is) => {
  expect(isIntrinsic(value)).toBe(is);
});

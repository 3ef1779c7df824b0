import { CfnParameter } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { account, newOpenStack, newStack, region } from '../synthesis';
import { addedStatement, them } from './added-statement';

const lambda = { principals: [new iam.ServicePrincipal('lambda.amazonaws.com')] };
const functions = `arn:aws:lambda:${region}:${account}:function:*`;

test('binds Lambda to functions of this account and Region', () => {
  expect(addedStatement(lambda).Condition).toEqual({ StringLike: { 'aws:sourceARN': functions } });
});

test('binds another service to this account', () => {
  const { Condition } = addedStatement({ principals: [new iam.ServicePrincipal('codebuild.amazonaws.com')] });
  expect(Condition).toEqual({ StringEquals: { 'aws:SourceAccount': account } });
});

test('binds a service if account, Region and partition are not known', () => {
  const { Condition } = addedStatement(lambda, newOpenStack());
  const place = [{ Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }];
  expect(Condition).toEqual({
    StringLike: {
      'aws:sourceARN': { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':lambda:', ...place, ':function:*']] },
    },
  });
});

test('binds a service in addition to another condition', () => {
  const conditions = { StringLike: { 'aws:UserAgent': 'a*' }, Bool: { 'aws:SecureTransport': 'true' } };
  expect(addedStatement({ ...lambda, conditions }).Condition).toEqual({
    StringLike: { 'aws:UserAgent': 'a*', 'aws:sourceARN': functions },
    Bool: { 'aws:SecureTransport': 'true' },
  });
});

test.each<[string, iam.Conditions]>([
  ['account', { StringEquals: { 'aws:SourceAccount': them } }],
  ['account in small letters', { StringEquals: { 'aws:sourceaccount': them } }],
  ['function', { ArnEquals: { 'aws:SourceArn': `arn:aws:lambda:eu-west-1:${them}:function:one` } }],
  ['functions of any Region', { ArnLike: { 'aws:SourceArn': `arn:aws:lambda:*:${them}:function:*` } }],
  ['organization', { StringEquals: { 'aws:SourceOrgID': 'o-a1b2c3d4e5' } }],
  ['unit', { 'ForAnyValue:StringLike': { 'aws:SourceOrgPaths': 'o-a1b2c3d4e5/r-ab12/ou-ab12-1/*' } }],
])('leaves a service alone that is bound already: %s', (_, conditions) => {
  expect(addedStatement({ ...lambda, conditions }).Condition).toEqual(conditions);
});

test('leaves a service alone whose source synth does not know', () => {
  const stack = newStack();
  const { valueAsString: source } = new CfnParameter(stack, 'Source');
  const conditions = { ArnEquals: { 'aws:SourceArn': source } };
  expect(addedStatement({ ...lambda, conditions }, stack).Condition).toEqual({
    ArnEquals: { 'aws:SourceArn': { Ref: 'Source' } },
  });
});

test.each<[string, iam.PolicyStatementProps]>([
  ['an account', {}],
  ['a refusal', { ...lambda, effect: iam.Effect.DENY }],
  [
    'services with a source of their own',
    {
      principals: [...lambda.principals, new iam.ServicePrincipal('codebuild.amazonaws.com')],
      conditions: { StringEquals: { 'aws:SourceAccount': them } },
    },
  ],
])('adds no condition to %s', (_, props) => {
  expect(addedStatement(props).Condition).toEqual(props.conditions);
});

import { evaluate, type Verdict } from '../../../lib/review/evaluation/access-evaluator';
import { unresolved } from '../../../lib/review/texts/symbolic-text';
import { account, allow, deny, request, role, when } from './evaluator-requests';

type Decision = Verdict['decision'];
type Asked = readonly [operator: string, key: string, values: readonly string[]];

function verdict([operator, key, values]: Asked, context: Record<string, readonly string[]> = {}): Verdict {
  const statement = allow(when(operator, key, ...values));
  return evaluate(request({}, { context }), { identity: [statement] });
}

const open: readonly (readonly [operator: string, key: string, values: readonly string[], text: string])[] = [
  ['StringEquals', 'aws:PrincipalOrgID', ['o-a1b2c3d4e5'], 'aws:PrincipalOrgID is o-a1b2c3d4e5'],
  ['StringEquals', 'aws:PrincipalTag/team', ['platform', 'app'], 'aws:PrincipalTag/team is app or platform'],
  ['StringNotEquals', 'aws:SourceVpce', ['vpce-2', 'vpce-1'], 'aws:SourceVpce is not vpce-1 nor vpce-2'],
  ['StringLike', 'aws:PrincipalOrgPaths', ['o-a/r-b/*'], 'aws:PrincipalOrgPaths is like o-a/r-b/*'],
  ['StringLike', 'aws:SourceAccount', [account], `aws:SourceAccount is ${account}`],
  ['StringNotLike', 'aws:userid', ['A*'], 'aws:userid is not like A*'],
  ['StringEqualsIgnoreCase', 'aws:username', ['bob'], 'aws:username is, ignoring case, bob'],
  ['StringEquals', 'aws:PrincipalTag/team', ['a or b', ''], 'aws:PrincipalTag/team is "" or "a or b"'],
  ['StringEquals', 'aws:SourceVpc', [unresolved('Vpc')], 'aws:SourceVpc is ${Vpc}'],
  ['StringEqualsIfExists', 'aws:SourceVpc', ['vpc-1'], 'aws:SourceVpc is vpc-1 if present'],
  [
    'ArnLike',
    'aws:SourceArn',
    ['arn:aws:lambda:*:1:function:*'],
    'aws:SourceArn is like arn:aws:lambda:*:1:function:*',
  ],
  ['ArnEquals', 'aws:SourceArn', ['arn:aws:s3:::b'], 'aws:SourceArn is arn:aws:s3:::b'],
  ['NumericLessThan', 'aws:MultiFactorAuthAge', ['3600'], 'aws:MultiFactorAuthAge less than 3600'],
  ['NumericGreaterThanEquals', 'aws:MultiFactorAuthAge', ['1'], 'aws:MultiFactorAuthAge at least 1'],
  ['NumericNotEquals', 's3:max-keys', ['5'], 's3:max-keys != 5'],
  ['DateLessThan', 'aws:CurrentTime', ['2026-12-01T00:00:00Z'], 'aws:CurrentTime before 2026-12-01T00:00:00Z'],
  ['DateGreaterThanEquals', 'aws:CurrentTime', ['2026-12-01'], 'aws:CurrentTime at or after 2026-12-01'],
  ['Bool', 'aws:SecureTransport', ['true'], 'aws:SecureTransport is true'],
  ['BinaryEquals', 'aws:key', ['QUJD'], 'aws:key has the bytes QUJD'],
  ['IpAddress', 'aws:SourceIp', ['10.0.0.0/8'], 'aws:SourceIp in 10.0.0.0/8'],
  ['NotIpAddress', 'aws:SourceIp', ['10.0.0.0/8'], 'aws:SourceIp not in 10.0.0.0/8'],
  ['Null', 'aws:TokenIssueTime', ['true'], 'aws:TokenIssueTime is absent'],
  ['Null', 'aws:TokenIssueTime', ['False'], 'aws:TokenIssueTime is present'],
  ['ForAnyValue:StringEquals', 'aws:TagKeys', ['a', 'b'], 'some aws:TagKeys is a or b'],
  ['ForAllValues:StringEquals', 'aws:TagKeys', ['a'], 'every aws:TagKeys, if any, is a'],
  ['forallvalues:stringnotlikeifexists', 'aws:TagKeys', ['a*'], 'every aws:TagKeys, if any, is not like a*'],
];

test.each(open)('%s %s %j is open: %s', (operator, key, values, text) => {
  expect(verdict([operator, key, values])).toMatchObject({ decision: 'conditional', conditions: [text] });
});

const opposites: readonly (readonly [operator: string, key: string, value: string, text: string])[] = [
  ['DateGreaterThan', 'aws:CurrentTime', '2026-12-01', 'unless aws:CurrentTime after 2026-12-01'],
  ['Bool', 'aws:SecureTransport', 'false', 'unless aws:SecureTransport is false'],
  ['StringNotEquals', 'aws:PrincipalOrgID', 'o-a1b2c3d4e5', 'aws:PrincipalOrgID is o-a1b2c3d4e5'],
  ['StringNotLikeIfExists', 'aws:userid', 'A*', 'aws:userid is like A*'],
  ['NotIpAddress', 'aws:SourceIp', '10.0.0.0/8', 'aws:SourceIp in 10.0.0.0/8'],
  ['Null', 'aws:TokenIssueTime', 'true', 'aws:TokenIssueTime is present'],
  ['ForAnyValue:StringNotEquals', 'aws:TagKeys', 'a', 'unless some aws:TagKeys is not a'],
];

test.each(opposites)('a Deny on %s %s %s holds off: %s', (operator, key, value, text) => {
  const policies = { identity: [allow(), deny(when(operator, key, value))] };
  expect(evaluate(request(), policies)).toMatchObject({ decision: 'conditional', conditions: [text] });
});

const present = {
  'aws:principalarn': [role],
  'aws:principalaccount': [account],
  'ci.example.com:sub': ['repo:acme/app:ref:refs/heads/main'],
  'aws:tagkeys': ['a', 'b'],
  'aws:sourceip': ['2001:db8::1'],
  'aws:currenttime': ['2026-06-01T00:00:00Z'],
  'aws:securetransport': ['true'],
  'aws:multifactorauthage': ['10'],
  'aws:username': [],
};

const decided: readonly (readonly [operator: string, key: string, values: readonly string[], decision: Decision])[] = [
  ['StringEquals', 'AWS:PrincipalARN', [role], 'allowed'],
  ['StringEquals', 'aws:PrincipalArn', ['arn:aws:iam::*:role/ci'], 'denied'],
  ['ArnEquals', 'aws:PrincipalArn', ['arn:aws:iam::*:role/ci'], 'allowed'],
  ['ArnLike', 'aws:PrincipalArn', ['arn:aws:iam::*/ci'], 'denied'],
  ['ArnLike', 'aws:PrincipalArn', ['*'], 'denied'],
  ['StringLike', 'aws:PrincipalArn', ['*'], 'allowed'],
  ['ArnLike', 'aws:PrincipalArn', [`arn:aws:iam::${unresolved('AWS::AccountId')}:role/*`], 'unknown'],
  ['ArnNotLike', 'aws:PrincipalArn', [`arn:aws:iam::${account}:user/*`], 'allowed'],
  ['StringEquals', 'aws:PrincipalAccount', [unresolved('AWS::AccountId')], 'unknown'],
  ['StringEquals', 'aws:PrincipalAccount', [unresolved('AWS::AccountId'), account], 'allowed'],
  ['StringLike', 'ci.example.com:sub', ['repo:acme/app:*'], 'allowed'],
  ['StringEquals', 'ci.example.com:sub', ['repo:acme/app:*'], 'denied'],
  ['StringNotLike', 'ci.example.com:sub', ['repo:acme/*', 'x'], 'denied'],
  ['ForAnyValue:StringEquals', 'aws:TagKeys', ['a'], 'allowed'],
  ['ForAllValues:StringEquals', 'aws:TagKeys', ['a'], 'denied'],
  ['ForAllValues:StringEquals', 'aws:TagKeys', ['a', 'b', 'c'], 'allowed'],
  ['ForAllValues:StringNotEquals', 'aws:TagKeys', ['c'], 'allowed'],
  // IAM says only that a key with several values needs a set operator.
  ['StringEquals', 'aws:TagKeys', ['a', 'b'], 'unknown'],
  ['IpAddress', 'aws:SourceIp', ['0.0.0.0/0'], 'denied'],
  ['IpAddress', 'aws:SourceIp', ['2001:DB8:0:0:0:0:0:1'], 'allowed'],
  ['IpAddress', 'aws:SourceIp', ['2001:db8::/129', '2001::db8::/8', 'nonsense'], 'denied'],
  ['NotIpAddress', 'aws:SourceIp', ['192.168.0.1'], 'allowed'],
  ['IpAddress', 'aws:SourceIp', [`${unresolved('Network')}/8`], 'unknown'],
  ['DateLessThan', 'aws:CurrentTime', ['2026-06-01T00:00:01Z'], 'allowed'],
  ['DateLessThan', 'aws:CurrentTime', ['1780272001'], 'allowed'],
  ['DateLessThan', 'aws:CurrentTime', ['1780271999'], 'denied'],
  ['DateLessThan', 'aws:CurrentTime', ['soon'], 'denied'],
  ['Bool', 'aws:SecureTransport', ['TRUE'], 'allowed'],
  ['NumericEquals', 'aws:MultiFactorAuthAge', ['10.0'], 'allowed'],
  ['NumericLessThan', 'aws:MultiFactorAuthAge', ['', '9'], 'denied'],
  ['StringEquals', 'aws:username', ['bob'], 'denied'],
  ['StringNotEquals', 'aws:username', ['bob'], 'allowed'],
  ['StringEqualsIfExists', 'aws:username', ['bob'], 'allowed'],
  ['ForAnyValue:StringEquals', 'aws:username', ['bob'], 'denied'],
  ['ForAllValues:StringEquals', 'aws:username', ['bob'], 'allowed'],
  ['ForAnyValue:StringEqualsIfExists', 'aws:username', ['bob'], 'allowed'],
  ['Null', 'aws:username', ['true'], 'allowed'],
  ['Null', 'aws:PrincipalArn', ['true'], 'denied'],
  ['Null', 'aws:SourceVpc', ['true', 'false'], 'allowed'],
  ['Null', 'aws:SourceVpc', [unresolved('Needed')], 'unknown'],
  ['StringEquals', 'aws:SourceVpc', [], 'denied'],
  ['StringNotEquals', 'aws:SourceVpc', [], 'allowed'],
  ['StringMatches', 'aws:PrincipalArn', [role], 'unknown'],
  ['constructor', 'aws:PrincipalArn', [role], 'unknown'],
  ['StringEquals', unresolved('Key'), ['x'], 'unknown'],
  ['StringEquals', '__proto__', ['x'], 'conditional'],
  ['StringEquals', 'aws:PrincipalArn', ['arn:aws:iam::${aws:PrincipalAccount}:role/ci'], 'allowed'],
  ['StringEquals', 'aws:PrincipalAccount', ["${aws:username, '111111111111'}"], 'allowed'],
  ['StringEquals', 'aws:PrincipalAccount', ['${aws:username}'], 'denied'],
  ['StringNotEquals', 'aws:PrincipalAccount', ['${aws:username}'], 'unknown'],
  ['StringEquals', 'aws:PrincipalAccount', ['${aws:SourceAccount}'], 'conditional'],
  ['StringEquals', 'aws:PrincipalAccount', ['${aws:SourceAccount}x'], 'denied'],
];

test.each(decided)('%s %s %j: %s', (operator, key, values, decision) => {
  expect(verdict([operator, key, values], present).decision).toBe(decision);
});

test('says what is in doubt', () => {
  const asked: Asked = ['StringEquals', 'aws:PrincipalAccount', [unresolved('AWS::AccountId')]];
  expect(verdict(asked, present).conditions).toEqual(['whether aws:PrincipalAccount is ${AWS::AccountId}']);
  expect(verdict(['StringMatches', 'aws:username', ['b']]).conditions).toEqual([
    'what the operator StringMatches means',
  ]);
});

test('a condition that a page would not hold is cut', () => {
  const [text = ''] = verdict(['StringEquals', 'aws:SourceVpc', ['x'.repeat(5000)]]).conditions;
  expect(text).toHaveLength(1003);
});

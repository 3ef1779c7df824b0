import { everyone } from '../../../lib/review/access/principal-kind';
import { account, allow, pull, repository, reviewOf } from '../reviewed';

function kindsOf(...statements: object[]): Record<string, string> {
  const { principals } = reviewOf({ App: repository('app', ...statements) });
  return Object.fromEntries(principals.map(({ principal, kind }) => [principal, kind]));
}

const everybody = (condition?: object) => allow(pull, '*', condition);
const organization = everybody({ StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } });

test.each<[string, object[], string]>([
  ['everybody', [everybody()], 'everybody'],
  ['an organization', [organization], 'organization'],
  [
    'an organizational unit',
    [everybody({ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*' } })],
    'organization',
  ],
  ['an account', [everybody({ StringEquals: { 'aws:PrincipalAccount': '222222222222' } })], 'account'],
  ['everybody, beside an organization', [organization, everybody()], 'everybody'],
  [
    'everybody behind a condition that names nobody',
    [everybody({ Bool: { 'aws:SecureTransport': 'true' } })],
    'everybody',
  ],
  [
    'everybody outside an organization',
    [everybody({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } })],
    'everybody',
  ],
  [
    'everybody, since an anonymous request has no organization',
    [everybody({ StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } })],
    'everybody',
  ],
  ['everybody in any organization', [everybody({ StringLike: { 'aws:PrincipalOrgID': '*' } })], 'everybody'],
  [
    'everybody outside an account',
    [everybody({ StringNotEquals: { 'aws:PrincipalAccount': '222222222222' } })],
    'everybody',
  ],
])('* is %s', (_, statements, kind) => {
  expect(kindsOf(...statements)).toEqual({ '*': kind });
});

test.each<[string, string[][], object]>([
  [
    'one organization',
    [['aws:PrincipalOrgID is o-a1b2c3d4e5', 'aws:SourceIp in 10.0.0.0/8']],
    { kind: 'organization', name: 'o-a1b2c3d4e5' },
  ],
  [
    'two organizations, each once',
    [['aws:PrincipalOrgID is o-a or o-b'], ['aws:PrincipalOrgID is o-a or o-b']],
    { kind: 'organization', name: 'o-a or o-b' },
  ],
  [
    'an organizational unit',
    [['some aws:PrincipalOrgPaths is like o-a/r-b/*']],
    { kind: 'organization', name: 'o-a/r-b/*' },
  ],
  [
    'the organization of a parameter',
    [['aws:PrincipalOrgID is ${Organization}']],
    { kind: 'organization', name: '${Organization}' },
  ],
  [
    'two accounts',
    [['aws:PrincipalAccount is 111111111111 or 222222222222']],
    { kind: 'account', name: '111111111111 or 222222222222' },
  ],
  ['anyone, if one row has no bound', [['aws:PrincipalOrgID is o-a'], []], { kind: 'everybody', name: '*' }],
  ['anyone, if there is no row', [], { kind: 'everybody', name: '*' }],
])('* under these conditions is %s', (_, conditions, shown) => {
  expect(everyone(conditions)).toEqual(shown);
});

test('the form of a principal that no template creates says its kind', () => {
  const named = {
    AWS: ['arn:aws:iam::222222222222:root', 'arn:aws:iam::222222222222:role/ci', `arn:aws:iam::${account}:user/bob`],
    Service: 'lambda.amazonaws.com',
  };
  expect(kindsOf(allow(pull, named))).toEqual({
    'arn:aws:iam::222222222222:root': 'account',
    'arn:aws:iam::222222222222:role/ci': 'role',
    [`arn:aws:iam::${account}:user/bob`]: 'user',
    'lambda.amazonaws.com': 'service',
  });
});

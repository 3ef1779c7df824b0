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
])('* is %s', (_, statements, kind) => {
  expect(kindsOf(...statements)).toEqual({ '*': kind });
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

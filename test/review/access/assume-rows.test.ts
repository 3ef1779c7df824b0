import { account, allow, allowOn, byService, linesOf, reviewOf, role } from '../reviewed';

const issuer = 'token.actions.githubusercontent.com';
const provider = `arn:aws:iam::${account}:oidc-provider/${issuer}`;
const main = 'repo:acme/app:ref:refs/heads/main';
const open = { Parameters: { Value: { Type: 'String' } } };

/** The principals that may assume a role with this trust policy, one a line. */
function trusted(...trust: object[]): string[] {
  return linesOf(reviewOf({ Role: role('r', trust) }, open));
}

function byToken(condition: object, of: unknown = provider): object {
  return allow('sts:AssumeRoleWithWebIdentity', { Federated: of }, condition);
}

test.each<[string, object, string[]]>([
  [
    'a SAML provider, on its conditions',
    allow(
      'sts:AssumeRoleWithSAML',
      { Federated: `arn:aws:iam::${account}:saml-provider/okta` },
      { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
    ),
    ['saml-provider/okta assume role/r: conditional if SAML:aud is https://signin.aws.amazon.com/saml'],
  ],
  ['a SAML provider for web tokens only', byToken({}, `arn:aws:iam::${account}:saml-provider/okta`), []],
  [
    'a provider that only the deploy knows, on the claims that are named',
    byToken({ StringEquals: { 'gitlab.com:sub': 'project_path:a/b' } }, { Ref: 'Value' }),
    ['${app.Value}:* assume role/r: conditional if gitlab.com:sub is project_path:a/b'],
  ],
  [
    'a subject from a parameter without a default',
    byToken({ StringEquals: { [`${issuer}:sub`]: { Ref: 'Value' } } }),
    ['${app.Value} assume role/r: unknown if which tokens ${app.Value} stands for'],
  ],
  [
    'a subject with a part from a parameter',
    byToken({ StringLike: { [`${issuer}:sub`]: { 'Fn::Sub': 'repo:acme/${Value}:*' } } }),
    ['repo:acme/${app.Value}:* assume role/r: unknown if which tokens repo:acme/${app.Value}:* stands for'],
  ],
  [
    'a further claim from a parameter',
    byToken({ StringEquals: { [`${issuer}:sub`]: main, [`${issuer}:repository_id`]: { Ref: 'Value' } } }),
    [`${main} assume role/r: unknown if which tokens \${app.Value} stands for and repository_id is \${app.Value}`],
  ],
  [
    'a subject whose key is in another case',
    byToken({ StringEquals: { [`${issuer}:SUB`]: main, [`${issuer}:Aud`]: 'sts.amazonaws.com' } }),
    [`${main} assume role/r: allowed`],
  ],
  [
    'a subject whose issuer and operator are in another case',
    byToken({ stringlike: { [`${issuer.toUpperCase()}:Sub`]: main } }),
    [`${main} assume role/r: allowed`],
  ],
  [
    'a further claim in another case',
    byToken({ StringEquals: { [`${issuer}:sub`]: main, [`${issuer}:REPOSITORY_ID`]: '2' } }),
    [`${main} assume role/r: allowed if repository_id is 2`],
  ],
  [
    'all subjects but some',
    byToken({ StringNotLike: { [`${issuer}:sub`]: 'repo:evil/*' } }),
    [`${issuer}:* assume role/r: conditional if ${issuer}:sub is not like repo:evil/*`],
  ],
  ['anyone', allow('sts:AssumeRole', '*'), ['* assume role/r: allowed']],
  [
    'anyone with a token, by the principal *',
    allow('sts:AssumeRoleWithWebIdentity', '*', { StringEquals: { [`${issuer}:sub`]: main } }),
    [`* assume role/r: conditional if ${issuer}:sub is ${main}`],
  ],
  [
    'anyone from a SAML provider, by the principal *',
    allow('sts:AssumeRoleWithSAML', { AWS: '*' }, { StringEquals: { 'SAML:aud': 'x' } }),
    ['* assume role/r: conditional if SAML:aud is x'],
  ],
  ['anyone, in every way', allow('sts:*', { AWS: '*' }), ['* assume role/r: allowed']],
  [
    'an account from a parameter',
    allow('sts:AssumeRole', { AWS: { 'Fn::Sub': 'arn:aws:iam::${Value}:root' } }),
    ['arn:aws:iam::${app.Value}:root assume role/r: unknown if which account ${app.Value} is'],
  ],
  [
    'a role in an account from a parameter',
    allow('sts:AssumeRole', { AWS: { 'Fn::Sub': 'arn:aws:iam::${Value}:role/ci' } }),
    ['arn:aws:iam::${app.Value}:role/ci assume role/r: unknown if which account ${app.Value} is'],
  ],
  [
    'a principal from a parameter',
    allow('sts:AssumeRole', { AWS: { Ref: 'Value' } }),
    ['${app.Value} assume role/r: unknown if whether the principal is ${app.Value}'],
  ],
  [
    'an account that has to know a secret',
    allow('sts:AssumeRole', { AWS: '222222222222' }, { StringEquals: { 'sts:ExternalId': 'x' } }),
    ['arn:aws:iam::222222222222:root assume role/r: conditional if sts:ExternalId is x'],
  ],
  ['an account for tags only', allow('sts:TagSession', { AWS: '222222222222' }), []],
])('a trust in %s', (_, statement, lines) => {
  expect(trusted(statement)).toEqual(lines);
});

test('a deny of the trust policy excludes one of two subjects', () => {
  const both = byToken({ StringLike: { [`${issuer}:sub`]: ['repo:acme/a:*', 'repo:acme/b:*'] } });
  const deny = {
    Effect: 'Deny',
    Principal: '*',
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: { StringLike: { [`${issuer}:sub`]: 'repo:acme/b:*' } },
  };
  expect(trusted(both, deny)).toEqual(['repo:acme/a:* assume role/r: allowed']);
});

test('if a role trusts its own account, the policies of its roles and of groups without members decide', () => {
  const mayAssume = { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: `arn:aws:iam::${account}:role/r` };
  const devs = {
    Type: 'AWS::IAM::Group',
    Properties: { GroupName: 'devs', Policies: [{ PolicyName: 'own', PolicyDocument: { Statement: mayAssume } }] },
  };
  const resources = {
    Role: role('r', [
      allow('sts:AssumeRole', { AWS: account }, { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::*:role/d*` } }),
    ]),
    Dev: role('dev', byService('lambda.amazonaws.com'), mayAssume),
    Ops: role('ops', byService('lambda.amazonaws.com'), mayAssume),
    Devs: devs,
  };
  const aboutRole = linesOf(reviewOf(resources)).filter((line) => line.includes('assume role/r:'));
  const condition = 'aws:PrincipalArn is like arn:aws:iam::*:role/d*';
  expect(aboutRole).toEqual([
    `root assume role/r: conditional if ${condition} and a policy of that account allows it to assume the role`,
    'role/dev assume role/r: allowed',
    `members of group devs assume role/r: conditional if ${condition}`,
  ]);
});

test('a permission set may assume a role of its account, if it is assigned there', () => {
  const set = {
    Type: 'AWS::SSO::PermissionSet',
    Properties: {
      Name: 'Ops',
      InstanceArn: 'arn:aws:sso:::instance/ssoins-1',
      InlinePolicy: { Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' } },
    },
  };
  const resources = {
    Role: role('r', [allow('sts:AssumeRole', { AWS: account })], allowOn('ecr:ListImages', 'app')),
    Ops: set,
  };
  const assigned = `permission set Ops is assigned in account ${account}`;
  expect(linesOf(reviewOf(resources)).filter((line) => line.startsWith('permission set'))).toEqual([
    `permission set Ops as r list arn:aws:ecr:eu-west-1:${account}:repository/app: conditional if ${assigned}`,
    `permission set Ops assume role/r: conditional if ${assigned}`,
  ]);
});

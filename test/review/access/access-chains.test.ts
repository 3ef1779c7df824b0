import { reviewTemplates } from '../../../lib/review/review-templates';
import { account, allow, allowOn, byService, linesOf, login, push, repository, reviewOf, role } from '../reviewed';

const issuer = 'token.actions.githubusercontent.com';
const provider = `arn:aws:iam::${account}:oidc-provider/${issuer}`;

function gitHub(claims: Readonly<Record<string, unknown>>, operator = 'StringEquals'): object[] {
  const named = Object.entries(claims).map(([claim, value]) => [`${issuer}:${claim}`, value]);
  return [
    allow(
      'sts:AssumeRoleWithWebIdentity',
      { Federated: provider },
      { [operator]: Object.fromEntries(named) as object },
    ),
  ];
}

const pushes = [login, allowOn(push, 'app')];

test('a workflow that pushes through a role is one row', () => {
  const trust = gitHub({ aud: 'sts.amazonaws.com', sub: 'repo:acme/app:ref:refs/heads/main', repository_id: '2' });
  expect(linesOf(reviewOf({ App: repository('app'), Ci: role('ci', trust, ...pushes) }))).toEqual([
    'role/ci push app: allowed',
    'repo:acme/app:ref:refs/heads/main as ci push app: allowed if repository_id is 2',
    'repo:acme/app:ref:refs/heads/main assume role/ci: allowed if repository_id is 2',
  ]);
});

test('each subject has its own rows, and a pattern is shown as it is written', () => {
  const trust = gitHub({ aud: 'sts.amazonaws.com', sub: ['repo:acme/a:*', 'repo:acme/b:*'] }, 'StringLike');
  expect(linesOf(reviewOf({ App: repository('app'), Ci: role('ci', trust, ...pushes) }))).toEqual([
    'role/ci push app: allowed',
    'repo:acme/a:* as ci push app: allowed',
    'repo:acme/b:* as ci push app: allowed',
    'repo:acme/a:* assume role/ci: allowed',
    'repo:acme/b:* assume role/ci: allowed',
  ]);
});

test('a trust policy without a subject trusts any run of the issuer', () => {
  const trust = gitHub({ aud: 'sts.amazonaws.com' });
  expect(linesOf(reviewOf({ Ci: role('ci', trust) }))).toEqual([`${issuer}:* assume role/ci: allowed`]);
});

test('a chain of roles is followed, but not in a circle', () => {
  const first = `arn:aws:iam::${account}:role/first`;
  const second = `arn:aws:iam::${account}:role/second`;
  const resources = {
    App: repository('app'),
    First: role('first', [...byService('ec2.amazonaws.com'), allow('sts:AssumeRole', { AWS: second })]),
    Second: role('second', [allow('sts:AssumeRole', { AWS: first })], ...pushes),
  };
  expect(linesOf(reviewOf(resources)).filter((line) => line.includes(' push '))).toEqual([
    'role/second push app: allowed',
    'role/first as second push app: allowed',
    'ec2.amazonaws.com as first > second push app: allowed',
  ]);
});

test('if a role trusts its own account, the policies of its roles decide', () => {
  const trust = [allow('sts:AssumeRole', { AWS: `arn:aws:iam::${account}:root` })];
  const assume = {
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Resource: `arn:aws:iam::${account}:role/ci`,
  };
  const resources = {
    Ci: role('ci', trust),
    Admin: role('admin', byService('ec2.amazonaws.com'), assume),
    Reader: role('reader', byService('ec2.amazonaws.com')),
  };
  expect(linesOf(reviewOf(resources))).toEqual([
    'ec2.amazonaws.com assume role/admin: allowed',
    'root assume role/ci: conditional if a policy of that account allows it to assume the role',
    'role/admin assume role/ci: allowed',
    'ec2.amazonaws.com assume role/reader: allowed',
  ]);
});

test('an account that is known only at deploy is still the account of the role', () => {
  const trust = [allow('sts:AssumeRole', { AWS: { Ref: 'AWS::AccountId' } })];
  const { access } = reviewTemplates([
    { name: 'app', file: 'app', body: { Resources: { Ci: role('ci', trust) } }, env: {} },
  ]);
  expect(access).toMatchObject([
    {
      principal: 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root',
      repository: 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/ci',
      decision: 'conditional',
      conditions: ['a policy of that account allows it to assume the role'],
    },
  ]);
});

const assumeOf = (name: string) => allow('sts:AssumeRole', { AWS: `arn:aws:iam::${account}:role/${name}` });

test('a chain of roles is followed however long it is', () => {
  const names = Array.from({ length: 9 }, (_, index) => `role-${index}`);
  const roles = names.map((name, index) => {
    const trust = index === 8 ? byService('ec2.amazonaws.com') : [assumeOf(`role-${index + 1}`)];
    return [`R${index}`, role(name, trust, ...(index === 0 ? pushes : []))] as const;
  });
  const lines = linesOf(reviewOf({ App: repository('app'), ...Object.fromEntries(roles) }));
  const way = [...names].reverse().join(' > ');
  expect(lines).toContain(`ec2.amazonaws.com as ${way} push app: allowed`);
});

test('a role that a trust policy names may be a role of the templates whose account is not known', () => {
  const body = {
    Resources: {
      App: repository('app'),
      Ci: role('ci', [allow('sts:AssumeRole', { AWS: 'arn:aws:iam::222222222222:root' })]),
      Dev: role('dev', [allow('sts:AssumeRole', { AWS: 'arn:aws:iam::111111111111:role/ci' })], {
        Effect: 'Allow',
        Action: ['ecr:*'],
        Resource: '*',
      }),
    },
  };
  const { access } = reviewTemplates([{ name: 'app', file: 'app.json', body, env: {} }]);
  const chained = access.filter(({ principal, operation, outside }) => {
    return principal === 'arn:aws:iam::222222222222:root' && operation === 'push' && outside !== true;
  });
  expect(chained.map(({ via, decision, conditions }) => ({ via, decision, conditions }))).toEqual([
    {
      via: 'arn:aws:iam::111111111111:role/ci > arn:aws:iam::${AWS::AccountId}:role/dev',
      decision: 'unknown',
      conditions: ['whether arn:aws:iam::111111111111:role/ci is arn:aws:iam::${AWS::AccountId}:role/ci'],
    },
  ]);
});

test('a longer chain has a row only if it is surer than a shorter one', () => {
  const mfa = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
  const ec2 = { Service: 'ec2.amazonaws.com' };
  const app = (trust: object) =>
    linesOf(
      reviewOf({
        App: repository('app'),
        First: role('first', byService('ec2.amazonaws.com')),
        Second: role('second', [trust, assumeOf('first')], ...pushes),
      }),
    ).filter((line) => line.startsWith('ec2') && line.includes(' push '));
  expect(app(allow('sts:AssumeRole', ec2, mfa))).toEqual([
    'ec2.amazonaws.com as second push app: conditional if aws:MultiFactorAuthPresent is true',
    'ec2.amazonaws.com as first > second push app: allowed',
  ]);
  expect(app(allow('sts:AssumeRole', ec2))).toEqual(['ec2.amazonaws.com as second push app: allowed']);
});

describe('a role whose own policy names the role that it may assume', () => {
  const assume = (Resource: unknown) => ({ Effect: 'Allow', Action: 'sts:AssumeRole', Resource });
  const ofPulls = gitHub({ aud: 'sts.amazonaws.com', sub: 'repo:acme/app:pull_request' });
  const wanted = ({ access, findings }: ReturnType<typeof reviewOf>) => ({
    lines: linesOf({ access: access.filter(({ operation, outside }) => operation === 'push' && outside !== true) }),
    findings: findings.map(({ id }) => id).filter((id) => id === 'github-pull-request-pushes'),
  });

  test('by a value that is known only at deploy', () => {
    const resources = {
      App: repository('app'),
      Pull: role('pull', ofPulls, assume({ Ref: 'Target' })),
      Ci: role('ci', [allow('sts:AssumeRole', { AWS: account })], ...pushes),
    };
    const report = reviewOf(resources, { Parameters: { Target: { Type: 'String' } } });
    expect(wanted(report).lines).toContain(
      'role/pull as ci push app: unknown if whether the resource is ${app.Target}',
    );
    expect(wanted(report).lines).toContain(
      'repo:acme/app:pull_request as pull > ci push app: unknown if whether the resource is ${app.Target}',
    );
  });

  test('by a part that could not be read, has rows that say so', () => {
    const resources = {
      App: repository('app'),
      Pull: {
        ...role('pull', ofPulls),
        Properties: { ...(role('pull', ofPulls).Properties as object), ManagedPolicyArns: ['arn:aws:iam::1:policy/x'] },
      },
      Ci: role('ci', [allow('sts:AssumeRole', { AWS: account })], ...pushes),
    };
    const { lines } = wanted(reviewOf(resources));
    expect(lines).toContain(
      'role/pull push app: unknown if the attached policy arn:aws:iam::1:policy/x is in no template',
    );
    expect(lines.filter((line) => line.includes('role/pull as ci'))).toEqual([]);
  });

  test.each([
    ['that trusts its account', { AWS: '111111111111' }, undefined],
    ['that trusts an organization', '*', { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }],
  ])('in another account of the templates, %s', (_, principal, condition) => {
    const ci = role('ci', [allow('sts:AssumeRole', principal, condition)], ...pushes);
    const to = `arn:aws:iam::${account}:role/ci`;
    const env = { partition: 'aws', region: 'eu-west-1' };
    const template = (name: string, of: string, Resources: object) => ({
      name,
      file: `${name}.json`,
      body: { Resources },
      env: { ...env, account: of },
    });
    const report = reviewTemplates([
      template('build', '111111111111', { Pull: role('pull', ofPulls, assume(to)) }),
      template('app', account, { App: repository('app'), Ci: ci }),
    ]);
    const rest = condition ? 'conditional if aws:PrincipalOrgID is o-a1b2c3d4e5' : 'allowed';
    expect(wanted(report).lines).toContain(`arn:aws:iam::111111111111:role/pull as ci push app: ${rest}`);
    expect(wanted(report).findings).toEqual(['github-pull-request-pushes']);
  });
});

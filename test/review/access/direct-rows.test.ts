import {
  account,
  allow,
  allowOn,
  byService,
  document,
  login,
  ownLinesOf,
  pull,
  push,
  repository,
  reviewOf,
  role,
  type TemplateResource,
} from '../reviewed';

const lambda = byService('lambda.amazonaws.com');

/** The lines of a principal. */
function linesAbout(resources: Parameters<typeof reviewOf>[0], text: string, more: object = {}): string[] {
  return ownLinesOf(reviewOf(resources, more)).filter((line) => line.startsWith(text));
}

test('equal repositories whose tags differ have different access if a policy names a tag', () => {
  const tagged = (name: string) => {
    const one = repository(name);
    return { ...one, Properties: { ...(one.Properties as object), Tags: [{ Key: 'team', Value: 'blue' }] } };
  };
  const ci = role('ci', lambda, login, allowOn(push, '${aws:ResourceTag/team}'));
  expect(linesAbout({ App: tagged('app'), Blue: tagged('blue'), Ci: ci }, 'role/ci')).toEqual([
    'role/ci push blue: allowed',
  ]);
});

test('a role is not confused with another of its account if the account in a policy is not known', () => {
  const named = { 'Fn::Sub': 'arn:aws:iam::${Owner}:role/ci' };
  const resources = {
    App: repository('app', allow(['ecr:ListImages'], { AWS: named })),
    Other: role('other', lambda),
    Ci: role('ci', lambda),
  };
  const more = { Parameters: { Owner: { Type: 'String' } } };
  expect(linesAbout(resources, 'role/', more)).toEqual([
    'role/ci list app: unknown if whether the principal is arn:aws:iam::${app.Owner}:role/ci',
  ]);
});

const list = ['ecr:ListImages'];
const open = { Parameters: { Value: { Type: 'String' } } };

/** A resource with further properties. */
function having(resource: TemplateResource, properties: object): TemplateResource {
  return { ...resource, Properties: { ...(resource.Properties as object), ...properties } };
}

describe('a name from a tag of the caller', () => {
  const ofTeam = allowOn(list, '${aws:PrincipalTag/team}');
  const condition = `the resource is arn:aws:ecr:eu-west-1:${account}:repository/\${aws:PrincipalTag/team}`;
  const dev = (tags: object[], trust: object[] = lambda, ...statements: object[]) =>
    having(role('dev', trust, ofTeam, ...statements), { Tags: tags });
  const blue = { Key: 'team', Value: 'blue' };

  test.each<[string, TemplateResource, string[]]>([
    ['is open', dev([]), [`role/dev list app: conditional if ${condition}`]],
    [
      'is open beside a statement about something else',
      dev([], lambda, { Effect: 'Allow', Action: 'ecr:DescribeRegistry', Resource: '*' }),
      [`role/dev list app: conditional if ${condition}`],
    ],
    ['is the one of the template', dev([blue]), []],
    [
      'is that of the template, and the repository has it',
      dev([{ Key: 'Team', Value: 'app' }]),
      ['role/dev list app: allowed'],
    ],
    [
      'may come from the session',
      dev([blue], [allow(['sts:AssumeRole', 'sts:TagSession'], { Service: 'lambda.amazonaws.com' })]),
      [`role/dev list app: conditional if ${condition}`],
    ],
    [
      'is known at deploy',
      dev([{ Key: 'team', Value: { Ref: 'Value' } }]),
      [`role/dev list app: unknown if whether ${condition}`],
    ],
  ])('%s', (_, dev_, lines) => {
    expect(linesAbout({ App: repository('app'), Dev: dev_ }, 'role/', open)).toEqual(lines);
  });

  test('is the one of a user', () => {
    const user = {
      Type: 'AWS::IAM::User',
      Properties: {
        UserName: 'app',
        Policies: [{ PolicyName: 'own', PolicyDocument: document([allowOn(list, '${aws:username}')]) }],
      },
    };
    expect(linesAbout({ App: repository('app'), Ann: user }, 'user/')).toEqual(['user/app list app: allowed']);
    const role_ = role('app', lambda, allowOn(list, '${aws:username}'));
    expect(linesAbout({ App: repository('app'), Role: role_ }, 'role/')).toEqual([]);
  });
});

describe('a policy that grants anyone access under a condition', () => {
  const organization = { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } };
  const App = repository('app', allow(pull, '*', organization));
  const ofOrganization = 'aws:PrincipalOrgID is o-a1b2c3d4e5';
  const anyone = `* pull app: conditional if ${ofOrganization} and the caller's account allows it by its own policy, if it is another account`;

  test('grants each role and user of the account access, except for the login', () => {
    const user = { Type: 'AWS::IAM::User', Properties: { UserName: 'ann' } };
    expect(ownLinesOf(reviewOf({ App, Plain: role('plain', []), Ci: role('ci', [], login), Ann: user }))).toEqual([
      `user/ann pull app: conditional if ${ofOrganization} and its own policies allow ecr:GetAuthorizationToken`,
      `role/ci pull app: conditional if ${ofOrganization}`,
      `role/plain pull app: conditional if ${ofOrganization} and its own policies allow ecr:GetAuthorizationToken`,
      anyone,
    ]);
  });

  test('grants nothing to a role whose policies deny it or deny the login', () => {
    const denied = (action: string) => role('denied', [], { Effect: 'Deny', Action: action, Resource: '*' });
    for (const action of ['ecr:BatchGetImage', 'ecr:Get*', 'ecr:GetAuthorizationToken', '*']) {
      expect(ownLinesOf(reviewOf({ App, Denied: denied(action) }))).toEqual([anyone]);
    }
  });

  test('grants nothing to a role that the policy denies', () => {
    const deny = { Effect: 'Deny', Principal: { AWS: `arn:aws:iam::${account}:role/ci` }, Action: pull };
    const resources = {
      App: repository('app', allow(list, '*'), allow(pull, '*', organization), deny),
      Ci: role('ci', [], login),
    };
    const except = `unless a statement of the repository's policy denies it to arn:aws:iam::${account}:role/ci`;
    expect(ownLinesOf(reviewOf(resources))).toEqual([
      'role/ci list app: allowed',
      `* list app: allowed if the caller's account allows it by its own policy, if it is another account and ${except}`,
      `${anyone} and ${except}`,
    ]);
  });

  test('grants a role access if its ARN meets the condition', () => {
    const byArn = allow(list, '*', { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::*:role/ci` } });
    const resources = { App: repository('app', byArn), Ci: role('ci', []), Dev: role('dev', []) };
    expect(linesAbout(resources, 'role/')).toEqual(['role/ci list app: allowed']);
  });
});

test('a boundary limits a policy that names the role, and the policies of the role', () => {
  const bounded = (name: string, ...statements: object[]) =>
    having(role(name, [], ...statements), { PermissionsBoundary: { Ref: 'Limit' } });
  const limit = document([{ Effect: 'Allow', Action: 'ecr:BatchDeleteImage', Resource: '*' }]);
  const resources = {
    App: repository('app', allow([...list, 'ecr:BatchDeleteImage'], { AWS: `arn:aws:iam::${account}:role/named` })),
    Limit: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: limit } },
    Named: bounded('named'),
    Own: bounded('own', allowOn([...list, 'ecr:BatchDeleteImage'], 'app')),
  };
  expect(linesAbout(resources, 'role/')).toEqual(['role/named delete app: allowed', 'role/own delete app: allowed']);
});

test('access is unknown under a boundary that is in no template', () => {
  const ci = having(role('ci', [], allowOn(list, 'app')), { PermissionsBoundary: `arn:aws:iam::${account}:policy/x` });
  expect(linesAbout({ App: repository('app'), Ci: ci }, 'role/')).toEqual([
    `role/ci list app: unknown if what the permission boundary of arn:aws:iam::${account}:role/ci allows`,
  ]);
});

test('a statement of NotResource is about every other repository', () => {
  const but = (...names: string[]) => ({
    Effect: 'Allow',
    Action: list,
    NotResource: names.map((name) => `arn:aws:ecr:eu-west-1:${account}:repository/${name}`),
  });
  const resources = (...statements: object[]) => ({
    App: repository('app'),
    Web: repository('web'),
    Ci: role('ci', [], ...statements),
  });
  expect(linesAbout(resources(but('app')), 'role/')).toEqual(['role/ci list web: allowed']);
  expect(linesAbout(resources(but('a*', 'x')), 'role/')).toEqual(['role/ci list web: allowed']);
  expect(linesAbout(resources(but('other')), 'role/')).toEqual([
    'role/ci list app: allowed',
    'role/ci list web: allowed',
  ]);
  const denied = { ...but('app'), Effect: 'Deny' };
  expect(linesAbout(resources(denied, { Effect: 'Allow', Action: list, Resource: '*' }), 'role/')).toEqual([
    'role/ci list app: allowed',
  ]);
});

describe('a group', () => {
  const group = (...statements: object[]) => ({
    Type: 'AWS::IAM::Group',
    Properties: { GroupName: 'devs', Policies: [{ PolicyName: 'own', PolicyDocument: document(statements) }] },
  });
  const user = { Type: 'AWS::IAM::User', Properties: { UserName: 'ann', Groups: [{ Ref: 'Devs' }] } };

  test('without users in the templates may have members', () => {
    const resources = { App: repository('app'), Devs: group(login, allowOn(pull, 'app')) };
    expect(ownLinesOf(reviewOf(resources))).toEqual(['members of group devs pull app: allowed']);
  });

  test('gives its users its access and its denies', () => {
    const resources = { App: repository('app'), Devs: group(allowOn(list, 'app')), Ann: user };
    expect(ownLinesOf(reviewOf(resources))).toEqual(['user/ann list app: allowed']);
    const denies = { ...resources, Devs: group(allowOn(list, 'app'), { Effect: 'Deny', Action: '*', Resource: '*' }) };
    expect(ownLinesOf(reviewOf(denies))).toEqual([]);
  });
});

test('an attached policy that is in no template may allow anything that no statement denies', () => {
  const ci = having(role('ci', [], { Effect: 'Deny', NotAction: 'ecr:ListImages', Resource: '*' }), {
    ManagedPolicyArns: [`arn:aws:iam::${account}:policy/other`],
  });
  expect(linesAbout({ App: repository('app'), Ci: ci }, 'role/')).toEqual([
    `role/ci list app: unknown if the attached policy arn:aws:iam::${account}:policy/other is in no template`,
  ]);
});

test('the access of a principal whose account comes from a parameter is unknown', () => {
  const named = { AWS: { 'Fn::Sub': 'arn:aws:iam::${Value}:root' } };
  expect(ownLinesOf(reviewOf({ App: repository('app', allow(list, named)) }, open))).toEqual([
    'arn:aws:iam::${app.Value}:root list app: unknown if which account ${app.Value} is and account ${app.Value} allows it by its own policy',
  ]);
});

test('ten repositories with the same row share it, and nine have a row each', () => {
  const names = Array.from('abcdefghij');
  const some = (count: number) =>
    Object.fromEntries(names.slice(0, count).map((name) => [name.toUpperCase(), repository(name)]));
  const ci = role('ci', [], { Effect: 'Allow', Action: list, Resource: `arn:aws:ecr:*:*:repository/?` });
  const rowsOf = (count: number) =>
    reviewOf({ ...some(count), Ci: ci }).access.filter(({ outside }) => outside !== true);
  expect(rowsOf(9).map(({ repository: name, alike }) => [name, alike])).toEqual(
    names.slice(0, 9).map((name) => [name, undefined]),
  );
  expect(rowsOf(10).map(({ repository: name, alike = [] }) => [name, ...alike.map((one) => one.name)])).toEqual([
    names,
  ]);
});

test.each<[string, string, string[]]>([
  ['a service alone', 'arn:aws:ecr', ['role/ci list app: allowed']],
  ['a service and a Region', 'arn:aws:ecr:us-east-1', []],
  [
    'a part that may stand for several, or for one',
    'arn:aws:ecr:*repository/app',
    ['role/ci list app: unknown if whether the resource is arn:aws:ecr:*repository/app'],
  ],
  [
    'a variable before the resource, which IAM does not fill in',
    'arn:aws:ecr:eu-west-1:${aws:PrincipalAccount}:repository/app',
    [
      'role/ci list app: unknown if whether the resource is arn:aws:ecr:eu-west-1:${aws:PrincipalAccount}:repository/app',
    ],
  ],
])('an ARN with %s', (_, resource, lines) => {
  const ci = role('ci', [], { Effect: 'Allow', Action: list, Resource: resource });
  expect(linesAbout({ App: repository('app'), Ci: ci }, 'role/')).toEqual(lines);
});

test('an operation is denied if one of its actions is denied, even if another is unknown', () => {
  const resource = { 'Fn::Sub': `arn:aws:ecr:eu-west-1:${account}:repository/\${Value}` };
  const half = { Effect: 'Allow', Action: 'ecr:BatchGetImage', Resource: resource };
  expect(linesAbout({ App: repository('app'), Ci: role('ci', [], login, half) }, 'role/', open)).toEqual([]);
  const whole = { ...half, Action: pull };
  expect(linesAbout({ App: repository('app'), Ci: role('ci', [], login, whole) }, 'role/', open)).toEqual([
    `role/ci pull app: unknown if whether the resource is arn:aws:ecr:eu-west-1:${account}:repository/\${app.Value}`,
  ]);
});

describe('a role whose name CloudFormation generates', () => {
  const arn = (end: string) => `arn:aws:iam::${account}:role/${end}`;
  const named = (principal: object, effect: 'Allow' | 'Deny' = 'Allow') => ({
    App: repository('app', { ...allow(list, principal), Effect: effect }),
    Ci: having(role('ci', lambda, ...(effect === 'Deny' ? [allowOn(list, '*')] : [])), { RoleName: undefined }),
  });

  test('is no role that a policy names by a chosen name', () => {
    expect(linesAbout(named({ AWS: arn('contributor-prod-alice') }), 'role/${')).toEqual([]);
    expect(linesAbout(named({ AWS: arn('team/alice') }), 'role/${')).toEqual([]);
    expect(linesAbout(named({ AWS: `arn:aws:iam::${account}:user/alice` }), 'role/${')).toEqual([]);
    expect(
      linesAbout(named({ AWS: `arn:aws:sts::${account}:assumed-role/alice/session-1ABCDEFGHIJK` }), 'role/${'),
    ).toEqual([]);
  });

  test('is not denied by a statement about a chosen name', () => {
    expect(linesAbout(named({ AWS: arn('contributor-prod-alice') }, 'Deny'), 'role/${')).toEqual([
      'role/${app.Ci} list app: allowed',
    ]);
  });

  test.each([
    ['a name of the same form', arn('app-Ci-1ABCDEFGHIJKL')],
    ['a name of a parameter', { 'Fn::Sub': arn('${Value}') }],
  ])('may be %s', (_, principal) => {
    expect(
      linesAbout(named({ AWS: principal }), 'role/${app.Ci}', open).map((line) => line.replace(/ if .*/, '')),
    ).toEqual(['role/${app.Ci} list app: unknown']);
  });

  test('may match a pattern of names', () => {
    const condition = { ArnLike: { 'aws:PrincipalArn': arn('contributor-*') } };
    const resources = named({ AWS: '*' });
    const app = repository('app', { ...allow(list, { AWS: '*' }), Condition: condition });
    expect(linesAbout({ ...resources, App: app }, 'role/${').map((line) => line.replace(/ if .*/, ''))).toEqual([
      'role/${app.Ci} list app: unknown',
    ]);
  });

  test('has a chosen name if its template sets one from a parameter', () => {
    const resources = named({ AWS: arn('alice') });
    const ci = having(role('ci', lambda), { RoleName: { Ref: 'Value' } });
    expect(linesAbout({ ...resources, Ci: ci }, 'role/${', open).map((line) => line.replace(/ if .*/, ''))).toEqual([
      'role/${app.Value} list app: unknown',
    ]);
  });
});

import { evaluate, type Policies, type Verdict } from '../../../lib/review/evaluation/access-evaluator';
import { unresolved } from '../../../lib/review/texts/symbolic-text';
import { type Statement } from '../../../lib/review/templates/template-graph';
import {
  account,
  allow,
  aws,
  deny,
  otherAccount,
  request,
  role,
  root,
  session,
  user,
  when,
} from './evaluator-requests';

type Decision = Verdict['decision'];
const nobody = { identity: [] };
const service = 'lambda.amazonaws.com';

function decisionOf(value: string, policies: Policies): Decision {
  const type = value === service ? 'Service' : value.includes('oidc-provider') ? 'Federated' : 'AWS';
  return evaluate(request({ value, type }), policies).decision;
}

describe('one account', () => {
  test('either side allows', () => {
    expect(decisionOf(role, { identity: [allow()] })).toBe('allowed');
    expect(decisionOf(role, { ...nobody, resource: [allow(aws(role))] })).toBe('allowed');
    expect(evaluate(request(), nobody)).toEqual({ decision: 'denied', conditions: [], statements: [] });
    expect(decisionOf(role, {})).toBe('denied');
  });

  test.each([
    ['identity', { identity: [allow(), deny()] }],
    ['repository', { identity: [allow()], resource: [deny(aws('*'))] }],
    ['boundary', { ...nobody, resource: [allow(aws(user))], boundary: [allow(), deny()] }],
  ] as const)('a Deny of the %s wins', (_, policies) => {
    const verdict = evaluate(request({ value: user }), policies);
    expect(verdict.decision).toBe('denied');
    expect(verdict.statements.map(({ effect }) => effect)).toEqual(['Deny']);
  });

  test('the account alone leaves it to the policies of its principals', () => {
    for (const named of [account, root]) {
      expect(decisionOf(role, { ...nobody, resource: [allow(aws(named))] })).toBe('denied');
      expect(decisionOf(role, { identity: [allow()], resource: [allow(aws(named))] })).toBe('allowed');
    }
  });
});

describe('who is named', () => {
  const pathRole = `arn:aws:iam::${account}:role/team/ci`;
  const named: readonly (readonly [statement: Partial<Statement>, caller: string, decision: Decision])[] = [
    [{ principals: [{ type: '*', value: '*' }] }, role, 'allowed'],
    [aws('*'), service, 'allowed'],
    [aws(role), session, 'allowed'],
    [aws(pathRole), session, 'allowed'],
    [aws(pathRole), role, 'denied'],
    [aws(session), session, 'allowed'],
    [aws(session), session.replace('run-1', 'run-2'), 'denied'],
    [aws(session), role, 'conditional'],
    [aws(session.replace(':assumed-role/ci/', ':assumed-role/other/')), role, 'denied'],
    [aws(role.replace('ci', '*')), role, 'denied'],
    [aws(user), user, 'allowed'],
    [aws(user), role, 'denied'],
    [aws('AROAEXAMPLEEXAMPLE123'), role, 'unknown'],
    [aws(unresolved('Principal')), role, 'unknown'],
    [aws(unresolved('Principal')), service, 'unknown'],
    [aws(unresolved('AWS::AccountId')), role, 'denied'],
    [aws(unresolved('Set.AWS::AccountId')), service, 'denied'],
    [aws(`arn:aws:iam::${unresolved('AWS::AccountId')}:role/ci`), session, 'unknown'],
    [aws(`arn:aws:iam::${account}:role/${unresolved('Role')}`), session, 'unknown'],
    [aws(`arn:aws:iam::${account}:role/${unresolved('Role')}-x`), session, 'denied'],
    [aws(`arn:aws:iam::${account}:${unresolved('Rest')}`), session, 'unknown'],
    [aws(`arn:aws:sts::${account}:assumed-role/${unresolved('Session')}`), role, 'unknown'],
    [{ principals: [{ type: 'Service', value: service }] }, service, 'allowed'],
    [{ principals: [{ type: 'Service', value: 'ecs.amazonaws.com' }] }, service, 'denied'],
    [{ principals: [{ type: 'Service', value: service }] }, role, 'denied'],
    [{ principals: [{ type: 'CanonicalUser', value: role }] }, role, 'denied'],
    [{}, role, 'unknown'],
    [{ notPrincipals: [{ type: 'AWS', value: user }] }, role, 'allowed'],
    [{ notPrincipals: [{ type: '*', value: '*' }] }, role, 'denied'],
  ];

  test.each(named)('%j: %s is %s', (statement, caller, decision) => {
    expect(decisionOf(caller, { ...nobody, resource: [allow(statement)] })).toBe(decision);
  });

  test('a session of a role is said', () => {
    const { conditions } = evaluate(request(), { ...nobody, resource: [allow(aws(session))] });
    expect(conditions).toEqual([`the session is ${session}`]);
  });

  test('a Deny with NotPrincipal spares who is listed with its account', () => {
    const but = (...values: string[]): Policies => ({
      identity: [allow()],
      resource: [deny({ notPrincipals: aws(...values).principals ?? [] })],
    });
    expect(decisionOf(role, but(user))).toBe('denied');
    expect(decisionOf(role, but(role, root))).toBe('allowed');
    expect(decisionOf(role, but('*'))).toBe('allowed');
    expect(decisionOf(session, but(session, role, root))).toBe('allowed');
    expect(evaluate(request(), but(role))).toMatchObject({
      decision: 'unknown',
      conditions: ['whether NotPrincipal exempts it, which requires its account, role and session'],
    });
    expect(decisionOf(role, { ...but(role, root), boundary: [allow()] })).toBe('denied');
  });
});

describe('a permission boundary', () => {
  test('limits what the identity is allowed', () => {
    expect(decisionOf(role, { identity: [allow()], boundary: [allow()] })).toBe('allowed');
    expect(decisionOf(role, { identity: [allow()], boundary: [] })).toBe('denied');
    expect(decisionOf(role, { identity: [], boundary: [allow()] })).toBe('denied');
  });

  test.each([
    [role, role, 'denied'],
    [session, role, 'denied'],
    [session, session, 'allowed'],
    [user, user, 'allowed'],
    [role, '*', 'allowed'],
  ] as const)('leaves %s what the repository allows %s: %s', (caller, named, decision) => {
    expect(decisionOf(caller, { ...nobody, resource: [allow(aws(named))], boundary: [] })).toBe(decision);
  });

  test('that is in no template leaves it unknown', () => {
    expect(evaluate(request(), { identity: [allow()], boundary: 'unknown' })).toMatchObject({
      decision: 'unknown',
      conditions: [`what the permission boundary of ${role} allows`],
    });
    expect(decisionOf(user, { resource: [allow(aws(user))], boundary: 'unknown' })).toBe('allowed');
    expect(decisionOf(role, { identity: [allow(), deny()], boundary: 'unknown' })).toBe('denied');
  });
});

describe('another account', () => {
  const stranger = role.replace(account, otherAccount);

  test('both sides have to allow', () => {
    const resource = [allow(aws(stranger))];
    expect(decisionOf(stranger, { identity: [allow()], resource })).toBe('allowed');
    expect(decisionOf(stranger, { identity: [], resource })).toBe('denied');
    expect(decisionOf(stranger, { identity: [allow()] })).toBe('denied');
    expect(decisionOf(stranger, { identity: [allow()], resource, boundary: [] })).toBe('denied');
    expect(decisionOf(stranger, { identity: [allow()], resource: [allow(aws(otherAccount))] })).toBe('allowed');
  });

  test('is checked against the repository alone if its policies are not known, and says so', () => {
    const own = `account ${otherAccount} allows it by its own policy`;
    expect(evaluate(request({ value: stranger }), { resource: [allow(aws(otherAccount))] })).toMatchObject({
      decision: 'allowed',
      conditions: [own],
    });
    const inOrganization = allow({ ...aws('*'), ...when('StringEquals', 'aws:PrincipalOrgID', 'o-a') });
    expect(evaluate(request({ value: stranger }), { resource: [inOrganization] })).toMatchObject({
      decision: 'conditional',
      conditions: ['aws:PrincipalOrgID is o-a', own],
    });
    expect(evaluate(request({ value: stranger }), { resource: [] })).toMatchObject({ decision: 'denied' });
    expect(evaluate(request({ value: '*', from: '' }), { resource: [allow(aws('*'))] }).conditions).toEqual([
      "the caller's account allows it by its own policy, if it is another account",
    ]);
  });

  test('an account that a parameter names is another one, unless the templates know its policies', () => {
    const somebody = request({ value: `arn:aws:iam::${unresolved('Account')}:role/ci`, from: unresolved('Account') });
    const resource = [allow(aws(unresolved('Account')))];
    expect(evaluate(somebody, { resource })).toMatchObject({
      decision: 'allowed',
      conditions: ['account ${Account} allows it by its own policy'],
    });
    expect(evaluate(somebody, { identity: [allow()] })).toMatchObject({
      decision: 'unknown',
      conditions: ['whether ${Account} is the account of the resource'],
    });
    expect(evaluate(somebody, { identity: [allow()], resource })).toMatchObject({
      decision: 'allowed',
      conditions: [],
    });
  });
});

describe('a service', () => {
  test('is allowed by the repository alone, under its conditions', () => {
    const resource = [
      allow({
        principals: [{ type: 'Service', value: service }],
        ...when('StringLike', 'aws:SourceArn', 'arn:aws:lambda:us-east-1:222222222222:function:*'),
      }),
    ];
    expect(evaluate(request({ value: service, type: 'Service' }), { resource })).toMatchObject({
      decision: 'conditional',
      conditions: ['aws:SourceArn is like arn:aws:lambda:us-east-1:222222222222:function:*'],
    });
    expect(decisionOf(service, { identity: [allow()] })).toBe('denied');
  });
});

describe('a role', () => {
  const target = `arn:aws:iam::${account}:role/deployer`;
  const assume = { action: 'sts:AssumeRole', resource: { arn: target, account } };
  const mayAssume = { actions: ['sts:AssumeRole'], resources: [target] };

  test('is assumed only by principals that its trust policy names, possibly by their account', () => {
    const asks = (policies: Policies) => evaluate(request({}, assume), policies).decision;
    expect(asks({ identity: [allow(mayAssume)], resource: [] })).toBe('denied');
    expect(asks({ ...nobody, resource: [allow({ actions: ['sts:AssumeRole'], ...aws(role) })] })).toBe('allowed');
    const byAccount = [allow({ actions: ['sts:AssumeRole'], ...aws(root) })];
    expect(asks({ ...nobody, resource: byAccount })).toBe('denied');
    expect(asks({ identity: [allow(mayAssume)], resource: byAccount })).toBe('allowed');
    expect(asks({ identity: [allow(mayAssume)] })).toBe('unknown');
    expect(asks({ identity: [deny(mayAssume)] })).toBe('denied');
  });

  test('is assumed by a run with its subject, and by no other', () => {
    const provider = `arn:aws:iam::${account}:oidc-provider/ci.example.com`;
    const trust = allow({
      actions: ['sts:AssumeRoleWithWebIdentity'],
      principals: [{ type: 'Federated', value: provider }],
      ...when('StringLike', 'ci.example.com:sub', 'repo:acme/app:*'),
    });
    const run = (sub: string) => {
      const asked = { ...assume, action: 'sts:AssumeRoleWithWebIdentity', context: { 'ci.example.com:sub': [sub] } };
      return evaluate(request({ value: provider, type: 'Federated' }, asked), { resource: [trust] }).decision;
    };
    expect(run('repo:acme/app:ref:refs/heads/main')).toBe('allowed');
    expect(run('repo:acme/app-2:ref:refs/heads/main')).toBe('denied');
  });
});

describe('several statements', () => {
  const inOrganization = when('StringEquals', 'aws:PrincipalOrgID', 'o-a');
  const outsideOrganization = when('StringNotEquals', 'aws:PrincipalOrgID', 'o-a');
  const ofTeam = when('StringEquals', 'aws:PrincipalTag/team', 'app');
  const both = { conditions: [...inOrganization.conditions, ...ofTeam.conditions] };
  const isOrganization = 'aws:PrincipalOrgID is o-a';
  const isTeam = 'aws:PrincipalTag/team is app';

  type Row = readonly [name: string, statements: readonly Statement[], decision: Decision, conditions: string[]];
  const rows: readonly Row[] = [
    ['all conditions of one', [allow(both)], 'conditional', [isOrganization, isTeam]],
    ['either of two', [allow(inOrganization), allow(ofTeam)], 'conditional', [`${isOrganization} or ${isTeam}`]],
    ['the same twice', [allow(ofTeam), allow(ofTeam)], 'conditional', [isTeam]],
    ['one without conditions', [allow(ofTeam), allow()], 'allowed', []],
    ['a Deny with two', [allow(), deny(both)], 'conditional', [`unless ${isOrganization} and ${isTeam}`]],
    [
      'two Denies',
      [allow(), deny(inOrganization), deny(ofTeam)],
      'conditional',
      [`unless ${isOrganization}`, `unless ${isTeam}`],
    ],
    ['a Deny of what is allowed', [allow(ofTeam), deny(ofTeam)], 'denied', []],
    ['both branches of a template', [allow({ when: ['IsProd'] }), allow({ when: ['not IsProd'] })], 'allowed', []],
    ['a condition and its opposite', [allow(outsideOrganization), allow(inOrganization)], 'allowed', []],
    ['its opposite and a condition', [allow(inOrganization), allow(outsideOrganization)], 'allowed', []],
    ['a Deny in one branch', [allow(), deny({ when: ['IsProd'] })], 'conditional', ['template condition not IsProd']],
    ['an Allow and a Deny in one branch', [allow({ when: ['IsProd'] }), deny({ when: ['IsProd'] })], 'denied', []],
    ['a Deny that may be', [allow(), deny({ unreadable: 'its action' })], 'unknown', ['its action']],
    ['an Allow that may be, and a Deny', [allow({ unreadable: 'its action' }), deny()], 'denied', []],
    ['an Allow that may be, and one that is', [allow({ unreadable: 'its action' }), allow()], 'allowed', []],
    ['an Allow that may be wider', [allow({ unreadable: 'its action' }), allow(ofTeam)], 'unknown', ['its action']],
    ['a Deny that may be, of nothing', [deny({ unreadable: 'its action' })], 'denied', []],
  ];

  test.each(rows)('%s', (_, identity, decision, conditions) => {
    expect(evaluate(request(), { identity })).toMatchObject({ decision, conditions });
  });

  test('in words, `and` and `or` do not mix', () => {
    const { conditions } = evaluate(request(), { identity: [allow(both), allow(when('Bool', 'aws:x', 'true'))] });
    expect(conditions).toEqual([`(${isOrganization} and ${isTeam}) or aws:x is true`]);
  });

  test('more than anybody reads is counted', () => {
    const numbers = Array.from({ length: 60 }, (_, index) => `aws:PrincipalTag/${index}`);
    const denials = numbers.map((key) => deny(when('StringEquals', key, 'x')));
    const { conditions } = evaluate(request(), { identity: [allow(), ...denials] });
    expect(conditions).toHaveLength(51);
    expect(conditions.at(-1)).toBe('10 more');
  });

  test('the statements that decide come with it, the first allowing one first', () => {
    const [first, second, third] = [allow(inOrganization), allow(ofTeam), deny(when('Bool', 'aws:x', 'true'))];
    const other = allow({ actions: ['s3:*'] });
    expect(evaluate(request(), { identity: [other, third, first, second] }).statements).toEqual([first, second, third]);
    const sure = allow();
    expect(evaluate(request(), { identity: [other, first, sure] }).statements).toEqual([sure]);
  });
});

test('a statement that could not be read may be about anything', () => {
  const { effect, conditions, source, when: branch } = allow();
  const unread: Statement = {
    effect,
    conditions,
    source,
    when: branch,
    unreadable: 'the policy is known only at deploy',
  };
  const unknown = { decision: 'unknown', conditions: ['the policy is known only at deploy'] };
  expect(evaluate(request(), { identity: [unread] })).toMatchObject(unknown);
  expect(evaluate(request(), { identity: [], resource: [unread] })).toMatchObject(unknown);
  expect(evaluate(request(), { identity: [allow()], resource: [{ ...unread, effect: 'Deny' }] })).toMatchObject(
    unknown,
  );
  expect(decisionOf(role, { identity: [unread, allow()] })).toBe('allowed');
});

test('policies that are in no template leave it unknown', () => {
  expect(evaluate(request(), { identity: 'unknown' })).toMatchObject({
    decision: 'unknown',
    conditions: [`what the policies of ${role} allow`],
  });
  expect(decisionOf(role, { identity: 'unknown', resource: [allow(aws(role))] })).toBe('allowed');
  expect(decisionOf(role, { identity: 'unknown', resource: [deny(aws(role))] })).toBe('denied');
});

test('a Deny that surely holds wins over what is unknown', () => {
  const open = allow({ resources: [unresolved('Arn')] });
  expect(evaluate(request(), { identity: [open, deny({ resources: ['*'] })] })).toMatchObject({
    decision: 'denied',
    conditions: [],
  });
  expect(evaluate(request(), { identity: 'unknown', boundary: [deny()] }).decision).toBe('denied');
});

test('a Deny of one case of the template leaves the other case, in its own words', () => {
  const inOneCase = (condition: string) => ({ ...deny(), when: [condition] });
  const verdict = (condition: string) => evaluate(request(), { identity: [allow(), inOneCase(condition)] });
  expect(verdict('not IsProd')).toMatchObject({ decision: 'conditional', conditions: ['template condition IsProd'] });
  expect(verdict('IsProd')).toMatchObject({ decision: 'conditional', conditions: ['template condition not IsProd'] });
});

import { full, minimal, problemsIn } from '../../config-cases';

const role = (name: string) => ({ role: `arn:aws:iam::222222222222:role/${name}` });
const bob = { user: 'arn:aws:iam::222222222222:user/bob' };
const own = minimal.environments[0]?.account ?? '';

/** The problems of a config with one repository that says this. */
function problemsOf(repository: object, more: object = {}): string[] {
  return problemsIn({ ...minimal, ...more, repositories: [{ name: 'service', ...repository }] });
}

describe('consumers that are listed twice', () => {
  test.each(['pullers', 'pushers', 'onlyPushers', 'readers'])('fails when one of the %s does', (use) => {
    expect(problemsOf({ [use]: [role('ci'), bob, role('ci')] })).toEqual([
      `repositories[0].${use}[2]: must be listed once, got the same as repositories[0].${use}[0]. Remove it.`,
    ]);
  });

  test.each([
    ['keys in another order', 'tagged', { key: 'a', value: 'b', account: own }, { account: own, value: 'b', key: 'a' }],
    ['a lambda', 'lambda', { account: own }, { account: own }],
    ['a path with a slash more', 'organizationalUnit', unit(), `${unit()}/`],
  ])('fails when it is %s', (_, kind, one, again) => {
    expect(problemsOf({ pullers: [{ [kind]: one }, { [kind]: again }] })).toEqual([
      'repositories[0].pullers[1]: must be listed once, got the same as repositories[0].pullers[0]. Remove it.',
    ]);
  });

  test('a consumer that differs in one thing is another consumer', () => {
    const tag = { key: 'team', value: 'platform', account: '111111111111' };
    const pullers = [
      { account: '111111111111' },
      { lambda: { account: '111111111111' } },
      { codeBuild: { account: '111111111111' } },
      { lambda: { organization: 'o-a1b2c3d4e5' } },
      { organization: 'o-a1b2c3d4e5' },
      { tagged: tag },
      { tagged: { ...tag, value: 'Platform' } },
      { tagged: { ...tag, account: '222222222222' } },
    ];
    expect(problemsOf({ pullers, readers: pullers.slice(0, 1), pushers: pullers.slice(0, 1) })).toEqual([]);
  });
});

describe('pushers together with onlyPushers', () => {
  test('a consumer may be listed in both', () => {
    expect(problemsOf({ pushers: [role('ci')], onlyPushers: [bob, role('ci')] })).toEqual([]);
  });

  test('fails when a pusher is not one of onlyPushers, for each kind of consumer', () => {
    const pushers = [role('ci'), bob, { account: '111111111111' }, full.repositories[1]?.pushers?.[3]];
    const kept = 'All others are denied.';
    expect(problemsOf({ pushers, onlyPushers: [role('ci')] })).toEqual([
      `repositories[0].pushers[1]: must also be one of onlyPushers, got 'arn:aws:iam::222222222222:user/bob'. ${kept}`,
      `repositories[0].pushers[2]: must also be one of onlyPushers, got '111111111111'. ${kept}`,
      `repositories[0].pushers[3]: must also be one of onlyPushers, got a mapping. ${kept}`,
    ]);
  });

  test('consumers that pull or read are not excluded', () => {
    expect(problemsOf({ pullers: [bob], readers: [bob], onlyPushers: [role('ci')] })).toEqual([]);
  });
});

describe('the account that owns the repository', () => {
  const problem = `must be another account, got '${own}', which owns the repository. That grants no access. Name the roles of the account.`;
  const elsewhere = { name: 'test', account: '210987654321', region: 'us-east-1' };
  const environments = [...minimal.environments, elsewhere];

  test.each(['pullers', 'pushers', 'readers'])('fails when it is one of the %s', (use) => {
    expect(problemsOf({ [use]: [{ account: '111111111111' }, { account: own }] })).toEqual([
      `repositories[0].${use}[1].account: ${problem}`,
    ]);
  });

  test('it may be listed if the repository is in another account too', () => {
    expect(problemsOf({ pullers: [{ account: own }] }, { environments })).toEqual([]);
  });

  test('fails when the repository is in its account only', () => {
    const pullers = [{ account: own }];
    expect(problemsOf({ pullers, environments: ['prod'] }, { environments })).toEqual([
      `repositories[0].pullers[0].account: ${problem}`,
    ]);
    expect(problemsOf({ pullers, environments: ['test'] }, { environments })).toEqual([]);
  });

  test('its functions, builds and tagged principals may be listed', () => {
    const tagged = { key: 'team', value: 'platform', account: own };
    const kinds = [{ lambda: { account: own } }, { codeBuild: { account: own } }, { tagged }];
    expect(problemsOf({ pullers: kinds, readers: [{ tagged }] })).toEqual([]);
  });
});

test('contradictions come with all other problems', () => {
  const repository = { pushers: [bob, bob], onlyPushers: [role('ci')], pullers: [{ account: own }], nope: 1 };
  const lines = problemsOf(repository, { version: 2 });
  expect(lines.map((line) => line.split(': ')[0])).toEqual([
    'repositories[0]',
    'repositories[0].pullers[0].account',
    'repositories[0].pushers[0]',
    'repositories[0].pushers[1]',
    'repositories[0].pushers[1]',
    'version',
  ]);
});

function unit(): string {
  return 'o-a1b2c3d4e5/r-ab12/ou-ab12-11111111';
}

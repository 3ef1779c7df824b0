import { minimal, problemsIn, refuses } from '../../config-cases';

const assumedBy = 'arn:aws:iam::123456789012:role/user-services';
const gate = { maxSeverity: 'MEDIUM' };

function contributor(name: string, more: object = {}): object {
  return { name, repository: `incoming/${name}`, assumedBy, expiresAt: '2026-12-01T00:00:00Z', ...more };
}

const problemsOf = (contributors: unknown, more: object = {}) => problemsIn({ ...minimal, ...more, contributors });

refuses('contributors[0].name', [
  [undefined, 'is required'],
  [
    'a b',
    "must be the name of a session like 'alice' or 'alice@example.com', got 'a b'. Use 2 to 64 letters, digits and '+=,.@-_'",
  ],
  [
    'a'.repeat(47),
    `must be shorter, because the role name 'contributor-london-${'a'.repeat(47)}' has 66 characters. IAM accepts at most 64.`,
  ],
]);
refuses('contributors[0].expiresAt', [
  [undefined, 'is required'],
  ['2026-12-01', "must be an instant with a zone like '2026-11-21T12:00:00Z', got '2026-12-01'"],
  ['2026-03-01T00:00:00Z', "must be 2026-11-30 or later, got '2026-03-01T00:00:00Z'. An earlier time is past."],
  [
    '2035-01-01T00:00:00Z',
    "must be before 2028-11-30, got '2035-01-01T00:00:00Z'. That is two years after the release of this version. Choose an " +
      'earlier time, and extend it later with a newer version.',
  ],
]);
refuses('contributors[0].sessionMinutes', [
  [14, 'must be a whole number from 15 to 60, got the number 14'],
  [61, 'must be a whole number from 15 to 60, got the number 61'],
]);
refuses('contributors[0].assumedBy', [
  [
    'arn:aws:iam::123456789012:root',
    "must be the ARN of an IAM role such as 'arn:aws:iam::111122223333:role/name', got 'arn:aws:iam::123456789012:root'. Use account for every principal of an account.",
  ],
]);
refuses('contributors[0].allowPull', [['yes', "must be true or false, got 'yes'. Write true."]]);
refuses('contributors[1].gate', [['MEDIUM', "must be a mapping, got 'MEDIUM'"]]);
refuses('contributors[1].gate.maxSeverity', [
  [undefined, 'is required'],
  ['CRITICAL', "must be one of INFORMATIONAL, LOW, MEDIUM, HIGH, got 'CRITICAL'"],
]);
refuses('contributors[1].gate.waitAtMostMinutes', [[4, 'must be a whole number from 5 to 1440, got the number 4']]);
refuses('contributors[1].gate.exceptions[0].reason', [
  [undefined, 'is required'],
  [
    'fine',
    'must be a reason of 20 to 1000 characters, got 4. Explain why the finding does no harm, and who decided that.',
  ],
]);
refuses('contributors[1].gate.passUnscanned[0]', [
  ['SCRATCH', "must be one of UNSUPPORTED_IMAGE, IMAGE_SIZE_EXCEEDED, SCAN_ELIGIBILITY_EXPIRED, got 'SCRATCH'"],
  [
    'SCAN_ELIGIBILITY_EXPIRED',
    "must be one of UNSUPPORTED_IMAGE, IMAGE_SIZE_EXCEEDED with basic scanning, got 'SCAN_ELIGIBILITY_EXPIRED'",
  ],
]);
refuses('contributors[1].approval.waitAtMostHours', [[0, 'must be a whole number from 1 to 7200, got the number 0']]);
refuses('contributors[1].externalId', [
  [
    'short',
    "must be an external id of at least 16 characters that is hard to guess, got 5. Create one with 'openssl rand -hex 16'.",
  ],
]);

test('fails when a gate excepts a finding twice, and when it excepts more than a reviewer reads', () => {
  const exception = { cve: 'CVE-2026-12345', reason: 'The library is not reachable.', until: '2027-01-01T00:00:00Z' };
  const many = Array.from({ length: 101 }, (_, index) => ({ ...exception, cve: `CVE-2026-${10_000 + index}` }));
  const problems = problemsIn({
    ...minimal,
    contributors: [
      contributor('alice', { gate: { ...gate, exceptions: [exception, exception] }, promoteTo: 'approved/alice' }),
      contributor('bob', { gate: { ...gate, exceptions: many }, promoteTo: 'approved/bob' }),
      contributor('eve', { gate: { ...gate, exceptions: [null, 'x'] }, promoteTo: 'approved/eve' }),
    ],
  });
  expect(problems).toEqual([
    "contributors[0].gate.exceptions[1].cve: must be excepted once, got 'CVE-2026-12345' again. `exceptions[0]` has it already.",
    'contributors[1].gate.exceptions: must list at most 100 exceptions, got 101. Fix the findings that most images share.',
    'contributors[2].gate.exceptions[0]: must be a mapping, got nothing',
    "contributors[2].gate.exceptions[1]: must be a mapping, got 'x'",
  ]);
});

test('fails when a gate has no repository to promote to, and the other way round', () => {
  expect(
    problemsOf([
      contributor('alice', { gate }),
      contributor('bob', { promoteTo: 'approved/bob' }),
      contributor('eve', { approval: { waitAtMostHours: 1 } }),
      contributor('ann', { buildImage: '123456789012.dkr.ecr.us-east-1.amazonaws.com/regctl:1' }),
    ]),
  ).toEqual([
    'contributors[0].promoteTo: is required with gate',
    'contributors[1].gate: is required with promoteTo',
    'contributors[2].promoteTo: is required with approval',
    'contributors[3].promoteTo: is required with buildImage',
  ]);
});

test('fails when images would be promoted to their source repository, or to one that others push to', () => {
  expect(
    problemsOf([
      contributor('alice', { gate, promoteTo: 'incoming/alice' }),
      contributor('bob', { gate, promoteTo: 'incoming/alice' }),
    ]),
  ).toEqual([
    "contributors[0].promoteTo: must not be the repository that the contributor pushes to, got 'incoming/alice' for both. Choose another one.",
    "contributors[1].promoteTo: must not be the repository of another contributor, got 'incoming/alice', which contributors[0] has too. Choose another one.",
    "contributors[1].promoteTo: must be a repository that no contributor pushes to, got 'incoming/alice', which contributors[0] pushes to. Choose another one.",
  ]);
});

test('fails when contributors share a name or a repository', () => {
  expect(
    problemsOf([
      contributor('alice', { gate, promoteTo: 'approved' }),
      contributor('Alice', { repository: 'incoming/alice', gate, promoteTo: 'approved' }),
    ]),
  ).toEqual([
    "contributors[1].name: must be unique, got 'Alice', which contributors[0] has too. Choose another name. Upper and lower case count as equal.",
    "contributors[1].promoteTo: must not be the repository of another contributor, got 'approved', which contributors[0] has too. Choose another one.",
    "contributors[1].repository: must not be the repository of another contributor, got 'incoming/alice', which contributors[0] has too. Choose another one.",
  ]);
});

test('fails when a listed repository is not in the environments of its contributor', () => {
  const environments = [
    { name: 'prod', account: '123456789012', region: 'us-east-1' },
    { name: 'test', account: '210987654321', region: 'us-east-1' },
  ];
  const repositories = [{ name: 'incoming/alice', environments: ['prod'] }];
  const [alice, here] = [contributor('alice'), contributor('alice', { environments: ['prod'] })];
  expect(problemsOf([alice], { environments, repositories })).toEqual([
    "contributors[0].repository: repository 'incoming/alice' is not deployed to test. Add test to its environments, or remove test from those of the contributor.",
  ]);
  expect(problemsOf([here], { environments, repositories })).toEqual([]);
});

test('fails when an environment is none of the file', () => {
  expect(problemsOf([contributor('alice', { environments: ['nope'] })])).toEqual([
    "contributors[0].environments[0]: must be the name of an environment of this file, got 'nope'",
  ]);
});

test('deployments require an approved repository, change what runs, and are in environments of the contributor', () => {
  expect(problemsOf([contributor('alice', { deploys: [{ lambda: 'f' }] })])).toEqual([
    'contributors[0].promoteTo: is required with deploys',
  ]);
  const promoted = (deploy: object) =>
    problemsOf([contributor('alice', { promoteTo: 'approved/alice', gate, deploys: [deploy] })]);
  expect(promoted({ cluster: 'pizza', service: 'web', restart: true })).toEqual([
    'contributors[0].deploys[0].restart: must not be set for a contributor. No tag of an approved image moves, so the tasks would ' +
      'start with the image from before. Leave `restart` out.',
  ]);
  expect(promoted({ lambda: 'f', environments: ['tokyo'] })).toEqual([
    "contributors[0].deploys[0].environments[0]: must be the name of an environment of this file, got 'tokyo'",
  ]);
});

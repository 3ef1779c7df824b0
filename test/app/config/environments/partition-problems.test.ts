import { partitionProblems } from '../../../../lib/app/config/environments/partition-problems';
import { type RegistryConfig } from '../../../../lib/app/config/schema';

const environments = [
  { name: 'prod', account: '111111111111', region: 'us-east-1' },
  { name: 'china', account: '222222222222', region: 'cn-north-1' },
];
const role = (partition: string) => `arn:${partition}:iam::333333333333:role/app`;

function problems(parts: object): unknown {
  return partitionProblems({ version: 1, environments, repositories: [], ...parts } as unknown as RegistryConfig);
}

const message = (arn: string, partition: string, environment: string) =>
  `must be in partition '${partition}' of environment '${environment}', got '${arn}'. AWS connects nothing across partitions.`;

test('an ARN of the partition of each environment has no problem', () => {
  expect(
    problems({
      repositories: [
        { name: 'a', environments: ['prod'], pullers: [{ role: role('aws') }] },
        { name: 'b', environments: ['china'], pushers: [{ role: role('aws-cn') }] },
      ],
    }),
  ).toEqual([]);
});

test('C1: a role of another partition is a problem at its path', () => {
  const repository = {
    name: 'a',
    environments: ['prod'],
    pullers: [{ organization: 'o-1' }, { role: role('aws-cn') }],
  };
  expect(problems({ repositories: [repository] })).toEqual([
    { path: 'repositories[0].pullers[1].role', message: message(role('aws-cn'), 'aws', 'prod') },
  ]);
});

test('settings of one environment do not hide a consumer of all environments, which is added to them', () => {
  const repository = {
    name: 'a',
    pullers: [{ role: role('aws') }],
    perEnvironment: { china: { retention: { keepNewest: 3 } } },
  };
  expect(problems({ repositories: [repository] })).toEqual([
    { path: 'repositories[0].pullers[0].role', message: message(role('aws'), 'aws-cn', 'china') },
  ]);
});

test('an ARN of a part in two partitions is a problem in one of them', () => {
  expect(problems({ repositories: [{ name: 'a', pullers: [{ role: role('aws') }] }] })).toEqual([
    { path: 'repositories[0].pullers[0].role', message: message(role('aws'), 'aws-cn', 'china') },
  ]);
});

test('C17: connections, topics and roles of builds, publishers and contributors are read too', () => {
  const repositories = [{ name: 'a', environments: ['china'] }];
  const arn = role('aws');
  const source = { connectionArn: arn };
  const build = { name: 'b', path: 'builds[0]', repository: 'a', source, failureTopics: [arn] };
  expect(
    problems({
      repositories,
      builds: [build],
      publishers: [{ name: 'p', environments: ['china'], repositories: ['a'], deploys: [{ passRoles: [arn] }] }],
      contributors: [{ name: 'c', environments: ['china'], assumedBy: arn }],
    }),
  ).toEqual(
    [
      'publishers[0].deploys[0].passRoles[0]',
      'contributors[0].assumedBy',
      'builds[0].source.connectionArn',
      'builds[0].failureTopics[0]',
    ].map((path) => ({ path, message: message(arn, 'aws-cn', 'china') })),
  );
});

test('values and commands of a build are any text', () => {
  const arn = role('aws');
  const build = {
    name: 'b',
    repository: 'a',
    buildArgs: [{ name: 'ROLE', value: arn }],
    labels: [{ key: 'role', value: arn }],
    pullRequests: { commands: [arn] },
  };
  expect(problems({ repositories: [{ name: 'a', environments: ['china'] }], builds: [build] })).toEqual([]);
});

test('settings of one environment are of its partition', () => {
  const perEnvironment = { china: { pullers: [{ role: role('aws') }] } };
  expect(problems({ repositories: [{ name: 'a', perEnvironment }] })).toEqual([
    { path: 'repositories[0].perEnvironment.china.pullers[0].role', message: message(role('aws'), 'aws-cn', 'china') },
  ]);
});

test('an ARN of a group is a problem once, at its path, if its repositories are in another partition', () => {
  const groups = [{ prefix: 'team/', pullers: [{ role: role('aws') }] }];
  const repositories = ['team/a', 'team/b'].map((name) => ({ name, environments: ['china'] }));
  expect(problems({ groups, repositories })).toEqual([
    { path: 'groups[0].pullers[0].role', message: message(role('aws'), 'aws-cn', 'china') },
  ]);
  expect(problems({ groups, repositories: [{ name: 'team/a', environments: ['prod'] }] })).toEqual([]);
});

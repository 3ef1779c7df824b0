import { stringify } from 'yaml';
import { check } from '../../../lib/app/check/check';
import { configFile, minimal, problemsOf } from '../config-cases';
import { build, publisher, repositories } from '../config-stacks';

const prod = { name: 'prod', account: '123456789012', region: 'us-east-1' };
const eu = { name: 'eu', account: '123456789012', region: 'eu-west-1' };

function file(name: string, config: object): string {
  return configFile(stringify({ ...minimal, ...config }), name);
}

function checkAgainst(config: object, old: object): string {
  return check(file('new.yaml', config), file('old.yaml', old)).summary;
}

const config = { environments: [prod], repositories: repositories(4), publishers: [publisher('service-1')] };

test('an added, a removed and a reordered entry move nothing', () => {
  const [first, ...others] = config.repositories;
  const after = { ...config, repositories: [...others.reverse(), { name: 'new' }] };
  expect(first).toBeDefined();
  expect(checkAgainst(after, config)).toMatch(/new\.yaml is valid: 1 environment, 4 repositories, 1 publisher$/);
});

test('another order of environments moves nothing', () => {
  const environments = [prod, eu];
  expect(() => checkAgainst({ ...config, environments: [eu, prod] }, { ...config, environments })).not.toThrow();
});

test('another number of shards is refused without `reshard`', () => {
  expect(problemsOf(() => checkAgainst({ ...config, shards: 2 }, config))).toEqual([
    'shards: must stay 1, got 2. 2 named resources would move to other stacks, and CloudFormation cannot create a name that ' +
      'exists. Set `reshard: true` to list the moves.',
  ]);
});

test('another number of shards with `reshard` lists what moves', () => {
  const builds = [build('service-1'), build('service-2', { name: 'api' })];
  const text = checkAgainst({ ...config, builds, shards: 3, reshard: true }, { ...config, builds });
  expect(text.split('\n').slice(1)).toEqual([
    "These resources move to other stacks. Move them with 'npx cdk refactor' before you deploy:",
    '  repository service-0: from ecr-publishing-prod to ecr-publishing-prod-2',
    '  repository service-1: from ecr-publishing-prod to ecr-publishing-prod-3',
    '  repository service-3: from ecr-publishing-prod to ecr-publishing-prod-3',
    '  build build: from ecr-publishing-prod-builds to ecr-publishing-prod-builds-3',
  ]);
});

test('a new environment that becomes the home is refused, with the remedy', () => {
  expect(problemsOf(() => checkAgainst({ ...config, environments: [prod, eu] }, config))).toEqual([
    "environments: must keep identity provider 'https://token.actions.githubusercontent.com' in stack " +
      'ecr-publishing-prod-publishers, got ecr-publishing-eu-publishers. CloudFormation cannot create a name that exists. ' +
      "Set `home: true` at environment 'prod'.",
    "environments: must keep role 'github-ci' in stack ecr-publishing-prod-publishers, got ecr-publishing-eu-publishers. " +
      "CloudFormation cannot create a name that exists. Set `home: true` at environment 'prod'.",
  ]);
  const environments = [{ ...prod, home: true }, eu];
  expect(() => checkAgainst({ ...config, environments }, config)).not.toThrow();
});

test('another name of an environment is refused', () => {
  const environments = [{ ...prod, name: 'live' }];
  expect(problemsOf(() => checkAgainst({ environments }, { environments: [prod] }))).toEqual([
    "environments: must keep repository 'service' in stack ecr-publishing-prod, got ecr-publishing-live. CloudFormation " +
      "cannot create a name that exists. Change it back, or move it with 'npx cdk refactor'.",
  ]);
});

test('the problems of the older config name its file', () => {
  const old = file('old.yaml', { shards: 0 });
  expect(problemsOf(() => check(file('new.yaml', {}), old))).toEqual([
    `${old}:8:9: shards: must be a whole number from 1 to 100, got the number 0`,
  ]);
});

test('access that has ended in the old file is no problem', () => {
  const contributor = (expiresAt: string, until: string) => ({
    name: 'alice',
    repository: 'service-1',
    assumedBy: 'arn:aws:iam::123456789012:role/user-services',
    expiresAt,
    promoteTo: 'service-2',
    gate: {
      maxSeverity: 'MEDIUM',
      exceptions: [{ cve: 'CVE-2026-12345', reason: 'The library is never loaded.', until }],
    },
  });
  const ended = '2026-06-01T00:00:00Z';
  const lasting = '2027-06-01T00:00:00Z';
  const extended = { ...config, contributors: [contributor(lasting, lasting)] };
  const before = { ...config, contributors: [contributor(ended, ended)] };
  expect(checkAgainst(extended, before)).toMatch(/new\.yaml is valid: .*, 1 contributor$/);
  expect(checkAgainst(config, before)).toMatch(/new\.yaml is valid: /);
  expect(problemsOf(() => checkAgainst(before, extended))).toEqual([
    `contributors[0].expiresAt: must be 2026-11-30 or later, got '${ended}'. An earlier time is past.`,
    `contributors[0].gate.exceptions[0].until: must be 2026-11-30 or later, got '${ended}'. An earlier time is past.`,
  ]);
});

test('an old file without valid contributors is refused as any other', () => {
  const before = { ...config, contributors: 'alice' };
  expect(problemsOf(() => checkAgainst(config, before))).toEqual([
    expect.stringMatching(/old\.yaml:\d+:\d+: contributors: must be a list, got 'alice'$/),
  ]);
});

/** The warnings about what a new config destroys, with the names of their files left out. */
function changesFrom(after: object, before: object): string[] {
  const { warnings } = check(file('new.yaml', after), file('old.yaml', before));
  return warnings
    .filter(({ id }) => id?.startsWith('change-'))
    .map(({ path, message, id }) => `${path}: ${message} (${id ?? ''})`);
}

test('a removed repository is orphaned, and the warning says how to clean up', () => {
  const environments = [prod];
  const [first, second] = repositories(2);
  expect(changesFrom({ environments, repositories: [first] }, { environments, repositories: [first, second] })).toEqual(
    [
      "repositories: Repository 'service-1' is orphaned: no stack has it any more. Its DeletionPolicy is Retain, so it stays in AWS " +
        'with its images, and its lifecycle policy goes on. No stack can create its name again. To clean up, run ' +
        '`aws ecr delete-repository --force --repository-name service-1 --region us-east-1`. To keep it, add it again and run ' +
        '`npx cdk import`. (change-orphaned)',
    ],
  );
});

test('a renamed build is replaced, and its retained log group is orphaned', () => {
  const of = (name: string) => ({ ...config, builds: [build('service-1', { name })] });
  expect(changesFrom(of('beta'), of('alpha'))).toEqual([
    "builds[0]: Build project 'alpha' is replaced by build project 'beta'. Their logical ids differ, so CloudFormation creates a " +
      'new build project and deletes the old one. Its history of builds is deleted, and nothing can start it. Keep the name and ' +
      'the logical id, or change everything that uses the old build project first. (change-replaced)',
    "builds: Log group '/aws/codebuild/alpha' is orphaned: no stack has it any more. Its DeletionPolicy is Retain, so it stays in " +
      "AWS. No stack can create its name again. Log group '/aws/codebuild/beta' takes its place. To clean up, run `aws logs " +
      'delete-log-group --log-group-name /aws/codebuild/alpha --region us-east-1`. To keep it, add it again and run `npx cdk ' +
      'import`. (change-orphaned)',
  ]);
});

test('another encryption of a repository is replaced, and the same config has no warning', () => {
  const of = (properties: object) => ({ environments: [prod], repositories: [{ name: 'service', ...properties }] });
  const key = { encryptionKey: 'arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555' };
  expect(changesFrom(of(key), of({})).map((line) => line.split('.')[0])).toEqual([
    "repositories[0]: Repository 'service' is replaced, because `EncryptionConfiguration` changes",
  ]);
  expect(changesFrom(of(key), of(key))).toEqual([]);
});

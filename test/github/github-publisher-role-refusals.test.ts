import { Duration, Stack } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { EcsDeployment } from '../../lib/deployment/ecs-deployment';
import { GitHubOidcProvider } from '../../lib/github/github-oidc-provider';
import { type GitHubPublisherRoleProps } from '../../lib/github/github-publisher-role';
import { env, newApp } from '../synthesis';
import { newPublisher, policiesIn } from './publisher';

const session = (got: string) =>
  `\`maxSessionDuration\` must be from 1 to 12 hours, got ${got}. IAM accepts no other duration.`;

test.each<[string, Partial<GitHubPublisherRoleProps>, string]>([
  [
    'there is no subject',
    { subjects: [] },
    '`subjects` must name at least one subject, got none. Without one, any repository on GitHub could assume the role.',
  ],
  ['there is no repository', { repositories: [] }, '`repositories` must name at least one repository, got none'],
  ['its name is empty', { roleName: '' }, '`roleName` must be an IAM role name, got an empty text'],
  [
    'its name has a path',
    { roleName: 'ci/github' },
    "`roleName` must be an IAM role name, got 'ci/github'. Use only letters, digits and '+=,.@-_'",
  ],
  [
    'its name is too long',
    { roleName: 'x'.repeat(65) },
    '`roleName` must be an IAM role name, got 65 characters. IAM accepts at most 64',
  ],
  ['a session is short', { maxSessionDuration: Duration.minutes(59) }, session('59 minutes')],
  ['a session is nothing', { maxSessionDuration: Duration.seconds(0) }, session('0 seconds')],
  ['a session is a second too long', { maxSessionDuration: Duration.seconds(43_201) }, session('12 hours 1 second')],
  ['a session is a day', { maxSessionDuration: Duration.days(1) }, session('1 day')],
  ['a session is no whole second', { maxSessionDuration: Duration.millis(3_600_500) }, session('1 hour 500 millis')],
])('fails when %s', (_, props, message) => {
  expect(() => newPublisher(props)).toThrow(new Error(message));
});

test('fails when the provider is of another account', () => {
  const app = newApp();
  const theirs = new Stack(app, 'Theirs', { env: { ...env, account: '999999999999' } });
  const provider = GitHubOidcProvider.fromAccount(theirs, 'GitHub');
  expect(() => newPublisher({ provider }, new Stack(app, 'Ours', { env }))).toThrow(
    new Error(
      "`provider` must be of the role's account 123456789012, got 'Theirs/GitHub' of account 999999999999. Omit " +
        'it, or use fromAccount() in this stack.',
    ),
  );
});

const named = (stack: Stack, count: number) =>
  Array.from({ length: count }, (_, index) => {
    const name = `team/service-${String(index + 1000)}`;
    return Repository.fromRepositoryName(stack, name, name);
  });

test('fails when the repositories need more policies than a role can have', () => {
  const stack = new Stack(newApp(), 'Stack', { env });
  expect(() => newPublisher({ repositories: named(stack, 900) }, stack)).toThrow(
    new Error(
      '`repositories` must fit in 9 managed policies, got 900 repositories in 11; IAM takes 10 for a role: split the ' +
        'repositories over several roles, or give their common start as `repositoryPrefixes`',
    ),
  );
});

test('fails when the repositories leave no policy for deployments', () => {
  const stack = new Stack(newApp(), 'Stack', { env });
  const repositories = named(stack, 750);
  expect(() => newPublisher({ repositories, deploys: [EcsDeployment.named('web', 'api')] }, stack)).toThrow(
    new Error(
      '`repositories` must fit in 7 managed policies, got 750 repositories in 9; IAM takes 10 for a role: split the ' +
        'repositories over several roles, or give their common start as `repositoryPrefixes`',
    ),
  );
});

const services = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    EcsDeployment.named('web', `service-${index + 100}`, { passRoles: [`service-${index + 100}`] }),
  );

test('fails when there are more services than fit in a policy', () => {
  expect(() => newPublisher({ deploys: services(60) })).toThrow(
    new Error('`deploys` must fit a managed policy of 6,144 characters, got 6,929. Split them over several roles.'),
  );
});

test('accepts as many services as fit in a policy, in merged statements', () => {
  const stack = new Stack(newApp(), 'Stack', { env });
  newPublisher({ deploys: services(52) }, stack);
  expect(JSON.stringify(policiesIn(stack).at(-2)).length).toBeLessThanOrEqual(6144);
});

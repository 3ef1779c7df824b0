import { Aws, CfnParameter, Duration, Validations } from 'aws-cdk-lib';
import { GitHubIssuer } from '../../lib/github/github-issuer';
import { GitHubOidcProvider } from '../../lib/github/github-oidc-provider';
import { type GitHubPublisherRole } from '../../lib/github/github-publisher-role';
import { GitHubSubject } from '../../lib/github/github-subject';
import { newStack, warningsOf } from '../synthesis';
import { ids, newPublisher } from './publisher';

const withoutIds = (names: string) =>
  `The trust in ${names} depends on the name. A later repository of that name is trusted too. Repositories that ` +
  `were created, renamed or transferred after 2026-07-15 send another subject. Set ownerId and repositoryId.` +
  ' ' +
  '[ack: Annotation::cdk-ecr-publishing:GitHubSubjectWithoutIds]';

const longSession = (session: string) =>
  `A session of ${session} is longer than any push. Stolen credentials are valid for as long. An hour is enough. ` +
  '[ack: Annotation::cdk-ecr-publishing:LongSession]';

test('has no warning if subjects have ids and the session is short', () => {
  expect(warningsOf(newPublisher({ maxSessionDuration: Duration.hours(4) }))).toEqual([]);
});

test('does not warn about a name with its id', () => {
  const subjects = [GitHubSubject.branch('acme/app', 'main', { ...ids, acceptNameOnly: true })];
  expect(warningsOf(newPublisher({ subjects }))).toEqual([]);
});

test('warns once about each repository without ids', () => {
  const subjects = [
    GitHubSubject.branch('acme/app', 'main'),
    GitHubSubject.tag('acme/app', 'v1'),
    GitHubSubject.branch('acme/web', 'main'),
    GitHubSubject.branch('acme/safe', 'main', ids),
  ];
  expect(warningsOf(newPublisher({ subjects }))).toEqual([withoutIds('acme/app, acme/web')]);
});

const fromPatterns = (named: string) =>
  `The trust accepts any ${named}. Anyone who can push to the repository can create one. Protect such names with a ` +
  `ruleset on GitHub.` +
  ' [ack: Annotation::cdk-ecr-publishing:GitHubSubjectPattern]';

test.each([
  ['branches', [GitHubSubject.branchPattern('acme/app', 'release/*', ids)], "branch 'release/*' of acme/app"],
  ['tags', [GitHubSubject.tagPattern('acme/app', 'v*', ids)], "tag 'v*' of acme/app"],
  ['every tag', [GitHubSubject.tagPattern('acme/app', '*', ids)], "tag '*' of acme/app"],
  [
    'both, each once, and not of what is exact',
    [
      GitHubSubject.branchPattern('acme/app', 'release/*', ids),
      GitHubSubject.branchPattern('acme/app', 'release/*', { ...ids, acceptNameOnly: true }),
      GitHubSubject.tagPattern('acme/app', 'v*', ids),
      GitHubSubject.branch('acme/app', 'main', ids),
    ],
    "branch 'release/*' of acme/app, any tag 'v*' of acme/app",
  ],
])('warns about a pattern for %s', (_, subjects, named) => {
  expect(warningsOf(newPublisher({ subjects }))).toEqual([fromPatterns(named)]);
});

const forAudience = (audience: string) =>
  `The trust accepts tokens for '${audience}'. Any service that receives such a token can use it in AWS. Request ` +
  `tokens for sts.amazonaws.com,` +
  ' as aws-actions/configure-aws-credentials does. ' +
  '[ack: Annotation::cdk-ecr-publishing:GitHubAudience]';

test.each([
  [
    "the owner's address, GitHub's own default",
    ['https://github.com/acme', 'sts.amazonaws.com'],
    'https://github.com/acme',
  ],
  ['another service', ['vault'], 'vault'],
  ['what only starts like STS', ['sts.amazonaws.com.evil.io'], 'sts.amazonaws.com.evil.io'],
])('warns about an audience that is %s', (_, audiences, first) => {
  const stack = newStack();
  const provider = GitHubOidcProvider.fromAccount(stack, 'Theirs', { audiences });
  expect(warningsOf(newPublisher({ provider }, stack))).toEqual([forAudience(first)]);
});

test.each([[['sts.amazonaws.com', 'vault']], [['sts.amazonaws.com.cn']], [[Aws.URL_SUFFIX]]])(
  'does not warn of the audiences %j',
  (audiences) => {
    const stack = newStack();
    const provider = GitHubOidcProvider.fromAccount(stack, 'Theirs', { audiences });
    expect(warningsOf(newPublisher({ provider }, stack))).toEqual([]);
  },
);

test('does not require ids on a GitHub Enterprise Server, which has none', () => {
  const stack = newStack();
  const provider = GitHubOidcProvider.forAccountOf(stack, GitHubIssuer.enterpriseServer('ghe.acme.com'));
  const subjects = [GitHubSubject.branch('acme/app', 'main')];
  expect(warningsOf(newPublisher({ subjects, provider }, stack))).toEqual([]);
});

test.each([
  [Duration.seconds(4 * 3600 + 1), '4 hours 1 second'],
  [Duration.hours(12), '12 hours'],
])('warns about a session of %s', (maxSessionDuration, session) => {
  expect(warningsOf(newPublisher({ maxSessionDuration }))).toEqual([longSession(session)]);
});

test('does not warn about a session that is known at deploy time only', () => {
  const stack = newStack();
  const { valueAsNumber } = new CfnParameter(stack, 'Seconds', { type: 'Number' });
  expect(warningsOf(newPublisher({ maxSessionDuration: Duration.seconds(valueAsNumber) }, stack))).toEqual([]);
});

function risky(): GitHubPublisherRole {
  const stack = newStack();
  return newPublisher(
    {
      subjects: [GitHubSubject.branch('acme/app', 'main'), GitHubSubject.tagPattern('acme/web', 'v*', ids)],
      maxSessionDuration: Duration.hours(12),
      provider: GitHubOidcProvider.fromAccount(stack, 'Theirs', { audiences: ['vault'] }),
    },
    stack,
  );
}

function acknowledge(publisher: GitHubPublisherRole, name: string): void {
  const id = `Annotation::cdk-ecr-publishing:${name}`;
  Validations.of(publisher).acknowledge({ id, reason: 'a test of what is acknowledged' });
}

const all = {
  LongSession: longSession('12 hours'),
  GitHubSubjectWithoutIds: withoutIds('acme/app'),
  GitHubSubjectPattern: fromPatterns("tag 'v*' of acme/web"),
  GitHubAudience: forAudience('vault'),
};

test.each(Object.entries(all))('%s can be acknowledged, by itself', (name, warning) => {
  const publisher = risky();
  expect(warningsOf(publisher)).toEqual(Object.values(all));
  acknowledge(publisher, name);
  expect(warningsOf(publisher)).toEqual(Object.values(all).filter((other) => other !== warning));
});

import { CfnParameter, Duration, Validations } from 'aws-cdk-lib';
import { type GitHubPublisherRole } from '../../lib/github/github-publisher-role';
import { GitHubSubject } from '../../lib/github/github-subject';
import { newStack, warningsOf } from '../synthesis';
import { ids, newPublisher } from './publisher';

const withoutIds = (names: string) =>
  `The trust in ${names} goes by name. Whoever gets that name later is trusted too, and repositories created, renamed ` +
  'or transferred after 2026-07-15 send another subject: give ownerId and repositoryId. ' +
  '[ack: Annotation::cdk-ecr-publishing:GitHubSubjectWithoutIds]';

const longSession = (session: string) =>
  `A session of ${session} outlives any push; stolen credentials live as long. An hour is enough. ` +
  '[ack: Annotation::cdk-ecr-publishing:LongSession]';

test('warns of nothing where subjects have ids and a session is short', () => {
  expect(warningsOf(newPublisher({ maxSessionDuration: Duration.hours(4) }))).toEqual([]);
});

test('does not warn of a name that stands with its id', () => {
  const subjects = [GitHubSubject.branch('acme/app', 'main', { ...ids, acceptNameOnly: true })];
  expect(warningsOf(newPublisher({ subjects }))).toEqual([]);
});

test('warns of repositories without ids, each once', () => {
  const subjects = [
    GitHubSubject.branch('acme/app', 'main'),
    GitHubSubject.tag('acme/app', 'v1'),
    GitHubSubject.branch('acme/web', 'main'),
    GitHubSubject.branch('acme/safe', 'main', ids),
  ];
  expect(warningsOf(newPublisher({ subjects }))).toEqual([withoutIds('acme/app, acme/web')]);
});

test.each([
  [Duration.seconds(4 * 3600 + 1), '4 hours 1 second'],
  [Duration.hours(12), '12 hours'],
])('warns of a session of %s', (maxSessionDuration, session) => {
  expect(warningsOf(newPublisher({ maxSessionDuration }))).toEqual([longSession(session)]);
});

test('does not warn of a session that is known at deploy time only', () => {
  const stack = newStack();
  const { valueAsNumber } = new CfnParameter(stack, 'Seconds', { type: 'Number' });
  expect(warningsOf(newPublisher({ maxSessionDuration: Duration.seconds(valueAsNumber) }, stack))).toEqual([]);
});

const risky = () =>
  newPublisher({ subjects: [GitHubSubject.branch('acme/app', 'main')], maxSessionDuration: Duration.hours(12) });

function acknowledge(publisher: GitHubPublisherRole, name: string): void {
  const id = `Annotation::cdk-ecr-publishing:${name}`;
  Validations.of(publisher).acknowledge({ id, reason: 'a test of what is acknowledged' });
}

test.each([
  ['GitHubSubjectWithoutIds', longSession('12 hours')],
  ['LongSession', withoutIds('acme/app')],
])('%s can be acknowledged, by itself', (name, other) => {
  const publisher = risky();
  expect(warningsOf(publisher)).toHaveLength(2);
  acknowledge(publisher, name);
  expect(warningsOf(publisher)).toEqual([other]);
});

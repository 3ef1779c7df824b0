import { CfnParameter, Fn } from 'aws-cdk-lib';
import { GitHubSubject } from '../../lib/github/github-subject';
import { newStack } from '../synthesis';
import { ids, newPublisher, trustIn } from './publisher';

const branches = (count: number) =>
  Array.from({ length: count }, (_, index) => GitHubSubject.branch('acme/app', `release/${index + 100}`, ids));

/** Subjects whose trust policy grows by one character with each character of `length`. */
const padded = (length: number) => [...branches(30), GitHubSubject.branch('acme/app', 'x'.repeat(length), ids)];

function trustSize(length: number): number {
  const stack = newStack();
  newPublisher({ subjects: padded(length) }, stack);
  return JSON.stringify({ Version: '2012-10-17', Statement: trustIn(stack) }).length;
}

const longest = 2048 - trustSize(1) + 1;

test('accepts subjects up to the size that IAM accepts', () => {
  expect(trustSize(longest)).toBe(2048);
});

test('fails when the trust policy is one character longer than IAM accepts', () => {
  expect(() => newPublisher({ subjects: padded(longest + 1) })).toThrow(
    new Error(
      '`subjects` must fit a trust policy of 2,048 characters, got 2,049. Split them over several roles: the first ' +
        '30 fit one.',
    ),
  );
});

test('fails when there are far too many subjects', () => {
  expect(() => newPublisher({ subjects: branches(60) })).toThrow(
    new Error(
      '`subjects` must fit a trust policy of 2,048 characters, got 3,215. Split them over several roles: the first ' +
        '35 fit one.',
    ),
  );
});

test('does not count the values of tokens', () => {
  const stack = newStack();
  const { valueAsString } = new CfnParameter(stack, 'Branch');
  const subjects = Array.from({ length: 20 }, (_, index) =>
    GitHubSubject.branch('acme/app', Fn.join('', [valueAsString, `${index}`]), ids),
  );
  expect(() => newPublisher({ subjects }, stack)).not.toThrow();
});

test('fails when the name of a repository is written in two ways', () => {
  const subjects = [GitHubSubject.branch('Acme/app', 'main'), GitHubSubject.tag('acme/App', 'v1')];
  expect(() => newPublisher({ subjects })).toThrow(
    new Error(
      "`subjects[1]` must spell the repository as before, got 'acme/App' and 'Acme/app'. IAM is case-sensitive, so " +
        'write it as GitHub shows it.',
    ),
  );
});

test('fails when a later subject writes the name of a repository in another way', () => {
  const subjects = ['acme/a', 'acme/b', 'acme/a', 'ACME/b'].map((name) => GitHubSubject.branch(name, 'main', ids));
  expect(() => newPublisher({ subjects })).toThrow(
    new Error(
      "`subjects[3]` must spell the repository as before, got 'ACME/b' and 'acme/b'. IAM is case-sensitive, so " +
        'write it as GitHub shows it.',
    ),
  );
});

test.each([
  [
    'with ids after one without',
    [GitHubSubject.branch('acme/app', 'main'), GitHubSubject.tag('acme/app', 'v1', ids)],
    `got repositoryId '${ids.repositoryId}' and none`,
  ],
  [
    'without ids after one with',
    [GitHubSubject.branch('acme/app', 'main', ids), GitHubSubject.tag('acme/app', 'v1')],
    `got repositoryId none and '${ids.repositoryId}'`,
  ],
  [
    'with other ids',
    [
      GitHubSubject.branch('acme/app', 'main', ids),
      GitHubSubject.tag('acme/app', 'v1', { ...ids, repositoryId: '77' }),
    ],
    `got repositoryId '77' and '${ids.repositoryId}'`,
  ],
])('fails when a repository is trusted %s', (_, subjects, got) => {
  expect(() => newPublisher({ subjects })).toThrow(
    new Error(
      `\`subjects[1]\` must give the ids of 'acme/app' as before, ${got}. Without them, the trust depends on the ` +
        `name only.`,
    ),
  );
});

import { GitHubSubject } from '../../lib/github/github-subject';
import { type GitHubSubjectOptions } from '../../lib/github/github-subject-options';
import { hostileTexts } from '../private/rule-cases';
import { ids } from './publisher';

const anyRepository = 'A wildcard would trust other repositories. Name each one';
const missing = 'The owner or the name is missing';
const name = "A name has at most 100 letters, digits, '.', '_' and '-'";
const owner = 'An owner has at most 39 letters, digits and single hyphens';

test.each([
  ['every repository of an owner', 'acme/*', anyRepository],
  ['owners that start like it', 'acme*', anyRepository],
  ['repositories that start like it', 'acme/app*', anyRepository],
  ['repositories that differ in one letter', 'acme/ap?', anyRepository],
  ['everything', '*', anyRepository],
  ['a policy variable', '${aws:username}/x', 'IAM would replace the variable. Write the name'],
  ['pull requests', 'acme/app:pull_request', name],
  ['any place', 'acme/app:*', anyRepository],
  ['another place behind the name', 'acme/app:environment:prod', name],
  ['a whole subject', 'repo:acme/app', owner],
  ['an owner alone', 'acme', missing],
  ['an environment alone', 'environment:prod', missing],
  ['a workflow alone', 'workflow:x', missing],
  ['ids in the name', 'acme@1/app@2', owner],
  ['two slashes', 'acme/app/x', 'Use exactly one slash'],
  ['an address', 'https://github.com/acme/app', 'Omit the address of the server'],
  ['a clone address', 'acme/app.git', "Omit '.git'"],
])('fails when the repository is %s', (_, repository, reason) => {
  const message = `\`repository\` must be a GitHub repository as 'owner/name', got '${repository}'. ${reason}`;
  expect(() => GitHubSubject.branch(repository, 'main', ids)).toThrow(new Error(message));
});

const make: Record<string, (place: string) => GitHubSubject> = {
  branch: (place) => GitHubSubject.branch('acme/app', place, ids),
  tag: (place) => GitHubSubject.tag('acme/app', place, ids),
  environment: (place) => GitHubSubject.environment('acme/app', place, ids),
};

const variable = 'IAM would replace the variable. Write the name';
const ref = 'Git does not accept such a ref name';

test.each([
  ['branch', '*', 'Git branch', 'A wildcard would match other branches. Name each one'],
  ['branch', 'main*', 'Git branch', 'A wildcard would match other branches. Name each one'],
  ['branch', 'mai?', 'Git branch', 'A wildcard would match other branches. Name each one'],
  ['branch', '${aws:username}', 'Git branch', variable],
  ['branch', 'refs/heads/main', 'Git branch', "Omit 'refs/heads/': 'main'"],
  ['branch', 'refs/tags/v1', 'Git branch', "Omit 'refs/heads/': 'v1'"],
  ['branch', 'main:environment:prod', 'Git branch', ref],
  ['branch', 'a b', 'Git branch', ref],
  ['branch', 'a..b', 'Git branch', ref],
  ['branch', 'x.lock', 'Git branch', ref],
  ['branch', 'a~1', 'Git branch', ref],
  ['tag', '*', 'Git tag', 'A wildcard would match other tags. Name each one'],
  ['tag', 'v*', 'Git tag', 'A wildcard would match other tags. Name each one'],
  ['tag', '${aws:username}', 'Git tag', variable],
  ['tag', 'refs/tags/v1', 'Git tag', "Omit 'refs/tags/': 'v1'"],
  ['environment', '*', 'GitHub environment', 'A wildcard would match other environments. Name each one'],
  ['environment', 'prod?', 'GitHub environment', 'A wildcard would match other environments. Name each one'],
  ['environment', '${aws:username}', 'GitHub environment', variable],
])('fails when the %s is %s', (kind, place, what, reason) => {
  const message = `\`${kind}\` must be the name of one ${what}, got '${place}'. ${reason}`;
  expect(() => make[kind]?.(place)).toThrow(new Error(message));
});

test.each(hostileTexts)('fails when the branch %s', (_, value, problem) => {
  const message = `\`branch\` must be the name of one Git branch, ${problem}`;
  expect(() => make.branch?.(value as string)).toThrow(new Error(message));
});

const noId = (path: string, got: string) => `\`${path}\` must be a numeric GitHub id as digits, got ${got}`;

test.each<[string, object, string]>([
  ['the owner has an id alone', { ownerId: '1' }, '`ownerId` requires `repositoryId`. Set both or neither.'],
  ['the repository has an id alone', { repositoryId: '2' }, '`repositoryId` requires `ownerId`. Set both or neither.'],
  [
    'half the ids stand with acceptNameOnly',
    { ownerId: '1', acceptNameOnly: true },
    '`ownerId` requires `repositoryId`. Set both or neither.',
  ],
  [
    'acceptNameOnly has no ids',
    { acceptNameOnly: true },
    '`acceptNameOnly` requires `ownerId` and `repositoryId`. Set both ids.',
  ],
  ['the id is a name', { ownerId: '1', repositoryId: 'abc' }, noId('repositoryId', "'abc'")],
  ['the id is a wildcard', { ownerId: '*', repositoryId: '2' }, noId('ownerId', "'*'")],
  ['the id ends in a slash', { ownerId: '1/evil', repositoryId: '2' }, noId('ownerId', "'1/evil'")],
  ['the id is empty', { ownerId: '1', repositoryId: '' }, noId('repositoryId', "''")],
  ['the id is null', { ownerId: '1', repositoryId: null }, noId('repositoryId', 'null')],
  ['the id is zero', { ownerId: '0', repositoryId: '2' }, noId('ownerId', "'0'")],
  ['the id is a number', { ownerId: 1, repositoryId: '2' }, noId('ownerId', 'the number 1. Write it in quotes')],
])('fails when %s', (_, options, message) => {
  expect(() => GitHubSubject.branch('acme/app', 'main', options as GitHubSubjectOptions)).toThrow(new Error(message));
});

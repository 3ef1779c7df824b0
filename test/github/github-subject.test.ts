import { Aws, CfnParameter, Fn, Token } from 'aws-cdk-lib';
import { GitHubSubject } from '../../lib/github/github-subject';
import { frozen, newStack } from '../synthesis';
import { ids } from './publisher';

test.each([
  ['a branch', GitHubSubject.branch('acme/app', 'main'), 'repo:acme/app:ref:refs/heads/main'],
  ['a branch in a folder', GitHubSubject.branch('acme/app', 'release/1.x'), 'repo:acme/app:ref:refs/heads/release/1.x'],
  ['a tag', GitHubSubject.tag('acme/app', 'v1.0.0'), 'repo:acme/app:ref:refs/tags/v1.0.0'],
  ['an environment', GitHubSubject.environment('acme/app', 'prod'), 'repo:acme/app:environment:prod'],
  [
    'an environment of two words',
    GitHubSubject.environment('acme/app', 'prod EU'),
    'repo:acme/app:environment:prod EU',
  ],
  ['an environment with colons', GitHubSubject.environment('acme/app', 'a:b:c'), 'repo:acme/app:environment:a%3Ab%3Ac'],
  ['mixed case', GitHubSubject.branch('Acme/App', 'Main'), 'repo:Acme/App:ref:refs/heads/Main'],
])('names %s', (_, { _claims, _repositoryId }, sub) => {
  expect({ subs: _claims.subs, _repositoryId }).toEqual({ subs: [sub], _repositoryId: undefined });
});

test.each([
  ['a branch', GitHubSubject.branch('acme/app', 'main', ids), 'repo:acme@1/app@2:ref:refs/heads/main'],
  ['a tag', GitHubSubject.tag('acme/app', 'v1', ids), 'repo:acme@1/app@2:ref:refs/tags/v1'],
  ['an environment', GitHubSubject.environment('acme/app', 'a:b', ids), 'repo:acme@1/app@2:environment:a%3Ab'],
])('names %s by ids alone, with the id of the repository', (_, { _claims, _repositoryId }, sub) => {
  expect({ subs: _claims.subs, _repositoryId }).toEqual({ subs: [sub], _repositoryId: '2' });
});

test.each([
  [
    'accepts the name too where asked',
    true,
    ['repo:acme@1/app@2:ref:refs/heads/main', 'repo:acme/app:ref:refs/heads/main'],
  ],
  ['does not accept the name where told', false, ['repo:acme@1/app@2:ref:refs/heads/main']],
])('%s', (_, acceptNameOnly, subs) => {
  expect(GitHubSubject.branch('acme/app', 'main', { ...ids, acceptNameOnly })._claims.subs).toEqual(subs);
});

test('accepts frozen options', () => {
  const options = frozen({ ...ids, acceptNameOnly: true });
  expect(() => GitHubSubject.branch('acme/app', 'main', options)).not.toThrow();
});

/** The subjects after CloudFormation has resolved the parameter `Name`. */
function deployedSubs(subject: GitHubSubject): unknown {
  const stack = newStack();
  new CfnParameter(stack, 'Name');
  return stack.resolve(subject._claims.subs);
}

const parameter = Fn.ref('Name');

test.each([
  ['repository', GitHubSubject.branch(parameter, 'main'), ['repo:', { Ref: 'Name' }, ':ref:refs/heads/main']],
  ['owner', GitHubSubject.branch(`${parameter}/app`, 'main'), ['repo:', { Ref: 'Name' }, '/app:ref:refs/heads/main']],
  ['branch', GitHubSubject.branch('acme/app', parameter), ['repo:acme/app:ref:refs/heads/', { Ref: 'Name' }]],
  ['tag', GitHubSubject.tag('acme/app', parameter), ['repo:acme/app:ref:refs/tags/', { Ref: 'Name' }]],
  ['environment', GitHubSubject.environment('acme/app', parameter), ['repo:acme/app:environment:', { Ref: 'Name' }]],
])('accepts a token as %s', (_, subject, parts) => {
  expect(deployedSubs(subject)).toEqual([{ 'Fn::Join': ['', parts] }]);
});

test('separates an owner that is a token from its id', () => {
  expect(deployedSubs(GitHubSubject.branch(`${parameter}/app`, 'main', ids))).toEqual([
    { 'Fn::Join': ['', ['repo:', { Ref: 'Name' }, '@1/app@2:ref:refs/heads/main']] },
  ]);
});

test('splits a repository that is one token at deploy time', () => {
  const part = (index: number) => ({ 'Fn::Select': [index, { 'Fn::Split': ['/', { Ref: 'Name' }] }] });
  expect(deployedSubs(GitHubSubject.branch(parameter, 'main', ids))).toEqual([
    { 'Fn::Join': ['', ['repo:', part(0), '@1/', part(1), '@2:ref:refs/heads/main']] },
  ]);
});

test('accepts tokens as ids', () => {
  const subject = GitHubSubject.branch('acme/app', 'main', { ownerId: Aws.ACCOUNT_ID, repositoryId: parameter });
  expect(Token.isUnresolved(subject._repositoryId)).toBe(true);
  expect(deployedSubs(subject)).toEqual([
    { 'Fn::Join': ['', ['repo:acme@', { Ref: 'AWS::AccountId' }, '/app@', { Ref: 'Name' }, ':ref:refs/heads/main']] },
  ]);
});

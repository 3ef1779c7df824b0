import { GitHubSubject } from '../../lib/github/github-subject';
import { claimsOf, ids, issuer, providerArn, trustOf } from './publisher';

const aud = 'sts.amazonaws.com';
const other = { ownerId: '1', repositoryId: '3' };
const main = GitHubSubject.branch('acme/app', 'main', ids);
const migrating = GitHubSubject.branch('acme/app', 'main', { ...ids, acceptNameOnly: true });
const byName = GitHubSubject.branch('acme/old', 'main');

const mainSub = 'repo:acme@1/app@2:ref:refs/heads/main';
const mainNameSub = 'repo:acme/app:ref:refs/heads/main';

test('requires the exact audience, subject and repository', () => {
  expect(trustOf(main)).toEqual([
    {
      Effect: 'Allow',
      Action: 'sts:AssumeRoleWithWebIdentity',
      Principal: { Federated: providerArn },
      Condition: {
        StringEquals: { [`${issuer}:aud`]: aud, [`${issuer}:sub`]: mainSub, [`${issuer}:repository_id`]: '2' },
      },
    },
  ]);
});

test('requires the audience and the subject if there are no ids', () => {
  expect(claimsOf(byName)).toEqual([{ aud, sub: 'repo:acme/old:ref:refs/heads/main' }]);
});

test('subjects with ids share one statement, since each contains its ids', () => {
  const subjects = [
    main,
    GitHubSubject.tag('acme/app', 'v1', ids),
    GitHubSubject.environment('acme/web', 'prod', other),
  ];
  expect(claimsOf(...subjects)).toEqual([
    {
      aud,
      sub: [mainSub, 'repo:acme@1/app@2:ref:refs/tags/v1', 'repo:acme@1/web@3:environment:prod'],
      repository_id: ['2', '3'],
    },
  ]);
});

test('subjects that accept a name have a statement for each repository, with its id', () => {
  const web = GitHubSubject.branch('acme/web', 'main', { ...other, acceptNameOnly: true });
  const tag = GitHubSubject.tag('acme/app', 'v1', { ...ids, acceptNameOnly: true });
  expect(claimsOf(migrating, web, tag)).toEqual([
    {
      aud,
      sub: [mainSub, mainNameSub, 'repo:acme@1/app@2:ref:refs/tags/v1', 'repo:acme/app:ref:refs/tags/v1'],
      repository_id: '2',
    },
    {
      aud,
      sub: ['repo:acme@1/web@3:ref:refs/heads/main', 'repo:acme/web:ref:refs/heads/main'],
      repository_id: '3',
    },
  ]);
});

test('three kinds of subjects give three statements', () => {
  const web = GitHubSubject.branch('acme/web', 'main', other);
  expect(claimsOf(migrating, web, byName)).toEqual([
    { aud, sub: [mainSub, mainNameSub], repository_id: '2' },
    { aud, sub: 'repo:acme@1/web@3:ref:refs/heads/main', repository_id: '3' },
    { aud, sub: 'repo:acme/old:ref:refs/heads/main' },
  ]);
});

test('the same subject twice is written once', () => {
  expect(claimsOf(main, GitHubSubject.branch('acme/app', 'main', { ...ids }))).toEqual([
    { aud, sub: mainSub, repository_id: '2' },
  ]);
});

test('no statement has a name with the id of another repository', () => {
  const names = ['a', 'b', 'c'];
  const subjects = names.flatMap((name, index) => {
    const own = { ownerId: '1', repositoryId: `${index + 10}` };
    return [{ ...own, acceptNameOnly: true }, own].map((options) => GitHubSubject.branch(`acme/${name}`, 'x', options));
  });
  for (const { sub, repository_id: id } of claimsOf(...subjects)) {
    const named = [sub].flat().filter((one) => !String(one).includes('@'));
    expect(named).toEqual(
      [id].flat().length === 1 ? [`repo:acme/${names[Number(id) - 10] ?? ''}:ref:refs/heads/x`] : [],
    );
  }
});

test.each([
  ['alone', [main]],
  ['beside a name', [main, byName]],
  ['of a migration', [migrating, byName]],
])('every statement requires an exact audience and subject: %s', (_, subjects) => {
  for (const { Condition: condition } of trustOf(...subjects)) {
    expect(Object.keys(condition as object)).toEqual(['StringEquals']);
    expect(condition).toMatchObject({
      StringEquals: { [`${issuer}:aud`]: aud, [`${issuer}:sub`]: expect.anything() as unknown },
    });
    expect(JSON.stringify(condition)).not.toMatch(/[*?$]/);
  }
});

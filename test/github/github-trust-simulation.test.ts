import { GitHubSubject } from '../../lib/github/github-subject';
import { ids, trustOf } from './publisher';
import { type Claims, mayAssume } from './simulation';

const other = { ownerId: '1', repositoryId: '3' };
const byIds = trustOf(GitHubSubject.branch('acme/app', 'main', ids));
const byName = trustOf(GitHubSubject.branch('acme/app', 'main'));
const migrating = trustOf(
  GitHubSubject.branch('acme/app', 'main', { ...ids, acceptNameOnly: true }),
  GitHubSubject.branch('acme/web', 'main', { ...other, acceptNameOnly: true }),
);
const environment = trustOf(GitHubSubject.environment('acme/app', 'prod:eu', ids));

const genuine = { aud: 'sts.amazonaws.com', sub: 'repo:acme@1/app@2:ref:refs/heads/main', repository_id: '2' };
const oldFormat = { ...genuine, sub: 'repo:acme/app:ref:refs/heads/main' };

test.each([
  ['by ids', byIds, genuine],
  ['by name', byName, oldFormat],
  ['by ids, in a migration', migrating, genuine],
  ['by name and id, in a migration', migrating, oldFormat],
  [
    'as the second of a migration',
    migrating,
    { ...oldFormat, sub: oldFormat.sub.replace('app', 'web'), repository_id: '3' },
  ],
  ['by environment', environment, { ...genuine, sub: 'repo:acme@1/app@2:environment:prod%3Aeu' }],
])('a run that is trusted may assume the role %s', async (_, trust, claims) => {
  expect(await mayAssume(trust, claims)).toBe(true);
});

const sub = (text: string): Claims => ({ ...genuine, sub: text });

/** Each differs in one claim from a run that the test above, or the other half of the pair, shows as allowed. */
test.each<[string, typeof byIds, Claims, Claims]>([
  ['a branch that starts like it', byIds, sub('repo:acme@1/app@2:ref:refs/heads/main-evil'), genuine],
  ['a branch in another case', byIds, sub('repo:acme@1/app@2:ref:refs/heads/Main'), genuine],
  ['a tag of that name', byIds, sub('repo:acme@1/app@2:ref:refs/tags/main'), genuine],
  ['another repository', byIds, { ...sub('repo:acme@1/evil@9:ref:refs/heads/main'), repository_id: '9' }, genuine],
  ['a repository that starts like it', byIds, sub('repo:acme@1/app-evil@2:ref:refs/heads/main'), genuine],
  ['another owner', byIds, sub('repo:acme-evil@1/app@2:ref:refs/heads/main'), genuine],
  ['an owner who has the name now', byIds, sub('repo:acme@7/app@2:ref:refs/heads/main'), genuine],
  ['a pull request', byIds, sub('repo:acme@1/app@2:pull_request'), genuine],
  ['an environment', byIds, sub('repo:acme@1/app@2:environment:main'), genuine],
  ['the trusted subject as a prefix', byIds, sub(`${genuine.sub}:environment:x`), genuine],
  ['the name alone', byIds, oldFormat, genuine],
  ['another audience', byIds, { ...genuine, aud: 'https://github.com/acme' }, genuine],
  ['the id of another repository', byIds, { ...genuine, repository_id: '9' }, genuine],
  ['no id of the repository', byIds, { aud: genuine.aud, sub: genuine.sub }, genuine],
  ['no audience', byIds, { sub: genuine.sub, repository_id: '2' }, genuine],
  ['no subject', byIds, { aud: genuine.aud, repository_id: '2' }, genuine],
  ['no claims', byIds, {}, genuine],
  ['ids where the name is trusted', byName, genuine, oldFormat],
  [
    'another environment',
    environment,
    sub('repo:acme@1/app@2:environment:prod'),
    sub('repo:acme@1/app@2:environment:prod%3Aeu'),
  ],
  ['a reused name', migrating, { ...oldFormat, repository_id: '9' }, oldFormat],
  ['a name with the id of the other trusted repository', migrating, { ...oldFormat, repository_id: '3' }, oldFormat],
  ['a name without its id, in a migration', migrating, { aud: oldFormat.aud, sub: oldFormat.sub }, oldFormat],
])('a run with %s is refused', async (_, trust, refused, allowed) => {
  expect(await mayAssume(trust, refused)).toBe(false);
  expect(await mayAssume(trust, allowed)).toBe(true);
});

test('a name that is trusted without ids works for its current owner', async () => {
  expect(await mayAssume(byName, { ...oldFormat, repository_id: '9' })).toBe(true);
});

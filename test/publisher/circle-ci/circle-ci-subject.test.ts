import { CfnParameter, Stack } from 'aws-cdk-lib';
import { CircleCiIssuer } from '../../../lib/publisher/circle-ci/circle-ci-issuer';
import { type CircleCiProject, CircleCiSubject } from '../../../lib/publisher/circle-ci/circle-ci-subject';
import { account } from '../../synthesis';
import { trustOf, uuids, warningsFor } from '../oidc-role';
import { type Claims, mayAssume } from '../token-simulation';

const organizationId = uuids.organization;
const project: CircleCiProject = { organizationId, projectId: uuids.project, origin: 'github.com/acme/app' };
const issuer = `oidc.circleci.com/org/${organizationId}`;
const anyUser = `org/${organizationId}/project/${uuids.project}/user/????????-????-????-????-????????????`;

test.each([
  ['a branch', CircleCiSubject.branch(project, 'main'), 'main'],
  ['branches by a pattern', CircleCiSubject.branchPattern(project, 'release/*'), 'release/*'],
])('trusts %s of the repository of one project, for any user', (_, subject, branch) => {
  expect(trustOf(subject)).toEqual([
    {
      Effect: 'Allow',
      Action: 'sts:AssumeRoleWithWebIdentity',
      Principal: { Federated: `arn:aws:iam::${account}:oidc-provider/${issuer}` },
      Condition: {
        StringEquals: { [`${issuer}:aud`]: organizationId },
        StringLike: { [`${issuer}:sub`]: `${anyUser}/vcs-origin/github.com/acme/app/vcs-ref/refs/heads/${branch}` },
      },
    },
  ]);
});

test('warns of nothing, because the trust uses ids only', () => {
  expect(warningsFor(CircleCiSubject.branch(project, 'main'))).toEqual([]);
});

function claimsOf(ref: string, { projectId, origin }: CircleCiProject = project): Claims {
  const run = `org/${organizationId}/project/${projectId}/user/${uuids.user}`;
  return { aud: organizationId, sub: `${run}/vcs-origin/${origin}/vcs-ref/${ref}` };
}

const exact = trustOf(CircleCiSubject.branch(project, 'main'));
const pattern = trustOf(CircleCiSubject.branchPattern(project, 'release/*'));
const genuine = claimsOf('refs/heads/main');
const release = claimsOf('refs/heads/release/1/2');

test.each<[string, typeof exact, Claims, Claims]>([
  ['a branch that starts like it', exact, claimsOf('refs/heads/main-evil'), genuine],
  ['a branch that ends like it', exact, claimsOf('refs/heads/evil/main'), genuine],
  [
    'a branch named like the rest of the subject',
    exact,
    claimsOf('refs/heads/x/vcs-origin/github.com/acme/app/vcs-ref/refs/heads/main'),
    genuine,
  ],
  [
    'a fork whose branch is named like the rest of the subject',
    exact,
    claimsOf('refs/heads/vcs-origin/github.com/acme/app/vcs-ref/refs/heads/main', {
      ...project,
      origin: 'github.com/evil/app',
    }),
    genuine,
  ],
  ['a tag of that name', exact, claimsOf('refs/tags/main'), genuine],
  ['a pull request', exact, claimsOf('refs/pull/1/head'), genuine],
  ['a fork', exact, claimsOf('refs/heads/main', { ...project, origin: 'github.com/evil/app' }), genuine],
  [
    'a repository that starts like it',
    exact,
    claimsOf('refs/heads/main', { ...project, origin: 'github.com/acme/app-evil' }),
    genuine,
  ],
  ['another project', exact, claimsOf('refs/heads/main', { ...project, projectId: uuids.other }), genuine],
  [
    'the token without V2, which tells no branch',
    exact,
    { aud: organizationId, sub: `org/${organizationId}/project/${uuids.project}/user/${uuids.user}` },
    genuine,
  ],
  ['another audience', exact, { ...genuine, aud: 'sts.amazonaws.com' }, genuine],
  ['no audience', exact, { sub: genuine.sub ?? '' }, genuine],
  ['no subject', exact, { aud: organizationId }, genuine],
  ['a branch that does not match the pattern', pattern, claimsOf('refs/heads/releases'), release],
  ['a tag that fits the pattern', pattern, claimsOf('refs/tags/release/1'), release],
  [
    'a branch that does not match the pattern but contains a matching one',
    pattern,
    claimsOf('refs/heads/x/vcs-origin/github.com/acme/app/vcs-ref/refs/heads/release/1'),
    release,
  ],
])('a job with %s is refused', async (_, trust, refused, allowed) => {
  expect(await mayAssume(trust, issuer, refused)).toBe(false);
  expect(await mayAssume(trust, issuer, allowed)).toBe(true);
});

const address = "must be the address of a repository as 'github.com/owner/name'";

test.each([
  ['https://github.com/acme/app', "Omit the part before the host, such as 'https://'"],
  ['git@github.com:acme/app', "Omit the part before the host, such as 'https://'"],
  ['github.com/acme/*', 'A wildcard would trust other repositories. Name each one'],
  ['github.com/acme/${aws:username}', 'IAM would replace the variable. Write the name'],
  ['github.com/acme/app.git', "Omit '.git'"],
  ['acme/app', 'it has a host, an owner and a name'],
  ['github.com/acme', 'it has a host, an owner and a name'],
  ['github.com/acme/a b', 'it has a host, an owner and a name'],
])('fails when the origin is %s', (origin, reason) => {
  const message = `\`origin\` ${address}, got '${origin}'. ${reason}`;
  expect(() => CircleCiSubject.branch({ ...project, origin }, 'main')).toThrow(new Error(message));
});

test.each([
  [
    'the organization',
    { organizationId: 'acme' },
    "`organizationId` must be the UUID of a CircleCI organization, got 'acme'",
  ],
  ['the project', { projectId: '*' }, "`projectId` must be the UUID of a CircleCI project, got '*'"],
])('fails when %s is no UUID', (_, given, message) => {
  expect(() => CircleCiSubject.branch({ ...project, ...given }, 'main')).toThrow(new Error(message));
});

test.each([
  ['a wildcard', '*', 'A wildcard would match other branches. Name each one'],
  ['a variable', '${aws:username}', 'IAM would replace the variable. Write the name'],
  ['a full ref', 'refs/heads/main', "Omit 'refs/heads/': 'main'"],
])('fails when the branch is %s', (_, branch, reason) => {
  const message = `\`branch\` must be the name of one Git branch, got '${branch}'. ${reason}`;
  expect(() => CircleCiSubject.branch(project, branch)).toThrow(new Error(message));
});

const { valueAsString: token } = new CfnParameter(new Stack(), 'Token');
const named = "A '*' in it would trust values that are not named";

test.each<[string, () => unknown, string]>([
  ['organizationId', () => CircleCiIssuer.organization(token), 'IAM names the keys of conditions after the issuer'],
  ['projectId', () => CircleCiSubject.branch({ ...project, projectId: token }, 'main'), named],
  ['origin', () => CircleCiSubject.branch({ ...project, origin: token }, 'main'), named],
  ['branch', () => CircleCiSubject.branch(project, token), named],
  ['pattern', () => CircleCiSubject.branchPattern(project, token), named],
])('fails when %s is a token', (name, make, reason) => {
  expect(make).toThrow(new Error(`\`${name}\` must be known at synth, got a token. ${reason}`));
});

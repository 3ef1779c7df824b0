import { CfnParameter, Stack } from 'aws-cdk-lib';
import { BitbucketIssuer } from '../../../lib/publisher/bitbucket/bitbucket-issuer';
import { type BitbucketRepository, BitbucketSubject } from '../../../lib/publisher/bitbucket/bitbucket-subject';
import { account } from '../../synthesis';
import { trustOf, uuids, warningsFor } from '../oidc-role';
import { type Claims, mayAssume } from '../token-simulation';

const repository: BitbucketRepository = {
  workspace: 'acme',
  workspaceUuid: uuids.organization,
  repositoryUuid: uuids.project,
};
const environmentUuid = '55555555-aaaa-4bbb-8ccc-000000000005';
const issuer = 'api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc';
const aud = `ari:cloud:bitbucket::workspace/${uuids.organization}`;
const step = '????????-????-????-????-????????????';

const inEnvironment = BitbucketSubject.environment(repository, environmentUuid);
const inNone = BitbucketSubject.withoutEnvironment(repository);

test.each([
  ['an environment', inEnvironment, `{${uuids.project}}:{${environmentUuid}}:{${step}}`],
  ['no environment', inNone, `{${uuids.project}}:{${step}}`],
])('trusts steps for %s of one repository', (_, subject, sub) => {
  expect(trustOf(subject)).toEqual([
    {
      Effect: 'Allow',
      Action: 'sts:AssumeRoleWithWebIdentity',
      Principal: { Federated: `arn:aws:iam::${account}:oidc-provider/${issuer}` },
      Condition: { StringEquals: { [`${issuer}:aud`]: aud }, StringLike: { [`${issuer}:sub`]: sub } },
    },
  ]);
});

test('environments of a workspace share a statement', () => {
  const [statement, ...more] = trustOf(inEnvironment, BitbucketSubject.environment(repository, uuids.other), inNone);
  expect(more).toEqual([]);
  expect(JSON.stringify(statement)).toContain(uuids.other);
});

test('warns of nothing, because the trust uses ids only', () => {
  expect(warningsFor(inEnvironment)).toEqual([]);
});

const sub = (...parts: string[]) => parts.map((part) => `{${part}}`).join(':');
const deploying: Claims = { aud, sub: sub(uuids.project, environmentUuid, uuids.user) };
const building: Claims = { aud, sub: sub(uuids.project, uuids.user) };
const environment = trustOf(inEnvironment);
const none = trustOf(inNone);

test.each<[string, typeof none, Claims, Claims]>([
  ['another repository', environment, { aud, sub: sub(uuids.other, environmentUuid, uuids.user) }, deploying],
  ['another environment', environment, { aud, sub: sub(uuids.project, uuids.other, uuids.user) }, deploying],
  ['no environment, if one is named', environment, building, deploying],
  ['the environment as its step', environment, { aud, sub: sub(uuids.project, environmentUuid) }, deploying],
  ['an environment, if none is named', none, deploying, building],
  ['the repository as its environment', none, { aud, sub: sub(uuids.other, uuids.project, uuids.user) }, building],
  ['no braces', none, { aud, sub: `${uuids.project}:${uuids.user}` }, building],
  ['another workspace', none, { ...building, aud: `ari:cloud:bitbucket::workspace/${uuids.other}` }, building],
  ['no audience', none, { sub: building.sub ?? '' }, building],
  ['no subject', none, { aud }, building],
])('a step with %s is refused', async (_, trust, refused, allowed) => {
  expect(await mayAssume(trust, issuer, refused)).toBe(false);
  expect(await mayAssume(trust, issuer, allowed)).toBe(true);
});

const whose = {
  workspaceUuid: 'a Bitbucket workspace',
  repositoryUuid: 'a Bitbucket repository',
};

describe.each(Object.entries(whose))('%s', (name, owner) => {
  test.each([
    ['has braces', `{${uuids.other}}`, '. Omit the braces'],
    ['is in upper case', uuids.other.toUpperCase(), '. Write it in lower case'],
    ['is a name', 'app', ''],
    ['is a wildcard', '*', ''],
    ['is short', uuids.other.slice(1), ''],
    ['holds another part', `${uuids.other}:x`, ''],
  ])('fails when it %s', (_, value, remedy) => {
    const message = `\`${name}\` must be the UUID of ${owner}, got '${value}'${remedy}`;
    expect(() => BitbucketSubject.withoutEnvironment({ ...repository, [name]: value })).toThrow(new Error(message));
  });
});

test('fails when the environment is given by its name', () => {
  const message = "`environmentUuid` must be the UUID of a Bitbucket deployment environment, got 'production'";
  expect(() => BitbucketSubject.environment(repository, 'production')).toThrow(new Error(message));
});

const characters = "Use at most 62 lower-case letters, digits, '_' and '-'";

test.each([
  ['*', characters],
  ['Acme', characters],
  ['acme/app', 'Omit the repository and the address of the server'],
  ['acme/../evil', 'Omit the repository and the address of the server'],
])('fails when the workspace is %s', (workspace, remedy) => {
  const message = `\`workspace\` must be the id of a Bitbucket workspace, got '${workspace}'. ${remedy}`;
  expect(() => BitbucketIssuer.workspace(workspace, uuids.organization)).toThrow(new Error(message));
});

const { valueAsString: token } = new CfnParameter(new Stack(), 'Token');

test.each([
  ['workspace', 'IAM names the keys of conditions after the issuer'],
  ['repositoryUuid', "A '*' in it would trust values that are not named"],
])('fails when %s is a token', (name, reason) => {
  const message = `\`${name}\` must be known at synth, got a token. ${reason}`;
  expect(() => BitbucketSubject.withoutEnvironment({ ...repository, [name]: token })).toThrow(new Error(message));
});

import { CfnParameter, Fn, Stack } from 'aws-cdk-lib';
import { BuildkiteSubject } from '../../../lib/publisher/buildkite/buildkite-subject';
import { account } from '../../synthesis';
import { trustOf, uuids, warningsFor } from '../oidc-role';
import { type Claims, mayAssume } from '../token-simulation';

const issuer = 'agent.buildkite.com';
const options = { pipelineId: uuids.project };
const aud = 'sts.amazonaws.com';

test.each([
  [
    'a branch by the id of its pipeline',
    BuildkiteSubject.branch('acme/app', 'main', options),
    { [`${issuer}:build_branch`]: 'main', [`${issuer}:pipeline_id`]: uuids.project },
    'refs/heads/main',
  ],
  [
    'a branch by the slug of its pipeline',
    BuildkiteSubject.branch('acme/app', 'release/1'),
    { [`${issuer}:build_branch`]: 'release/1' },
    'refs/heads/release/1',
  ],
  [
    'a tag',
    BuildkiteSubject.tag('acme/app', 'v1.0.0', options),
    { [`${issuer}:pipeline_id`]: uuids.project },
    'refs/tags/v1.0.0',
  ],
])('trusts %s, for any commit and step', (_, subject, claims, ref) => {
  expect(trustOf(subject)).toEqual([
    {
      Effect: 'Allow',
      Action: 'sts:AssumeRoleWithWebIdentity',
      Principal: { Federated: `arn:aws:iam::${account}:oidc-provider/${issuer}` },
      Condition: {
        StringEquals: { [`${issuer}:aud`]: aud, ...claims },
        StringLike: { [`${issuer}:sub`]: `organization:acme:pipeline:app:ref:${ref}:commit:*:step:*` },
      },
    },
  ]);
});

test('an id may be a token', () => {
  const pipelineId = Fn.ref('Id');
  const [statement] = trustOf(BuildkiteSubject.branch('acme/app', 'main', { pipelineId }));
  expect(JSON.stringify(statement)).toContain('"agent.buildkite.com:pipeline_id":{"Ref":"Id"}');
});

const commit = '9f3182061f1e2cca4702c368cbc039b7dc9d4485';

/** The claims of a token for a branch, as Buildkite writes them. */
function claimsOf(branch: string, step = 'build', pipeline = 'acme/app'): Claims {
  const [organization = '', slug = ''] = pipeline.split('/');
  return {
    aud,
    sub: `organization:${organization}:pipeline:${slug}:ref:refs/heads/${branch}:commit:${commit}:step:${step}`,
    build_branch: branch,
    pipeline_id: uuids.project,
  };
}

const exact = trustOf(BuildkiteSubject.branch('acme/app', 'main', options));
const tag = trustOf(BuildkiteSubject.tag('acme/app', 'v1', options));
const genuine = claimsOf('main');
const tagged: Claims = { ...genuine, sub: (genuine.sub ?? '').replace('refs/heads/main', 'refs/tags/v1') };

test.each<[string, typeof exact, Claims, Claims]>([
  ['a branch that starts like it', exact, claimsOf('main-evil'), genuine],
  ['the branch `commit` of a fork of a user `main`', exact, claimsOf('main:commit'), genuine],
  ['a branch name that a user typed', exact, claimsOf('main:commit:x:step:y'), genuine],
  ['a step named like the rest of a subject', exact, claimsOf('evil', 'ref:refs/heads/main:commit:x:step:y'), genuine],
  ['another branch under the name of the trusted one', exact, { ...genuine, build_branch: 'evil' }, genuine],
  ['no branch', exact, { aud, sub: genuine.sub ?? '', pipeline_id: uuids.project }, genuine],
  ['another pipeline', exact, claimsOf('main', 'build', 'acme/evil'), genuine],
  ['a pipeline that starts like it', exact, claimsOf('main', 'build', 'acme/app-evil'), genuine],
  ['another organization', exact, claimsOf('main', 'build', 'evil/app'), genuine],
  ['a slug that belongs to another pipeline now', exact, { ...genuine, pipeline_id: uuids.other }, genuine],
  ['a tag of that name', exact, { ...genuine, sub: tagged.sub?.replace('v1', 'main') ?? '' }, genuine],
  ['an id for its subject', exact, { ...genuine, sub: uuids.project }, genuine],
  ['another audience', exact, { ...genuine, aud: 'https://buildkite.com/acme' }, genuine],
  ['no subject', exact, { aud, build_branch: 'main', pipeline_id: uuids.project }, genuine],
  ['a tag that starts like it', tag, { ...tagged, sub: tagged.sub?.replace('v1', 'v1.1') ?? '' }, tagged],
  ['a branch named like the tag', tag, claimsOf('v1'), tagged],
])('a job with %s is refused', async (_, trust, refused, allowed) => {
  expect(await mayAssume(trust, issuer, refused)).toBe(false);
  expect(await mayAssume(trust, issuer, allowed)).toBe(true);
});

test('any step of a build is accepted, including one without a key', async () => {
  expect(await mayAssume(exact, issuer, claimsOf('main', ''))).toBe(true);
  expect(await mayAssume(exact, issuer, claimsOf('main', 'x:step:y'))).toBe(true);
});

test('warns of slugs without an id', () => {
  expect(warningsFor(BuildkiteSubject.tag('acme/app', 'v1', options))).toEqual([]);
  expect(warningsFor(BuildkiteSubject.branch('acme/app', 'main'))).toEqual([
    'The trust in acme/app depends on slugs. A later pipeline with the same slugs is trusted too. Set pipelineId, ' +
      'and request tokens with --claim pipeline_id.' +
      ' [ack: Annotation::cdk-ecr-publishing:BuildkiteSubjectWithoutId]',
  ]);
});

const slugs = "each slug has lower-case letters, digits, '-' and '_', and there is one slash";

test.each([
  ['acme/*', 'A wildcard would trust other pipelines. Name each one'],
  ['*', 'A wildcard would trust other pipelines. Name each one'],
  ['acme/${aws:username}', 'IAM would replace the variable. Write the name'],
  ['acme', 'The organization or the pipeline is missing'],
  ['acme/app:ref:refs/heads/main', slugs],
  ['acme/app/x', slugs],
  ['Acme/app', slugs],
  ['acme/-app', slugs],
  ['acme/a pp', slugs],
  ['https://buildkite.com/acme/app', 'Omit the address of the server'],
])('fails when the pipeline is %s', (pipeline, reason) => {
  const message = `\`pipeline\` must be a Buildkite pipeline as 'organization/pipeline', got '${pipeline}'. ${reason}`;
  expect(() => BuildkiteSubject.branch(pipeline, 'main', options)).toThrow(new Error(message));
});

test.each<[string, () => unknown, string]>([
  [
    'the id is a slug',
    () => BuildkiteSubject.tag('acme/app', 'v1', { pipelineId: 'app' }),
    "`pipelineId` must be the UUID of a Buildkite pipeline, got 'app'",
  ],
  [
    'the branch is a pattern',
    () => BuildkiteSubject.branch('acme/app', 'release/*', options),
    "`branch` must be the name of one Git branch, got 'release/*'. " +
      'A wildcard would match other branches. Name each one',
  ],
  [
    'the branch holds a colon',
    () => BuildkiteSubject.branch('acme/app', 'main:commit:x', options),
    "`branch` must be the name of one Git branch, got 'main:commit:x'. Git does not accept such a ref name",
  ],
  [
    'the tag is a pattern',
    () => BuildkiteSubject.tag('acme/app', 'v?', options),
    "`tag` must be the name of one Git tag, got 'v?'. A wildcard would match other tags. Name each one",
  ],
])('fails when %s', (_, make, message) => {
  expect(make).toThrow(new Error(message));
});

test.each(['pipeline', 'branch', 'tag'])('fails when the %s is a token', (name) => {
  const { valueAsString: token } = new CfnParameter(new Stack(), 'Token');
  const make: Record<string, () => unknown> = {
    pipeline: () => BuildkiteSubject.branch(token, 'main'),
    branch: () => BuildkiteSubject.branch('acme/app', token),
    tag: () => BuildkiteSubject.tag('acme/app', token),
  };
  const message = `\`${name}\` must be known at synth, got a token. A '*' in it would trust values that are not named`;
  expect(() => make[name]?.()).toThrow(new Error(message));
});

import { CfnParameter, Fn, Stack } from 'aws-cdk-lib';
import { GitLabIssuer } from '../../../lib/publisher/gitlab/gitlab-issuer';
import { GitLabSubject, type GitLabSubjectOptions } from '../../../lib/publisher/gitlab/gitlab-subject';
import { account } from '../../synthesis';
import { trustOf, warningsFor } from '../oidc-role';
import { type Claims, mayAssume } from '../token-simulation';

const options = { projectId: '42' };
const own = GitLabIssuer.selfManaged('gitlab.example.com');

function statement(issuer: string, Condition: object): object {
  return {
    Effect: 'Allow',
    Action: 'sts:AssumeRoleWithWebIdentity',
    Principal: { Federated: `arn:aws:iam::${account}:oidc-provider/${issuer}` },
    Condition,
  };
}

test.each<[string, GitLabSubject, object]>([
  [
    'a protected branch by the id of its project',
    GitLabSubject.branch('acme/app', 'main', options),
    {
      'gitlab.com:aud': 'sts.amazonaws.com',
      'gitlab.com:sub': 'project_path:acme/app:ref_type:branch:ref:main',
      'gitlab.com:project_id': '42',
      'gitlab.com:ref_protected': 'true',
    },
  ],
  [
    'a tag of a project in a subgroup, protected or not',
    GitLabSubject.tag('acme/team_a/App.v2', 'v1.0.0', { ...options, acceptUnprotected: true }),
    {
      'gitlab.com:aud': 'sts.amazonaws.com',
      'gitlab.com:sub': 'project_path:acme/team_a/App.v2:ref_type:tag:ref:v1.0.0',
      'gitlab.com:project_id': '42',
    },
  ],
  [
    'a branch of a project by its path',
    GitLabSubject.branch('acme/app', 'main'),
    {
      'gitlab.com:aud': 'sts.amazonaws.com',
      'gitlab.com:sub': 'project_path:acme/app:ref_type:branch:ref:main',
      'gitlab.com:ref_protected': 'true',
    },
  ],
])('trusts exactly %s', (_, subject, equals) => {
  expect(trustOf(subject)).toEqual([statement('gitlab.com', { StringEquals: equals })]);
});

test.each([
  ['the subject alone of a self-managed GitLab', 'gitlab.example.com', {}],
  ['the subject of one below a path', 'example.com/gitlab', { acceptUnprotected: true }],
])('trusts %s', (_, issuer, more) => {
  const subject = GitLabSubject.branch('acme/app', 'main', { issuer: GitLabIssuer.selfManaged(issuer), ...more });
  const equals = {
    [`${issuer}:aud`]: 'sts.amazonaws.com',
    [`${issuer}:sub`]: 'project_path:acme/app:ref_type:branch:ref:main',
  };
  expect(trustOf(subject)).toEqual([statement(issuer, { StringEquals: equals })]);
});

test.each([
  ['branches', GitLabSubject.branchPattern('acme/app', 'release/*', options), 'branch:ref:release/*'],
  ['tags', GitLabSubject.tagPattern('acme/app', 'v*', options), 'tag:ref:v*'],
])('accepts a pattern of %s, of one project', (_, subject, ref) => {
  expect(trustOf(subject)).toEqual([
    statement('gitlab.com', {
      StringEquals: {
        'gitlab.com:aud': 'sts.amazonaws.com',
        'gitlab.com:project_id': '42',
        'gitlab.com:ref_protected': 'true',
      },
      StringLike: { 'gitlab.com:sub': `project_path:acme/app:ref_type:${ref}` },
    }),
  ]);
});

test('branches of a project share a statement, and another project has its own', () => {
  const trust = trustOf(
    GitLabSubject.branch('acme/app', 'main', options),
    GitLabSubject.branch('acme/web', 'main', { projectId: '43' }),
    GitLabSubject.branch('acme/app', 'next', options),
  );
  const claims = trust.map(({ Condition }) => {
    const { StringEquals: equals } = Condition as { StringEquals: Record<string, unknown> };
    return [equals['gitlab.com:sub'], equals['gitlab.com:project_id']];
  });
  expect(claims).toEqual([
    [['project_path:acme/app:ref_type:branch:ref:main', 'project_path:acme/app:ref_type:branch:ref:next'], '42'],
    ['project_path:acme/web:ref_type:branch:ref:main', '43'],
  ]);
});

test('an exact subject accepts CDK tokens', () => {
  const branch = Fn.ref('Branch');
  const [trusted] = trustOf(GitLabSubject.branch('acme/app', branch, { projectId: branch }));
  expect(JSON.stringify(trusted)).toContain('{"Ref":"Branch"}');
});

const genuine: Claims = {
  aud: 'sts.amazonaws.com',
  sub: 'project_path:acme/app:ref_type:branch:ref:main',
  project_id: '42',
  ref_protected: 'true',
};
const exact = trustOf(GitLabSubject.branch('acme/app', 'main', options));
const pattern = trustOf(GitLabSubject.branchPattern('acme/app', 'release/*', options));
const release: Claims = { ...genuine, sub: 'project_path:acme/app:ref_type:branch:ref:release/1/2' };
const both = trustOf(
  GitLabSubject.branch('acme/app', 'main', options),
  GitLabSubject.branch('acme/web', 'main', { projectId: '43' }),
);

/** Each differs in one claim from claims that are accepted. */
test.each<[string, typeof exact, Claims, Claims]>([
  ['a branch that starts like it', exact, { ...genuine, sub: `${genuine.sub ?? ''}-evil` }, genuine],
  ['a tag of that name', exact, { ...genuine, sub: 'project_path:acme/app:ref_type:tag:ref:main' }, genuine],
  ['a project that ends like it', exact, { ...genuine, sub: `project_path:evil/${genuine.sub ?? ''}` }, genuine],
  [
    'a project in a group of that name',
    exact,
    { ...genuine, sub: 'project_path:acme/app/evil:ref_type:branch:ref:main' },
    genuine,
  ],
  ['another case', exact, { ...genuine, sub: 'project_path:Acme/app:ref_type:branch:ref:main' }, genuine],
  ['a path that belongs to another project now', exact, { ...genuine, project_id: '43' }, genuine],
  ['a ref that is not protected, as in a merge request', exact, { ...genuine, ref_protected: 'false' }, genuine],
  ['another audience', exact, { ...genuine, aud: 'https://gitlab.com' }, genuine],
  ['no audience', exact, { sub: genuine.sub ?? '', project_id: '42', ref_protected: 'true' }, genuine],
  ['no subject', exact, { aud: 'sts.amazonaws.com', project_id: '42', ref_protected: 'true' }, genuine],
  ['the path of one and the id of another', both, { ...genuine, project_id: '43' }, genuine],
  [
    'a branch that does not match the pattern',
    pattern,
    { ...genuine, sub: 'project_path:acme/app:ref_type:branch:ref:r' },
    release,
  ],
  [
    'a tag that fits the pattern',
    pattern,
    { ...genuine, sub: 'project_path:acme/app:ref_type:tag:ref:release/1' },
    release,
  ],
  [
    'another project whose branch repeats the subject',
    pattern,
    {
      ...genuine,
      sub: 'project_path:acme/evil:ref_type:branch:ref:project_path:acme/app:ref_type:branch:ref:release/1',
    },
    release,
  ],
])('a job with %s is refused', async (_, trust, refused, allowed) => {
  expect(await mayAssume(trust, 'gitlab.com', refused)).toBe(false);
  expect(await mayAssume(trust, 'gitlab.com', allowed)).toBe(true);
});

const byPath =
  'The trust in acme/app depends on the path. A later project at that path is trusted too. Set projectId. ' +
  '[ack: Annotation::cdk-ecr-publishing:GitLabSubjectWithoutId]';
const unprotected =
  'The trust in acme/app accepts refs by a pattern, protected or not. Anyone who can push such a ref can publish. ' +
  'Name the refs, or protect them and omit acceptUnprotected.' +
  ' [ack: Annotation::cdk-ecr-publishing:GitLabUnprotectedPattern]';

test.each<[string, GitLabSubject, string[]]>([
  ['nothing if the id is set', GitLabSubject.branchPattern('acme/app', 'v*', options), []],
  ['nothing if AWS reads no id', GitLabSubject.branch('acme/app', 'main', { issuer: own }), []],
  ['a path', GitLabSubject.branch('acme/app', 'main'), [byPath]],
  [
    'a pattern of refs that may be unprotected',
    GitLabSubject.tagPattern('acme/app', 'v*', { ...options, acceptUnprotected: true }),
    [unprotected],
  ],
  ['the same of a self-managed GitLab', GitLabSubject.tagPattern('acme/app', 'v*', { issuer: own }), [unprotected]],
])('warns of %s', (_, subject, warnings) => {
  expect(warningsFor(subject)).toEqual(warnings);
});

const project = "must be a GitLab project as 'group/project'";
const parts = "Each part has letters, digits, '.', '_' and '-', and begins with a letter, a digit or '_'";

test.each([
  ['acme/*', 'A wildcard would trust other projects. Name each one'],
  ['*', 'A wildcard would trust other projects. Name each one'],
  ['acme/ap?', 'A wildcard would trust other projects. Name each one'],
  ['${aws:username}/x', 'IAM would replace the variable. Write the name'],
  ['acme', 'The group or the project is missing'],
  ['acme/app:ref_type:branch:ref:main', parts],
  ['acme//app', parts],
  ['acme/-app', parts],
  ['acme/app.', parts],
  ['acme/a pp', parts],
  ['acme/app.git', "Omit '.git'"],
  ['https://gitlab.com/acme/app', 'Omit the address of the server'],
])('fails when the project is %s', (path, reason) => {
  const message = `\`project\` ${project}, got '${path}'. ${reason}`;
  expect(() => GitLabSubject.branch(path, 'main', options)).toThrow(new Error(message));
});

const id = '`projectId` must be the numeric id of a GitLab project as digits, got';
const left =
  '`projectId` must not be set for a self-managed GitLab, got one. AWS reads only the subject and the audience of ' +
  'its tokens.';

test.each<[string, object, string]>([
  ['the id is a wildcard', { projectId: '*' }, `${id} '*'`],
  ['the id is a path', { projectId: 'acme/app' }, `${id} 'acme/app'`],
  ['the id is empty', { projectId: '' }, `${id} ''`],
  ['the id is a number', { projectId: 42 }, `${id} the number 42. Write it in quotes`],
  ['a self-managed GitLab has an id', { projectId: '42', issuer: own }, left],
  [
    'a self-managed GitLab has to be protected',
    { acceptUnprotected: false, issuer: own },
    '`acceptUnprotected` must be true or omitted for a self-managed GitLab, got the boolean false. AWS cannot ' +
      'check which of its refs are protected.',
  ],
])('fails when %s', (_, given, message) => {
  expect(() => GitLabSubject.branch('acme/app', 'main', given as GitLabSubjectOptions)).toThrow(new Error(message));
});

const wildcard = 'A wildcard would match other branches. Name each one';

test.each([
  ['*', wildcard],
  ['main*', wildcard],
  ['${aws:username}', 'IAM would replace the variable. Write the name'],
  ['main:ref:x', 'Git does not accept such a ref name'],
  ['a b', 'Git does not accept such a ref name'],
  ['refs/heads/main', "Omit 'refs/heads/': 'main'"],
])('fails when the branch is %s', (branch, reason) => {
  const message = `\`branch\` must be the name of one Git branch, got '${branch}'. ${reason}`;
  expect(() => GitLabSubject.branch('acme/app', branch, options)).toThrow(new Error(message));
});

test.each([
  ['*', 'That would match every branch. Name a part of them'],
  ['main', "It has no '*'. Use branch()"],
  ['release/?', "A pattern does not contain '?'"],
  ['${aws:username}*', 'IAM would replace the variable. Write the name'],
  ['release:*', 'Git does not accept such a ref name'],
  ['refs/heads/*', "Omit 'refs/heads/': '*'"],
])('fails when the pattern of branches is %s', (pattern, reason) => {
  const message = `\`pattern\` must be a pattern of Git branches with '*' for any text, got '${pattern}'. ${reason}`;
  expect(() => GitLabSubject.branchPattern('acme/app', pattern, options)).toThrow(new Error(message));
});

test.each([
  ['gitlab.com', 'Use GitLabIssuer.gitLab()'],
  ['https://gitlab.example.com', "Omit 'https://'"],
  ['gitlab.example.com/', 'Omit the slash at its end'],
  ['gitlab.example.com:8443', 'IAM does not accept a port'],
  ['GitLab.example.com', "Write it as 'gitlab.example.com', in lower case"],
  ['*.example.com', "Write it as 'gitlab.example.com', in lower case"],
  ['localhost', "Write it as 'gitlab.example.com', in lower case"],
])('fails when the address of a self-managed GitLab is %s', (address, reason) => {
  const message = `\`address\` must be the address of a self-managed GitLab, got '${address}'. ${reason}`;
  expect(() => GitLabIssuer.selfManaged(address)).toThrow(new Error(message));
});

test('fails when the address of a self-managed GitLab is a token', () => {
  const { valueAsString: address } = new CfnParameter(new Stack(), 'Address');
  const message = '`address` must be known at synth, got a token. IAM names the keys of conditions after the issuer';
  expect(() => GitLabIssuer.selfManaged(address)).toThrow(new Error(message));
});

test('fails when a pattern, or the project of one, is a token', () => {
  const { valueAsString: token } = new CfnParameter(new Stack(), 'Token');
  const problem = "must be known at synth, got a token. A '*' in it would trust values that are not named";
  expect(() => GitLabSubject.branchPattern('acme/app', token)).toThrow(new Error(`\`pattern\` ${problem}`));
  expect(() => GitLabSubject.tagPattern(token, 'v*')).toThrow(new Error(`\`project\` ${problem}`));
});

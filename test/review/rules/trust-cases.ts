import {
  allow,
  appArn,
  gitHubConditions,
  gitHubHost as host,
  gitHubRole,
  provider,
  pushes,
  role,
  type RuleCases,
  uploads,
  webStatement,
  inline,
  webRole,
} from './fixtures';

const main = 'repo:acme/app:ref:refs/heads/main';
const exact = gitHubRole('StringEquals', main);
const equalsAud = { StringEquals: { [`${host}:aud`]: 'sts.amazonaws.com' } };
const anyProvider = (conditions: object) =>
  role([
    {
      Effect: 'Allow',
      Principal: { Federated: { Ref: 'ProviderArn' } },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: conditions,
    },
  ]);
const ownGitLab = (sub: string) =>
  webRole('git.acme.com', { StringEquals: { 'git.acme.com:aud': 'aws' }, StringLike: { 'git.acme.com:sub': sub } });
const notOrganization = { StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } };
const gitHubLike = (subject: string | string[], further = {}) => gitHubRole('StringLike', subject, further);
const trustOf = (principal: unknown, further: object = {}) =>
  role([{ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole', ...further }]);
/** A trust that lets a principal set session tags. */
const mayTag = (principal: object, condition?: object) => ({
  Effect: 'Allow',
  Principal: principal,
  Action: ['sts:AssumeRole', 'sts:TagSession'],
  ...(condition && { Condition: condition }),
});
/** A push to the repositories of the team in a session tag. */
const byTag = {
  Effect: 'Allow',
  Action: uploads,
  Resource: 'arn:aws:ecr:us-east-1:123456789012:repository/${aws:PrincipalTag/team}/*',
};
const own = 'arn:aws:iam::123456789012:root';
const pusherArn = 'arn:aws:iam::123456789012:role/pusher';
const deny = (action: string, resource: string) => ({ Effect: 'Deny', Action: action, Resource: resource });
/** A role for pull requests, and one that pushes and trusts a principal. */
const withPusher = (statement: object, principal: string, subject = 'repo:acme/app:pull_request') => ({
  ...gitHubLike(subject, inline(statement)),
  Pusher: {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: 'pusher',
      AssumeRolePolicyDocument: {
        Statement: [{ Effect: 'Allow', Principal: { AWS: principal }, Action: 'sts:AssumeRole' }],
      },
      ...pushes,
    },
  },
});
/** Two roles away from the one that pushes. */
const throughDeployer = {
  ...withPusher(
    allow('sts:AssumeRole', 'arn:aws:iam::123456789012:role/deployer'),
    'arn:aws:iam::123456789012:role/deployer',
  ),
  Deployer: {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: 'deployer',
      AssumeRolePolicyDocument: {
        Statement: [{ Effect: 'Allow', Principal: { AWS: own }, Action: 'sts:AssumeRole' }],
      },
    },
  },
};
/** A condition whose key is filled in at deploy, as CDK's CfnJson makes it. */
const openKey = {
  ...webRole(host, { StringEquals: { 'Fn::GetAtt': ['Json', 'Value'] } }),
  Json: {
    Type: 'Custom::AWSCDKCfnJson',
    Properties: { Value: { 'Fn::Join': ['', ['{"', { Ref: 'Issuer' }, `:sub":"${main}"}`]] } },
  },
};
const long = (length: number) =>
  gitHubRole(
    'StringEquals',
    Array.from({ length }, (_, index) => `repo:acme/application-${index}:ref:refs/heads/main`),
  );
const gitLab = (sub: string, operator = 'StringLike') =>
  webRole('gitlab.com', {
    StringEquals: { 'gitlab.com:aud': 'https://gitlab.com' },
    [operator]: { 'gitlab.com:sub': sub },
  });
const buildkite = (sub: string) =>
  webRole('agent.buildkite.com', {
    StringEquals: { 'agent.buildkite.com:aud': 'sts.amazonaws.com' },
    StringLike: { 'agent.buildkite.com:sub': sub },
  });
const circle = 'oidc.circleci.com/org/11111111-1111-4111-8111-111111111111';
const circleCi = (sub: string) =>
  webRole(circle, {
    StringEquals: { [`${circle}:aud`]: '11111111-1111-4111-8111-111111111111' },
    StringLike: { [`${circle}:sub`]: sub },
  });
const bucket = 'api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc';
const bitbucket = (sub: string) =>
  webRole(bucket, {
    StringEquals: { [`${bucket}:aud`]: 'ari:cloud:bitbucket::workspace/1' },
    StringLike: { [`${bucket}:sub`]: sub },
  });
const gitLabPusher = (sub: string) => webRole('gitlab.com', { StringLike: { 'gitlab.com:sub': sub } }, pushes);
const buildkitePusher = (sub: string) =>
  webRole('agent.buildkite.com', { StringLike: { 'agent.buildkite.com:sub': sub } }, pushes);
const withClaims = (subject: string, claims: object, operator = 'StringLike') =>
  webRole(host, gitHubConditions(operator, subject, { ...claims }));

export const trustCases: Readonly<Record<string, RuleCases>> = {
  'oidc-trust-without-subject': {
    wrong: [
      webRole(host, equalsAud),
      webRole(host, {}),
      webRole(host, {
        StringEquals: {
          [`${host}:aud`]: 'sts.amazonaws.com',
          [`${host}:job_workflow_ref`]: 'acme/ci/.github/workflows/x.yml@refs/heads/main',
        },
      }),
      webRole('gitlab.com', { StringEquals: { 'gitlab.com:aud': 'https://gitlab.com' } }),
      webRole('agent.buildkite.com', {}),
      webRole(bucket, { StringEquals: { [`${bucket}:aud`]: 'ari:cloud:bitbucket::workspace/1' } }),
      webRole(circle, {}),
      webRole('login.example.com', {}),
      anyProvider(equalsAud),
      anyProvider({}),
      role([{ Effect: 'Allow', Principal: { Federated: { Ref: 'GitHub' } }, Action: 'sts:AssumeRoleWithWebIdentity' }]),
    ],
    right: [
      exact,
      webRole('login.example.com', { StringEquals: { 'login.example.com:tenant': 'acme' } }),
      role([
        {
          Effect: 'Allow',
          Principal: { Federated: 'arn:aws:iam::123456789012:saml-provider/x' },
          Action: 'sts:AssumeRoleWithSAML',
        },
      ]),
      role([
        {
          Effect: 'Allow',
          Principal: { Federated: 'cognito-identity.amazonaws.com' },
          Action: 'sts:AssumeRoleWithWebIdentity',
        },
      ]),
      webRole(host, { StringEquals: { [`${host.toUpperCase()}:SUB`]: main } }),
      anyProvider(gitHubConditions('StringEquals', main)),
      anyProvider({ StringEquals: { 'Fn::Transform': { Name: 'X' } } }),
    ],
  },
  'oidc-trust-without-audience': {
    wrong: [
      webRole(host, { StringEquals: { [`${host}:sub`]: main } }),
      webRole('gitlab.com', { StringEquals: { 'gitlab.com:sub': 'project_path:acme/app:ref_type:branch:ref:main' } }),
      webRole(circle, { StringLike: { [`${circle}:sub`]: 'org/1/project/2/user/*' } }),
      webRole('agent.buildkite.com', {
        StringLike: { 'agent.buildkite.com:sub': 'organization:acme:pipeline:app:ref:refs/heads/main:*' },
      }),
    ],
    right: [exact, webRole('login.example.com', { StringEquals: { 'login.example.com:sub': 'me' } })],
  },
  'oidc-subject-of-anyone': {
    wrong: [
      gitHubLike('repo:acme*'),
      gitHubLike('*'),
      gitHubLike('repo:*'),
      gitHubLike('repo:*/app:ref:refs/heads/main'),
      gitHubLike('repo:acm?/app:ref:refs/heads/main'),
      gitHubLike('re*:acme/app:ref:refs/heads/main'),
      gitHubLike([main, 'repo:acme*:ref:refs/heads/main']),
      gitLab('project_path:acme*'),
      gitLab('*'),
      buildkite('organization:*:pipeline:app:*'),
      ownGitLab('project_path:*'),
    ],
    right: [
      gitHubLike('repo:acme/app:ref:refs/heads/*'),
      gitHubLike('repo:acme@1/app@2:*'),
      gitHubLike('repo:acme@*/app@*:ref:refs/heads/main'),
      bitbucket('*'),
      gitHubRole('StringEquals', 'repo:acme*'),
    ],
  },
  'oidc-subject-of-organization': {
    wrong: [
      gitHubLike('repo:acme/*'),
      gitHubLike('repo:acme/*:ref:refs/heads/main'),
      gitHubLike('repo:acme@123/*'),
      gitHubRole('ForAnyValue:StringLike', ['repo:acme/*']),
      gitLab('project_path:acme/*:ref_type:branch:ref:main'),
      gitLab('project_path:acme/team/*'),
      buildkite('organization:acme:*'),
      buildkite('organization:acme:pipeline:*:ref:refs/heads/main:*'),
      circleCi('org/11111111-1111-4111-8111-111111111111/*'),
      circleCi('org/11111111-1111-4111-8111-111111111111/project/*/user/*'),
      circleCi('*'),
      bitbucket('*'),
      ownGitLab('project_path:acme/*'),
      gitHubLike({ 'Fn::Sub': 'repo:${Organization}/*' } as never),
      anyProvider(gitHubConditions('StringLike', 'repo:acme/*')),
    ],
    right: [
      gitHubLike('repo:acme/app:*'),
      withClaims('repo:acme/*', { [`${host}:job_workflow_ref`]: 'acme/ci/.github/workflows/push.yml@refs/heads/main' }),
      withClaims('repo:acme/*', { [`${host}:repository_id`]: '42' }),
      gitLab('project_path:acme/app:ref_type:branch:ref:*'),
      circleCi('org/11111111-1111-4111-8111-111111111111/project/2/user/*'),
      bitbucket('{22222222-2222-4222-8222-222222222222}:*'),
      buildkite('organization:acme:pipeline:app:ref:refs/heads/main:*'),
    ],
  },
  'oidc-subject-of-alike-names': {
    wrong: [
      gitHubLike('repo:acme/app*'),
      gitHubLike('repo:acme/app*:ref:refs/heads/main'),
      gitHubLike('repo:acme/ap?:ref:refs/heads/main'),
      gitHubLike('repo:acme@1/app*@2:ref:refs/heads/main'),
      gitLab('project_path:acme/app*:ref_type:branch:ref:main'),
      buildkite('organization:acme:pipeline:app*:ref:refs/heads/main:*'),
    ],
    right: [
      exact,
      gitHubLike('repo:acme/app@*:ref:refs/heads/main'),
      gitHubLike('repo:acme/app:ref:refs/heads/release/*'),
      withClaims('repo:acme/app*', { [`${host}:repository_id`]: ['42'] }),
    ],
  },
  'oidc-subject-at-deploy': {
    wrong: [
      gitHubRole('StringEquals', { Ref: 'Subject' } as never),
      gitHubRole('StringLike', { 'Fn::Sub': 'repo:${Repository}:ref:refs/heads/main' } as never),
      gitHubRole('StringEquals', { 'Fn::Sub': 'repo:acme/${Repository}:ref:refs/heads/main' } as never),
      gitHubRole('StringLike', [main, { Ref: 'Subject' }] as never),
      openKey,
      webRole(host, { StringEquals: { [`${host.toUpperCase()}:SUB`]: { Ref: 'Subject' } } }),
      gitLab({ Ref: 'Subject' } as never),
    ],
    right: [exact, gitHubLike('repo:acme/app:*'), anyProvider(gitHubConditions('StringEquals', main))],
  },
  'oidc-subject-of-any-run': {
    wrong: [
      gitHubLike('repo:acme/app:environment:*'),
      gitHubLike('repo:acme@1/app@2:environment:prod-*', pushes),
      gitHubLike('repo:acme/app:*'),
      gitHubLike('repo:acme@1/app@2:*'),
      gitLab('project_path:acme/app:*'),
      buildkite('organization:acme:pipeline:app:*'),
    ],
    right: [
      gitHubRole('StringEquals', 'repo:acme/app:environment:*'),
      gitHubLike('repo:acme/app:environment:prod'),
      gitHubLike('repo:acme/app:environment:prod'),
      gitHubLike('repo:acme/app:*', pushes),
      withClaims('repo:acme/app:*', { [`${host}:ref`]: 'refs/heads/main' }),
      circleCi('org/11111111-1111-4111-8111-111111111111/project/2/user/*'),
    ],
  },
  'github-pull-request-pushes': {
    wrong: [
      gitHubRole('StringEquals', 'repo:acme/app:pull_request', pushes),
      gitHubLike('repo:acme/app:*', pushes),
      gitHubLike('repo:acme/app:pull*', pushes),
      gitHubRole('StringEquals', ['repo:acme/app:environment:prod', 'repo:acme@1/app@2:pull_request'], pushes),
      gitHubLike('repo:acme/app:*', inline(allow('ecr:*', appArn))),
      withPusher(allow('sts:AssumeRole', pusherArn), own),
      withPusher(allow('sts:*', 'arn:aws:iam::123456789012:role/*'), own),
      withPusher(allow('sts:AssumeRole', { 'Fn::GetAtt': ['Pusher', 'Arn'] } as never), own),
      withPusher(allow('s3:GetObject', '*'), 'arn:aws:iam::123456789012:role/ci'),
      withPusher(allow('sts:AssumeRole', pusherArn), '123456789012', 'repo:acme/app:*'),
      throughDeployer,
      webRole(host, { StringEquals: { [`${host.toUpperCase()}:SUB`]: 'repo:acme/app:pull_request' } }, pushes),
      gitHubLike('repo:acme/app:*', inline(allow('ecr:PutImage', '*'), deny('ecr:PutImage', appArn))),
      gitHubLike('repo:acme/app:*', inline({ Effect: 'Allow', Action: 'ecr:PutImage', NotResource: appArn })),
      gitLabPusher('project_path:acme/app:*'),
      gitLabPusher('project_path:acme/app:ref_type:branch:ref:*'),
      buildkitePusher('organization:acme:pipeline:app:*'),
    ],
    right: [
      withPusher(allow('sts:AssumeRole', 'arn:aws:iam::123456789012:role/other'), own),
      withPusher(allow('sts:AssumeRole', pusherArn), 'arn:aws:iam::123456789012:role/deployer'),
      withPusher(allow('sts:AssumeRole', pusherArn), own, main),
      withPusher(allow('s3:GetObject', '*'), own),
      role(
        [
          webStatement(host, gitHubConditions('StringLike', 'repo:acme/app:*')),
          {
            Effect: 'Deny',
            Principal: '*',
            Action: 'sts:AssumeRoleWithWebIdentity',
            Condition: { StringLike: { [`${host}:sub`]: '*:pull_request' } },
          },
        ],
        pushes,
      ),
      gitHubLike('repo:acme/app:*', inline(allow('ecr:*', appArn), deny('ecr:PutImage', '*'))),
      gitLabPusher('project_path:acme/app:ref_type:branch:ref:main'),
      buildkitePusher('organization:acme:pipeline:app:ref:refs/heads/main:*'),
      gitHubRole('StringEquals', main, pushes),
      gitHubRole('StringEquals', 'repo:acme/app:pull_request', inline(allow(['ecr:BatchGetImage'], appArn))),
      gitHubLike('repo:acme/app:ref:*', pushes),
      webRole(
        host,
        {
          ...gitHubConditions('StringLike', 'repo:acme/app:*'),
          StringNotLike: { [`${host}:sub`]: 'repo:*:pull_request' },
        },
        pushes,
      ),
      gitHubRole(
        'StringEquals',
        'repo:acme/app:pull_request',
        inline({ Effect: 'Deny', Action: uploads, Resource: '*' }),
      ),
      gitHubRole(
        'StringEquals',
        'repo:acme/app:pull_request',
        inline(allow(uploads, appArn), { Effect: 'Deny', Action: 'ecr:PutImage', Resource: '*' }),
      ),
    ],
  },
  'oidc-weak-condition': {
    wrong: [
      gitHubRole('ForAllValues:StringLike', main),
      gitHubRole('StringEqualsIfExists', main),
      gitHubRole('StringLikeIfExists', 'repo:acme/app:*'),
      gitHubRole('StringNotEquals', 'repo:evil/app:ref:refs/heads/main'),
      gitHubRole('StringNotLike', 'repo:evil/*'),
      gitHubRole('Null', 'false'),
      webRole(host, {
        'ForAllValues:StringEquals': { [`${host}:aud`]: 'sts.amazonaws.com' },
        StringEquals: { [`${host}:sub`]: main },
      }),
      gitLab('project_path:acme/*', 'ForAllValues:StringLike'),
    ],
    right: [
      withClaims(main, {}, 'StringEquals'),
      webRole(host, {
        ...gitHubConditions('StringEquals', main),
        StringEqualsIfExists: { [`${host}:repository_id`]: '2' },
      }),
      exact,
      gitHubRole('ForAnyValue:StringLike', [main]),
      webRole(host, {
        ...gitHubConditions('StringLike', 'repo:acme/app:*'),
        StringNotLike: { [`${host}:sub`]: '*:pull_request' },
      }),
      webRole(host, { ...gitHubConditions('ForAllValues:StringLike', main), Null: { [`${host}:sub`]: 'false' } }),
    ],
  },
  'oidc-subject-never-matches': {
    wrong: [
      gitHubRole('StringEquals', 'repo:acme/app:*'),
      gitHubRole('StringEquals', 'acme/app:ref:refs/heads/main'),
      gitHubRole('StringEquals', 'repo:acme/app'),
      gitHubRole('StringEquals', 'repo:acme/app:ref:main'),
      gitHubRole('StringEquals', 'repo:acme/app:branch:main'),
      gitLab('acme/app:ref_type:branch:ref:main'),
      gitHubRole('StringEquals', 'repo:acme@me/app@2:ref:refs/heads/main'),
      gitHubRole('StringEquals', 'repo:acme@1/app@abc:ref:refs/heads/main'),
    ],
    right: [
      exact,
      gitHubLike('repo:acme/app:*'),
      gitHubRole('StringEquals', 'repository_id:42:ref:refs/heads/main'),
      gitHubRole('StringEquals', 'repo:acme/app:pull_request'),
      gitLab('project_path:acme/app:ref_type:branch:ref:main', 'StringEquals'),
      gitHubRole('StringEquals', 'repo:acme@1/app@2:ref:refs/heads/me@home'),
      gitHubLike('repo:acme@*/app@*:ref:refs/heads/main'),
    ],
  },
  'oidc-subject-policy-variable': {
    wrong: [
      gitHubLike('repo:${aws:username}/app:*'),
      gitHubLike(`repo:acme/\${${host}:actor}:ref:refs/heads/main`),
      gitHubRole('StringEquals', 'repo:acme/${aws:PrincipalTag/repository}:ref:refs/heads/main'),
      gitLab('project_path:acme/${gitlab.com:user_login}:ref_type:branch:ref:main'),
    ],
    right: [exact, gitHubLike('repo:acme/app:ref:refs/heads/${*}')],
  },
  'oidc-key-of-other-issuer': {
    wrong: [
      webRole(`${host}/acme`, gitHubConditions('StringEquals', main)),
      webRole('token.actions.acme.ghe.com', gitHubConditions('StringEquals', main)),
      webRole(host, { StringEquals: { 'gitlab.com:sub': 'project_path:acme/app:ref_type:branch:ref:main' } }),
      webRole(`${host}/acme`, { StringEquals: { [`${host}/acme/acme:sub`]: main } }),
    ],
    right: [
      exact,
      webRole(`${host}/acme`, {
        StringEquals: { [`${host}/acme:sub`]: main, [`${host}/acme:aud`]: 'sts.amazonaws.com' },
      }),
      webRole(host, { ...gitHubConditions('StringEquals', main), StringLike: { 'aws:RequestTag/x': '*' } }),
    ],
  },
  'github-subject-of-attacker': {
    wrong: [
      gitHubRole('StringEquals', 'environment:prod'),
      gitHubRole('StringEquals', 'workflow:push'),
      gitHubRole('StringEquals', 'ref:refs/heads/main'),
      gitHubLike('head_ref:main:*'),
      gitHubRole('StringEquals', 'actor:bob'),
    ],
    right: [
      gitHubRole('StringEquals', 'repo:acme/app:environment:prod'),
      gitHubRole('StringEquals', 'repository_owner_id:1:environment:prod'),
      gitHubRole('StringEquals', 'job_workflow_ref:acme/ci/.github/workflows/push.yml@refs/heads/main'),
    ],
  },
  'github-subject-without-ids': {
    wrong: [
      exact,
      gitHubLike('repo:acme/app:*'),
      gitHubRole('StringEquals', 'repo:acme/app:environment:prod'),
      gitHubRole('StringEquals', 'repo:acme/app@2:ref:refs/heads/main'),
      gitHubLike('repo:acme@*/app@*:ref:refs/heads/main'),
    ],
    right: [
      gitHubRole('StringEquals', 'repo:acme@1/app@2:ref:refs/heads/main'),
      withClaims(main, { [`${host}:repository_id`]: '2' }, 'StringEquals'),
      gitLab('project_path:acme/app:ref_type:branch:ref:main', 'StringEquals'),
    ],
  },
  'github-environment-without-ref': {
    wrong: [
      gitHubRole('StringEquals', 'repo:acme/app:environment:prod'),
      gitHubRole('StringEquals', 'repo:acme@1/app@2:environment:prod'),
      gitHubLike('repo:acme/app:environment:*'),
      gitHubRole('StringEquals', [main, 'repo:acme/app:environment:Production%3AV1']),
    ],
    right: [
      exact,
      withClaims('repo:acme/app:environment:prod', { [`${host}:ref`]: 'refs/heads/main' }, 'StringEquals'),
    ],
  },
  'oidc-subject-of-any-tag': {
    wrong: [
      gitHubLike('repo:acme/app:ref:refs/tags/*'),
      gitHubLike('repo:acme@1/app@2:ref:refs/tags/**'),
      gitHubLike([main, 'repo:acme/app:ref:refs/tags/*']),
      gitLab('project_path:acme/app:ref_type:tag:ref:*'),
    ],
    right: [
      gitHubLike('repo:acme/app:ref:refs/tags/v*'),
      gitHubRole('StringEquals', 'repo:acme/app:ref:refs/tags/v1.0.0'),
    ],
  },
  'oidc-subject-of-open-branch': {
    wrong: [
      gitHubLike('repo:acme/app:ref:refs/heads/main*'),
      gitHubLike('repo:acme/app:ref:refs/heads/*'),
      gitHubLike('repo:acme/app:ref:*'),
      gitLab('project_path:acme/app:ref_type:branch:ref:*'),
      buildkite('organization:acme:pipeline:app:ref:refs/heads/main*:commit:*:step:*'),
    ],
    right: [
      withClaims('repo:acme/app:ref:*', { [`${host}:ref`]: 'refs/heads/main' }),
      gitHubLike('repo:acme/app:ref:refs/heads/release/*'),
      gitHubLike(main),
      gitLab('project_path:acme/app:ref_type:branch:ref:release/*'),
      buildkite('organization:acme:pipeline:app:ref:refs/heads/main:commit:*:step:*'),
    ],
  },
  'oidc-lookalike-issuer': {
    wrong: [
      provider({ Url: `https://${host}.evil.io`, ClientIdList: ['sts.amazonaws.com'] }),
      provider({ Url: 'https://token.action.githubusercontent.com', ClientIdList: ['sts.amazonaws.com'] }),
      provider({ Url: 'https://token.actions.github.example', ClientIdList: ['sts.amazonaws.com'] }),
      provider({ Url: 'https://gitlab.com.example.org', ClientIdList: ['x'] }),
      provider({ Url: 'https://my-gitlab.com', ClientIdList: ['x'] }),
      provider({ Url: 'https://oidc-circleci.com/org/1', ClientIdList: ['x'] }),
      webRole(`${host}.evil.io`, { StringEquals: { [`${host}.evil.io:sub`]: main } }),
    ],
    right: [
      provider({ Url: `https://${host}`, ClientIdList: ['sts.amazonaws.com'] }),
      provider({ Url: `https://${host}/acme`, ClientIdList: ['sts.amazonaws.com'] }),
      provider({ Url: 'https://token.actions.acme.ghe.com', ClientIdList: ['sts.amazonaws.com'] }),
      provider({ Url: 'https://gitlab.acme.com', ClientIdList: ['x'] }),
      provider({ Url: 'https://gitlab.company.org', ClientIdList: ['x'] }),
      provider({ Url: 'https://github.acme.com/_services/token', ClientIdList: ['sts.amazonaws.com'] }),
      exact,
    ],
  },
  'oidc-provider-url': {
    wrong: [
      provider({ Url: 'https://github.acme.com/_services/token/', ClientIdList: ['sts.amazonaws.com'] }),
      provider({ Url: `http://${host}`, ClientIdList: ['sts.amazonaws.com'] }),
      provider({ Url: 'https://github.acme.com:8443/_services/token', ClientIdList: ['sts.amazonaws.com'] }),
      provider({ Url: `https://${host}?x=1`, ClientIdList: ['sts.amazonaws.com'] }),
      provider({ Url: `https://me@${host}`, ClientIdList: ['sts.amazonaws.com'] }),
    ],
    right: [
      provider({ Url: 'https://github.acme.com/_services/token', ClientIdList: ['sts.amazonaws.com'] }),
      provider({ Url: { Ref: 'Url' }, ClientIdList: ['sts.amazonaws.com'] }),
    ],
  },
  'oidc-provider-audience': {
    wrong: [
      provider({ Url: `https://${host}`, ClientIdList: ['https://github.com/acme'] }),
      provider({ Url: `https://${host}` }),
      provider({ Url: `https://${host}`, ClientIdList: [] }),
      provider({ Url: `https://${host}`, ClientIdList: ['sts.amazonaws.com', 'api://AzureADTokenExchange'] }),
    ],
    right: [
      provider({ Url: `https://${host}`, ClientIdList: ['sts.amazonaws.com'] }),
      provider({ Url: 'https://gitlab.com', ClientIdList: ['https://gitlab.com'] }),
    ],
  },
  'oidc-provider-twice': {
    wrong: [host, 'gitlab.com', 'agent.buildkite.com', circle].map((issuer) => ({
      First: {
        Type: 'AWS::IAM::OIDCProvider',
        Properties: { Url: `https://${issuer}`, ClientIdList: ['sts.amazonaws.com'] },
      },
      Second: {
        Type: 'AWS::IAM::OIDCProvider',
        Properties: { Url: `https://${issuer}`, ClientIdList: ['sts.amazonaws.com'] },
      },
    })),
    right: [
      {
        GitHub: {
          Type: 'AWS::IAM::OIDCProvider',
          Properties: { Url: `https://${host}`, ClientIdList: ['sts.amazonaws.com'] },
        },
        GitLab: { Type: 'AWS::IAM::OIDCProvider', Properties: { Url: 'https://gitlab.com', ClientIdList: ['x'] } },
      },
      {
        One: { Type: 'AWS::IAM::OIDCProvider', Properties: { Url: { Ref: 'A' }, ClientIdList: ['x'] } },
        Two: { Type: 'AWS::IAM::OIDCProvider', Properties: { Url: { Ref: 'A' }, ClientIdList: ['x'] } },
      },
    ],
  },
  'trust-policy-too-long': {
    wrong: [
      long(60),
      long(40),
      long(200),
      trustOf({ AWS: Array.from({ length: 60 }, (_, index) => `arn:aws:iam::123456789012:role/deployer-${index}`) }),
    ],
    right: [exact, long(20), trustOf({ AWS: { 'Fn::Split': [',', { Ref: 'Roles' }] } })],
  },
  'role-session-tag-chosen': {
    wrong: [
      role([mayTag({ AWS: own })], inline(byTag)),
      role([mayTag({ AWS: 'arn:aws:iam::111111111111:root' })], inline(byTag)),
      role([mayTag({ AWS: own }, { StringLike: { 'aws:RequestTag/team': '*' } })], inline(byTag)),
      role([mayTag({ AWS: own }, { StringEquals: { 'aws:RequestTag/other': 'web' } })], inline(byTag)),
      role(
        [mayTag({ AWS: own }, { StringEqualsIfExists: { 'sts:ExternalId': 'x' } })],
        inline({
          ...byTag,
          Resource: '*',
          Condition: { StringEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } },
        }),
      ),
      role(
        [mayTag({ AWS: `${own.slice(0, -4)}role/app` })],
        inline({ ...byTag, Resource: '*', Condition: { StringEquals: { 'aws:PrincipalTag/team': 'web' } } }),
      ),
    ],
    right: [
      role([mayTag({ AWS: own }, { StringEquals: { 'aws:RequestTag/team': 'web' } })], inline(byTag)),
      role(
        [mayTag({ AWS: own }, { StringEquals: { 'aws:RequestTag/team': '${aws:PrincipalTag/team}' } })],
        inline(byTag),
      ),
      role(
        [mayTag({ AWS: own }), { ...mayTag({ AWS: own }), Effect: 'Deny', Action: 'sts:TagSession' }],
        inline(byTag),
      ),
      role([{ ...mayTag({ AWS: own }), Action: 'sts:AssumeRole' }], inline(byTag)),
      role([mayTag({ AWS: own })], pushes),
    ],
  },
  'oidc-session-too-long': {
    wrong: [
      gitHubRole('StringEquals', main, { MaxSessionDuration: 43200 }),
      gitHubRole('StringEquals', main, { MaxSessionDuration: '7200' }),
      webRole(
        'gitlab.com',
        { StringEquals: { 'gitlab.com:sub': 'project_path:acme/app:ref_type:branch:ref:main' } },
        { MaxSessionDuration: 14400 },
      ),
      webRole(circle, {}, { MaxSessionDuration: 43200 }),
    ],
    right: [
      exact,
      gitHubRole('StringEquals', main, { MaxSessionDuration: 3600 }),
      role([], { MaxSessionDuration: 43200 }),
    ],
  },
  'role-trusts-everybody': {
    wrong: [
      trustOf('*'),
      trustOf({ AWS: '*' }),
      trustOf({ AWS: 'arn:aws:iam::*:root' }),
      trustOf('*', { Condition: { StringEquals: { 'sts:ExternalId': 'secret' } } }),
      trustOf('*', { Condition: { StringLike: { 'aws:PrincipalOrgID': 'o-*' } } }),
      trustOf('*', { Condition: { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } }),
      role([
        { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' },
        { Effect: 'Deny', Principal: '*', Action: 'sts:TagSession', Condition: notOrganization },
      ]),
      trustOf({ AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::*:root' } }),
    ],
    right: [
      role([
        { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' },
        { Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRole', Condition: notOrganization },
      ]),
      trustOf('*', {
        Condition: {
          'ForAllValues:StringEquals': { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' },
          Null: { 'aws:PrincipalOrgID': 'false' },
        },
      }),
      trustOf('*', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } }),
      trustOf('*', { Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::123456789012:role/ci-*' } } }),
      trustOf({ AWS: 'arn:aws:iam::111111111111:role/ci' }),
      trustOf('*', { Effect: 'Deny' }),
    ],
  },
  'role-trusts-other-account': {
    wrong: [
      trustOf({ AWS: 'arn:aws:iam::111111111111:root' }),
      trustOf({ AWS: '111111111111' }),
      trustOf({ AWS: ['123456789012', '111111111111'] }),
      trustOf({ AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::111111111111:root' } }),
    ],
    right: [
      role([
        { Effect: 'Allow', Principal: { AWS: '111111111111' }, Action: 'sts:AssumeRole' },
        {
          Effect: 'Deny',
          Principal: '*',
          Action: 'sts:*',
          Condition: { StringNotEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111111111111:role/ci' } },
        },
      ]),
      trustOf(
        { AWS: 'arn:aws:iam::111111111111:root' },
        { Condition: { StringEquals: { 'sts:ExternalId': '8f14e45f-ceea-467f-a8f5-3c1f5b2e9d10' } } },
      ),
      trustOf({ AWS: 'arn:aws:iam::123456789012:root' }),
      trustOf({ AWS: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:root' } }),
      trustOf({ AWS: 'arn:aws:iam::111111111111:role/deployer' }),
      trustOf({ AWS: { Ref: 'Account' } }),
    ],
  },
  'role-trusts-service-without-source': {
    wrong: [
      trustOf({ Service: 'codebuild.amazonaws.com' }),
      trustOf({ Service: ['ec2.amazonaws.com', 'codebuild.amazonaws.com'] }),
      trustOf({ Service: 'scheduler.amazonaws.com' }),
      trustOf(
        { Service: 'codebuild.amazonaws.com' },
        { Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:codebuild:*:*:project/*' } } },
      ),
    ],
    right: [
      trustOf(
        { Service: 'codebuild.amazonaws.com' },
        { Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } } },
      ),
      trustOf({ Service: 'lambda.amazonaws.com' }),
    ],
  },
};

import { account, allow, allowOn, byService, linesOf, pull, push, repository, reviewOf, role } from './reviewed';

// Policies from wiki pages that teams copy, and the access that they grant.

const issuer = 'token.actions.githubusercontent.com';
const layers = ['ecr:BatchCheckLayerAvailability'];
const idsOf = (findings: readonly { readonly id: string }[]) => findings.map(({ id }) => id);

test('the push-pull user of Earthly: ECR refuses the policy, for its token action', () => {
  const user = { AWS: `arn:aws:iam::${account}:user/push-pull-user` };
  const report = reviewOf({
    App: repository('hello-earthly', allow(['ecr:GetAuthorizationToken', ...pull, ...push], user)),
  });
  expect(linesOf(report)).toEqual([
    'user/push-pull-user pull hello-earthly: conditional if its own policies allow ecr:GetAuthorizationToken',
    'user/push-pull-user push hello-earthly: conditional if its own policies allow ecr:GetAuthorizationToken',
  ]);
  expect(idsOf(report.findings)).toContain('repository-policy-token-action');
});

test('a CodeBuild role that may push to every repository', () => {
  const everywhere = {
    Effect: 'Allow',
    Action: ['ecr:GetAuthorizationToken', ...push],
    Resource: '*',
  };
  const report = reviewOf({
    Poc: repository('proof-of-concept-repo'),
    Other: repository('other'),
    Role: role('codebuild', byService('codebuild.amazonaws.com'), everywhere),
  });
  expect(linesOf(report)).toEqual([
    'role/codebuild push other: allowed',
    'role/codebuild push proof-of-concept-repo: allowed',
    'role/codebuild push *: allowed',
    'codebuild.amazonaws.com as codebuild push other: allowed',
    'codebuild.amazonaws.com as codebuild push proof-of-concept-repo: allowed',
    'codebuild.amazonaws.com as codebuild push *: allowed',
    'codebuild.amazonaws.com assume role/codebuild: allowed',
  ]);
  expect(idsOf(report.findings)).toContain('identity-push-everywhere');
});

test('CodeBuild and two accounts in one statement: the service pulls for anyone', () => {
  const accounts = ['arn:aws:iam::111111111111:root', 'arn:aws:iam::222222222222:root'];
  const report = reviewOf({
    App: repository('app', allow([...layers, ...pull], { Service: 'codebuild.amazonaws.com', AWS: accounts })),
  });
  expect(linesOf(report).sort()).toEqual([
    'arn:aws:iam::111111111111:root pull app: allowed if account 111111111111 allows it by its own policy',
    'arn:aws:iam::222222222222:root pull app: allowed if account 222222222222 allows it by its own policy',
    'codebuild.amazonaws.com pull app: allowed',
  ]);
  expect(idsOf(report.findings)).toContain('ecr-policy-service-without-source');
});

test('the trust of two GitHub repositories by their names, and what the role may', () => {
  const trust = allow(
    'sts:AssumeRoleWithWebIdentity',
    { Federated: `arn:aws:iam::${account}:oidc-provider/${issuer}` },
    {
      StringEquals: { [`${issuer}:aud`]: 'sts.amazonaws.com' },
      StringLike: {
        [`${issuer}:sub`]: [
          'repo:acme/jwt-pizza:ref:refs/heads/main',
          'repo:acme/jwt-pizza-service:ref:refs/heads/main',
        ],
      },
    },
  );
  const login = { Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' };
  const report = reviewOf({
    App: repository('jwt-pizza-service'),
    Ci: role('github-ci', [trust], login, allowOn([...push, 'ecr:BatchGetImage'], 'jwt-pizza-service')),
  });
  expect(linesOf(report)).toEqual([
    'role/github-ci push jwt-pizza-service: allowed',
    'repo:acme/jwt-pizza:ref:refs/heads/main as github-ci push jwt-pizza-service: allowed',
    'repo:acme/jwt-pizza-service:ref:refs/heads/main as github-ci push jwt-pizza-service: allowed',
    'repo:acme/jwt-pizza:ref:refs/heads/main assume role/github-ci: allowed',
    'repo:acme/jwt-pizza-service:ref:refs/heads/main assume role/github-ci: allowed',
  ]);
  expect(idsOf(report.findings)).toContain('github-subject-without-ids');
});

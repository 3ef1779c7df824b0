import { type Finding } from '../../../lib/review/rules/finding';
import { findAll } from '../../../lib/review/rules/all-rules';
import {
  allow,
  appArn,
  buildRole,
  commands,
  gitHubRole,
  graphOf,
  inline,
  lifecycle,
  policy,
  pull,
  repository,
  type Resources,
  uploads,
} from './fixtures';

/** Policies as guides on the web show them, and what a reviewer should hear of each. */
const quiet = {
  ImageTagMutability: 'IMMUTABLE',
  ...properties(
    lifecycle({
      rulePriority: 1,
      selection: { tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: 1 },
      action: { type: 'expire' },
    }),
  ),
};
const quietPolicy = (principal: unknown, further: Readonly<Record<string, unknown>>) =>
  repository({ ...quiet, ...properties(policy(principal, further)) });

function properties({ Repository }: Resources): Readonly<Record<string, unknown>> {
  return (Repository as { Properties: Readonly<Record<string, unknown>> }).Properties;
}

function heard(resources: Resources): string[] {
  return findAll(graphOf(resources)).map(({ severity, id }: Finding) => `${severity} ${id}`);
}

test('a repository policy that lets a user push and pull, with the login in it', () => {
  const user = { AWS: ['arn:aws:iam::123456789012:user/push-pull-user'] };
  const action = ['ecr:GetAuthorizationToken', ...pull, ...uploads];
  expect(heard(quietPolicy(user, { Sid: 'AllowPushPull', Action: action }))).toEqual([
    'error repository-policy-token-action',
  ]);
  expect(heard(quietPolicy(user, { Sid: 'AllowPushPull', Action: action.slice(1) }))).toEqual([]);
});

test('a build role that pushes everywhere, and logs in by the retired command', () => {
  const role = buildRole(allow(['ecr:GetAuthorizationToken', ...uploads], '*'));
  const build = commands('$(aws ecr get-login --no-include-email --region $AWS_DEFAULT_REGION)');
  expect(heard({ ...role, ...build })).toEqual([
    'error build-retired-login',
    'warning identity-push-everywhere',
    'note identity-push-without-manifests',
    'note role-trusts-service-without-source',
  ]);
});

test('CodeBuild and two accounts in one statement', () => {
  const principal = {
    Service: 'codebuild.amazonaws.com',
    AWS: ['arn:aws:iam::111111111111:root', 'arn:aws:iam::222222222222:root'],
  };
  const action = ['ecr:BatchCheckLayerAvailability', ...pull];
  expect(heard(quietPolicy(principal, { Sid: 'EcrAllowCodeBuild', Action: action }))).toEqual([
    'warning ecr-policy-service-without-source',
  ]);
  expect(heard(quietPolicy({ AWS: principal.AWS }, { Action: action }))).toEqual([]);
});

test('users of another account that push and pull', () => {
  const users = [1, 2].map((number) => `arn:aws:iam::111111111111:user/push-pull-user-${number}`);
  expect(heard(quietPolicy({ AWS: users }, { Sid: 'AllowPushPull', Action: [...pull, ...uploads] }))).toEqual([]);
});

test('contributors that push to a repository whose tags are replaced, and the approved one', () => {
  expect(heard(repository({ RepositoryName: 'incoming/alice' }))).toEqual([
    'warning repository-mutable-tags',
    'note repository-without-lifecycle',
  ]);
  expect(heard(repository({ ...quiet, RepositoryName: 'nextflow-approved/alice' }))).toEqual([]);
  expect(
    heard(repository({ ...quiet, RepositoryName: 'nextflow-approved/alice', ImageTagMutability: 'MUTABLE' })),
  ).toEqual(['error repository-mutable-approved-tags']);
});

test('a role for the main branches of two GitHub repositories, which deploys to ECS', () => {
  const subjects = ['jwt-pizza', 'jwt-pizza-service'].map((name) => `repo:acme/${name}:ref:refs/heads/main`);
  const policies = inline(
    allow('ecr:GetAuthorizationToken', '*', { Sid: 'AuthenticateWithECR' }),
    allow(['ecr:BatchGetImage', ...uploads], appArn, { Sid: 'PushToECR' }),
    allow('ecs:UpdateService', 'arn:aws:ecs:us-east-1:123456789012:service/jwt-pizza-service/jwt-pizza-service'),
    allow('iam:PassRole', ['arn:aws:iam::123456789012:role/jwt-pizza-ecs']),
  );
  expect(heard(gitHubRole('StringEquals', subjects, policies))).toEqual(['note github-subject-without-ids']);
  expect(heard(gitHubRole('StringLike', 'repo:acme/*', policies))).toEqual(['error oidc-subject-of-organization']);
});

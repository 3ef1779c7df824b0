import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import { GitHubIssuer } from '../../lib/github/github-issuer';
import { GitHubOidcProvider } from '../../lib/github/github-oidc-provider';
import { GitHubSubject } from '../../lib/github/github-subject';
import { PublishWorkflow } from '../../lib/github/publish-workflow';
import { type PublishWorkflowOptions } from '../../lib/github/publish-workflow-options';
import { EcsDeployment } from '../../lib/deployment/ecs-deployment';
import { newStack, type Properties } from '../synthesis';
import { ids, newPublisher, policiesIn, repositoryArn, trustIn } from './publisher';
import { type Claims, may, mayAssume } from './simulation';
import { jobsIn, parsed, stepsIn } from './workflow-lint';

/** A ref that a filter of `on.push` matches, as GitHub reads filters. */
function refOf(filter: string, kind: 'heads' | 'tags'): string {
  const name = filter.replace('**', 'x/y').replace(/\\(.)/g, '$1');
  return `refs/${kind}/${name}`;
}

/** The claims of all jobs in all runs of a workflow. */
function claimsOf(text: string, repository: string, further: Claims = {}): Claims[] {
  const { push } = parsed(text).on as { push?: { branches?: string[]; tags?: string[] } };
  const refs = [
    ...(push?.branches ?? (push ? [] : ['any'])).map((filter) => refOf(filter, 'heads')),
    ...(push?.tags ?? []).map((filter) => refOf(filter, 'tags')),
  ];
  return refs.flatMap((ref) =>
    Object.values(jobsIn(text)).map(({ environment, steps }) => {
      const [assume] = (steps as Properties[]).filter(({ uses }) => String(uses).includes('configure-aws-credentials'));
      const context =
        environment === undefined ? `ref:${ref}` : `environment:${String(environment).replaceAll(':', '%3A')}`;
      return {
        sub: `repo:${repository}:${context}`,
        aud: (assume?.with as Properties | undefined)?.audience as string,
        repository_id: '2',
        ref,
        ...(environment === undefined ? {} : { environment: String(environment) }),
        ...further,
      };
    }),
  );
}

const deploys = [EcsDeployment.named('c', 's')];
const platforms = [Platform.LINUX_AMD64, Platform.LINUX_ARM64];
const withIds = 'acme@1/app@2';

test.each<[string, GitHubSubject, PublishWorkflowOptions, string]>([
  ['a branch', GitHubSubject.branch('acme/app', 'main', ids), {}, withIds],
  ['a branch with special characters of filters', GitHubSubject.branch('acme/app', 'a+b!c', ids), {}, withIds],
  ['a branch by name', GitHubSubject.branch('acme/app', 'main'), {}, 'acme/app'],
  ['branches of a pattern', GitHubSubject.branchPattern('acme/app', 'release/*', ids), {}, withIds],
  ['a tag', GitHubSubject.tag('acme/app', 'v1.0.0', ids), {}, withIds],
  ['tags of a pattern', GitHubSubject.tagPattern('acme/app', 'v*', ids), {}, withIds],
  ['an environment', GitHubSubject.environment('acme/app', 'prod: eu', ids), {}, withIds],
  ['an environment, for pushes', GitHubSubject.environment('acme/app', 'prod', ids), { branches: ['main'] }, withIds],
  [
    'an environment on a branch',
    GitHubSubject.environment('acme/app', 'prod', { ...ids, ref: 'refs/heads/main' }),
    {},
    withIds,
  ],
])('the role trusts every job that the workflow for %s has', async (_, subject, options, repository) => {
  const stack = newStack();
  const role = newPublisher({ roleName: 'github-ci', subjects: [subject], deploys }, stack);
  const text = PublishWorkflow.of(role, { ...options, platforms }).renderYaml();
  const trust = trustIn(stack);
  const claims = claimsOf(text, repository);
  expect(claims).toHaveLength(subject._context.kind === 'environment' ? 2 : 3);
  for (const claim of claims) {
    expect(await mayAssume(trust, claim)).toBe(true);
    expect(await mayAssume(trust, { ...claim, sub: `repo:${repository}:pull_request` })).toBe(false);
    expect(await mayAssume(trust, { ...claim, aud: 'other' })).toBe(false);
  }
});

test('the role trusts the file that the workflow names as its own', async () => {
  const stack = newStack();
  const jobWorkflowRef = 'acme/ci/.github/workflows/publish.yml@refs/heads/main';
  const subjects = [GitHubSubject.branch('acme/app', 'main', { ...ids, jobWorkflowRef })];
  const text = PublishWorkflow.of(newPublisher({ roleName: 'github-ci', subjects }, stack)).renderYaml();
  const [, path = '', repository = '', ref = ''] = /Save it as (\S+) of (\S+), at (\S+):/.exec(text) ?? [];
  const claims: Claims = {
    sub: `repo:${withIds}:ref:refs/heads/main`,
    aud: 'sts.amazonaws.com',
    repository_id: '2',
    job_workflow_ref: `${repository}/${path}@${ref}`,
  };
  expect(await mayAssume(trustIn(stack), claims)).toBe(true);
  expect(await mayAssume(trustIn(stack), { ...claims, job_workflow_ref: `acme/app/${path}@${ref}` })).toBe(false);
});

test('a role that trusts the data residency of a company trusts its runs', async () => {
  const stack = newStack();
  const provider = GitHubOidcProvider.forAccountOf(stack, GitHubIssuer.dataResidency('acme'));
  const role = newPublisher({ roleName: 'github-ci', provider }, stack);
  const [claims] = claimsOf(PublishWorkflow.of(role).renderYaml(), withIds);
  const iss = 'token.actions.acme.ghe.com';
  expect(await mayAssume(trustIn(stack), { ...claims, iss })).toBe(true);
  expect(await mayAssume(trustIn(stack), { ...claims, iss, sub: `repo:${withIds}:ref:refs/heads/other` })).toBe(false);
});

/** The calls to Amazon ECR by which Docker pushes an image. */
const pushCalls = [
  'BatchCheckLayerAvailability',
  'BatchGetImage',
  'CompleteLayerUpload',
  'InitiateLayerUpload',
  'PutImage',
  'UploadLayerPart',
];

test('the role may make all calls of the workflow, but not on other resources', async () => {
  const stack = newStack();
  const text = PublishWorkflow.of(newPublisher({ roleName: 'github-ci', deploys }, stack), { platforms }).renderYaml();
  const policies = policiesIn(stack);
  const actions = stepsIn(text).map(({ uses }) => String(uses));
  expect(actions.some((uses) => uses.includes('amazon-ecr-login'))).toBe(true);
  expect(await may(policies, 'ecr:GetAuthorizationToken', '*')).toBe(true);
  for (const call of pushCalls) {
    expect(await may(policies, `ecr:${call}`, repositoryArn('app'))).toBe(true);
    expect(await may(policies, `ecr:${call}`, repositoryArn('other'))).toBe(false);
  }
  const calls = stepsIn(text).flatMap(({ run }) => String(run).match(/\b(?:aws ecr|call_ecr) [a-z-]+/g) ?? []);
  expect([...new Set(calls)].sort()).toEqual(['call_ecr batch-get-image', 'call_ecr put-image']);
});

import { allRules, findAll } from '../../../lib/review/rules/all-rules';
import { buildGraph } from '../../../lib/review/templates/build-graph';
import { Template } from 'aws-cdk-lib/assertions';
import { GitHubPublisherRole, GitHubSubject, ImageConsumer, ImageRepository } from 'cdk-ecr-publishing';
import { exampleNames, synthesizeExample } from '../../example-apps';
import { newStack } from '../../synthesis';

/** The findings that our examples leave to their readers. */
const left: Readonly<Record<string, readonly string[]>> = {
  'codebuild-snapshot': ['note role-trusts-service-without-source SnapshotProjectRole'], // a project of the plain CDK
  'larger-stack': [
    'note repository-without-lifecycle BaseImages', // a repository of the plain CDK
    'note github-environment-without-ref GitHubRole', // what an environment takes is a setting of GitHub
  ],
  // CDK Pipelines writes the trust of these projects.
  pipelines: [
    'note role-trusts-service-without-source PipelineBuildSynthCdkBuildProjectRole',
    'note role-trusts-service-without-source PipelineUpdatePipelineSelfMutationRole',
  ],
};

test.each(exampleNames)('examples/%s has only the findings that are listed here', (name) => {
  const templates = synthesizeExample(name, () => undefined).stacksRecursively.map(
    ({ stackName, templateFile, template, environment }) => ({
      name: stackName,
      file: templateFile,
      body: template as unknown,
      env: { account: environment.account, region: environment.region },
    }),
  );
  const graph = buildGraph(templates);
  expect(graph.repositories).not.toEqual([]);
  const findings = findAll(graph).map(
    ({ severity, id, source }) => `${severity} ${id} ${source.logicalId.slice(0, -8)}`,
  );
  expect(findings).toEqual(left[name] ?? []);
});

test('consumers and publishers of every kind, as the constructs write them, are let pass', () => {
  const stack = newStack();
  const repository = new ImageRepository(stack, 'Shared', { repositoryName: 'shared' });
  repository.allowPull(
    ImageConsumer.account('111111111111'),
    ImageConsumer.role('arn:aws:iam::222222222222:role/deployer'),
    ImageConsumer.tagged('team', 'platform', { accountId: '333333333333' }),
    ImageConsumer.organization('o-a1b2c3d4e5'),
    ImageConsumer.organizationalUnit('o-b1b2c3d4e5/r-ab12/ou-ab12-11111111'),
    ImageConsumer.lambda('444444444444'),
    ImageConsumer.lambdaOfOrganization('o-c1b2c3d4e5'),
    ImageConsumer.codeBuild('555555555555'),
    ImageConsumer.service('apprunner.amazonaws.com', { sourceAccount: '555555555555' }),
  );
  repository.allowPush(ImageConsumer.role('arn:aws:iam::222222222222:role/ci'));
  repository.allowRead(ImageConsumer.role('arn:aws:iam::222222222222:role/auditor'));
  const approved = new ImageRepository(stack, 'Approved', { repositoryName: 'approved' });
  approved.allowPushOnly(ImageConsumer.role('arn:aws:iam::222222222222:role/promoter'));
  new GitHubPublisherRole(stack, 'GitHub', {
    subjects: [GitHubSubject.branch('acme/app', 'main', { ownerId: '1', repositoryId: '2' })],
    repositories: [repository],
  });
  const body = Template.fromStack(stack).toJSON();
  const env = { account: '123456789012', region: 'us-east-1' };
  expect(findAll(buildGraph([{ name: 'Stack', file: 'Stack.template.json', body, env }]))).toEqual([]);
});

test('each rule has a unique id and a unique title', () => {
  expect(new Set(allRules.map(({ id }) => id)).size).toBe(allRules.length);
  expect(new Set(allRules.map(({ title }) => title)).size).toBe(allRules.length);
  expect(allRules.filter(({ id, title }) => !/^[a-z]+(-[a-z]+)+$/.test(id) || /^$|\.$/.test(title))).toEqual([]);
});

import { Stack } from 'aws-cdk-lib';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { GitHubPublisherRole } from '../../../lib/github/github-publisher-role';
import { GitHubSubject } from '../../../lib/github/github-subject';
import { PublishWorkflow } from '../../../lib/github/publish-workflow';
import { ImageRepository } from '../../../lib/repository/image-repository';
import { env, newApp } from '../../synthesis';
import { run } from '../command';

const subjects = [GitHubSubject.branch('acme/service', 'main', { ownerId: '1', repositoryId: '2' })];

test('a file from a template logs in to the registry of another account, as the one of the construct', () => {
  const app = newApp();
  const stack = new Stack(app, 'Stack', { env });
  const base = Repository.fromRepositoryArn(stack, 'Base', 'arn:aws:ecr:eu-west-1:444455556666:repository/base');
  const role = new GitHubPublisherRole(stack, 'Role', {
    roleName: 'ci',
    subjects,
    repositories: [new ImageRepository(stack, 'Service', { repositoryName: 'service' })],
    pullRepositories: [base],
  });
  const { directory } = app.synth();
  const { stdout, stderr, exitCode } = run('workflow', directory, '--role', 'ci', '--repository', 'service');
  expect([exitCode, stderr]).toEqual([0, '']);
  expect(stdout).toBe(PublishWorkflow.of(role, { repositoryName: 'service' }).renderYaml());
  expect(stdout).toContain('444455556666');
});

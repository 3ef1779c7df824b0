import { CfnParameter, Duration } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { EcsDeployment } from '../../lib/deployment/ecs-deployment';
import { GitHubPublisherRole, type GitHubPublisherRoleProps } from '../../lib/github/github-publisher-role';
import { GitHubSubject } from '../../lib/github/github-subject';
import { ImageRepository } from '../../lib/repository/image-repository';
import { frozen, newStack, onlyProperties, type Properties } from '../synthesis';
import { ids, newPublisher, policiesIn } from './publisher';

function roleOf(props: Partial<GitHubPublisherRoleProps>): Properties {
  const stack = newStack();
  newPublisher(props, stack);
  return onlyProperties(stack, 'AWS::IAM::Role');
}

test('has a session of an hour, a description and no name by default', () => {
  const { AssumeRolePolicyDocument: trust, ...rest } = roleOf({});
  expect(trust).toBeDefined();
  expect(rest).toEqual({
    Description: 'GitHub Actions publishes container images with this role',
    MaxSessionDuration: 3600,
  });
});

test('accepts a name, a description and a longer session', () => {
  const maxSessionDuration = Duration.minutes(90);
  expect(roleOf({ roleName: 'github-ci', description: 'CI', maxSessionDuration })).toMatchObject({
    RoleName: 'github-ci',
    Description: 'CI',
    MaxSessionDuration: 5400,
  });
});

test('accepts tokens for its name and session', () => {
  const stack = newStack();
  const { valueAsString: roleName } = new CfnParameter(stack, 'Name');
  const { valueAsNumber } = new CfnParameter(stack, 'Seconds', { type: 'Number' });
  newPublisher({ roleName, maxSessionDuration: Duration.seconds(valueAsNumber) }, stack);
  expect(onlyProperties(stack, 'AWS::IAM::Role')).toMatchObject({
    RoleName: { Ref: 'Name' },
    MaxSessionDuration: { Ref: 'Seconds' },
  });
});

test.each([1, 4, 12])('accepts a session of %i hours', (hours) => {
  expect(roleOf({ maxSessionDuration: Duration.hours(hours) }).MaxSessionDuration).toBe(hours * 3600);
});

test('accepts frozen props', () => {
  const stack = newStack();
  const props: GitHubPublisherRoleProps = frozen({
    subjects: [GitHubSubject.branch('acme/app', 'main', ids)],
    repositories: [new ImageRepository(stack, 'App', { repositoryName: 'app' })],
    deploys: [EcsDeployment.named('web', 'web', { passRoles: ['tasks'] })],
    roleName: 'github-ci',
  });
  expect(() => new GitHubPublisherRole(stack, 'GitHub', props)).not.toThrow();
});

test('has a separate policy for grants of other constructs', () => {
  const stack = newStack();
  new Bucket(stack, 'Bucket').grantRead(newPublisher({}, stack));
  const { Roles: roles, PolicyDocument: document } = onlyProperties(stack, 'AWS::IAM::Policy');
  expect(roles).toEqual([{ Ref: expect.stringMatching(/^GitHubRole/) as string }]);
  expect(JSON.stringify(document)).toContain('s3:GetObject*');
  expect(JSON.stringify(policiesIn(stack))).not.toContain('s3:');
});

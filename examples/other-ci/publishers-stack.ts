import { type App, CfnOutput, Stack } from 'aws-cdk-lib';
import { ImageRepository, OidcPublisherRole, type OidcSubject } from 'cdk-ecr-publishing';
import { bitbucketSubjects, buildkiteSubjects, circleCiSubjects, gitLabSubjects } from './subjects';

/** A stack with a repository and a role for each team; each team builds with another CI system. */
export function addPublishersStack(app: App): void {
  const stack = new Stack(app, 'publishers', { env: { account: '123456789012', region: 'us-east-1' } });
  addPublisher(stack, 'GitLab', 'jwt-pizza-service', gitLabSubjects);
  addPublisher(stack, 'Bitbucket', 'jwt-pizza-history', bitbucketSubjects);
  addPublisher(stack, 'CircleCi', 'jwt-pizza-frontend', circleCiSubjects);
  addPublisher(stack, 'Buildkite', 'jwt-pizza-factory', buildkiteSubjects);
}

/** The identity provider is made beside the first role that needs it: no role names one. */
function addPublisher(stack: Stack, id: string, repositoryName: string, subjects: OidcSubject[]): void {
  const repository = new ImageRepository(stack, `${id}Images`, { repositoryName });
  const { role } = new OidcPublisherRole(stack, id, {
    roleName: `publish-${repositoryName}`,
    subjects,
    repositories: [repository],
  });
  new CfnOutput(stack, `${id}RoleArn`, { value: role.roleArn });
}

import { type App, CfnOutput, Stack } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import { ImageRepository, OidcPublisherRole, type OidcSubject } from 'cdk-ecr-publishing';
import { bitbucketSubjects, buildkiteSubjects, circleCiSubjects, gitLabSubjects } from './subjects';

/** A stack with a repository and a role for each team; each team builds with another CI system. */
export function addPublishersStack(app: App): void {
  const stack = new Stack(app, 'publishers', { env: { account: '123456789012', region: 'us-east-1' } });
  const encryptionKey = new kms.Key(stack, 'ImageKey', { description: 'Container images', enableKeyRotation: true });
  addPublisher(stack, encryptionKey, 'GitLab', 'jwt-pizza-service', gitLabSubjects);
  addPublisher(stack, encryptionKey, 'Bitbucket', 'jwt-pizza-history', bitbucketSubjects);
  addPublisher(stack, encryptionKey, 'CircleCi', 'jwt-pizza-frontend', circleCiSubjects);
  addPublisher(stack, encryptionKey, 'Buildkite', 'jwt-pizza-factory', buildkiteSubjects);
}

/** The identity provider is made beside the first role that needs it: no role names one. */
function addPublisher(
  stack: Stack,
  encryptionKey: kms.IKey,
  id: string,
  repositoryName: string,
  subjects: OidcSubject[],
): void {
  const repository = new ImageRepository(stack, `${id}Images`, { repositoryName, encryptionKey });
  const { role } = new OidcPublisherRole(stack, id, {
    roleName: `publish-${repositoryName}`,
    subjects,
    repositories: [repository],
  });
  new CfnOutput(stack, `${id}RoleArn`, { value: role.roleArn });
}

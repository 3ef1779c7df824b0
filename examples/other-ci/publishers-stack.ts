import { type App, CfnOutput, Stack } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import { ImageRepository, OidcPublisherRole, type OidcSubject } from 'cdk-ecr-publishing';
import { bitbucketSubjects, buildkiteSubjects, circleCiSubjects, gitLabSubjects } from './subjects';

/** A stack with a repository and a role for each of four teams, which build with different CI systems. */
export function addPublishersStack(app: App): void {
  const stack = new Stack(app, 'publishers', { env: { account: '123456789012', region: 'us-east-1' } });
  const encryptionKey = new kms.Key(stack, 'ImageKey', { description: 'Container images', enableKeyRotation: true });
  addPublisher(stack, encryptionKey, 'GitLab', 'jwt-pizza-service', gitLabSubjects);
  addPublisher(stack, encryptionKey, 'Bitbucket', 'jwt-pizza-history', bitbucketSubjects);
  addPublisher(stack, encryptionKey, 'CircleCi', 'jwt-pizza-frontend', circleCiSubjects);
  addPublisher(stack, encryptionKey, 'Buildkite', 'jwt-pizza-factory', buildkiteSubjects);
}

/** No role names an identity provider, so the first role of a CI system creates it. */
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

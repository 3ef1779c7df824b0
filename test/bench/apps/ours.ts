import { Duration, type Stack } from 'aws-cdk-lib';
import {
  GitHubOidcProvider,
  GitHubPublisherRole,
  GitHubSubject,
  ImageConsumer,
  ImageRepository,
  ImageRetention,
} from 'cdk-ecr-publishing';
import { synthesize } from '../synthesize';
import { github, lambdaAccount, publishers, pullingAccounts } from '../workload';

synthesize((stack, repositoryCount, withPublishers) => {
  if (!withPublishers) {
    for (const name of publishers(repositoryCount).flatMap((one) => one.repositoryNames)) addRepository(stack, name);
    return;
  }
  new GitHubOidcProvider(stack, 'GitHub');
  for (const publisher of publishers(repositoryCount)) {
    const repositories: ImageRepository[] = [];
    for (const repositoryName of publisher.repositoryNames) repositories.push(addRepository(stack, repositoryName));
    const { repository, branch, ownerId, repositoryId } = github;
    new GitHubPublisherRole(stack, publisher.roleName, {
      roleName: publisher.roleName,
      subjects: [GitHubSubject.branch(repository, branch, { ownerId, repositoryId })],
      repositories,
    });
  }
});

function addRepository(stack: Stack, repositoryName: string): ImageRepository {
  const repository = new ImageRepository(stack, repositoryName, {
    repositoryName,
    retention: [ImageRetention.expireUntagged(Duration.days(1)), ImageRetention.keepNewest(100)],
  });
  repository.allowPull(
    ...pullingAccounts.map((account) => ImageConsumer.account(account)),
    ImageConsumer.lambda(lambdaAccount),
  );
  return repository;
}

import { RemovalPolicy } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { ImageConsumer } from '../../access/image-consumer';
import { type ConsumerKey } from '../../access/consumers/consumer-kinds';
import { ImageRepository } from '../../repository/image-repository';
import { type ConsumerConfig } from '../config/repositories/consumers';
import { type RegistryConfig, type RepositoryConfig } from '../config/schema';
import { retentionsOf } from './retention-from-config';
import { constructId, type EnvironmentStacks } from './environment-stacks';

/** Creates one repository of the config in one environment. */
export function addRepository(
  environment: EnvironmentStacks,
  config: RegistryConfig,
  repository: RepositoryConfig,
): ImageRepository {
  const id = constructId(repository.name);
  const scope = environment.repositoryScope(repository.name);
  const retention = repository.retention ?? config.defaults?.retention;
  const created = new ImageRepository(scope, id, {
    repositoryName: repository.name,
    mutableTags: repository.mutableTags,
    imageScanOnPush: repository.imageScanOnPush,
    encryptionKey: repository.encryptionKey ? Key.fromKeyArn(scope, `${id}|Key`, repository.encryptionKey) : undefined,
    retention: retention && retentionsOf(retention),
    removalPolicy: RemovalPolicy.RETAIN,
  });
  created._referByName();
  if (repository.pullers) created.allowPull(...repository.pullers.map(consumerOf));
  if (repository.pushers) created.allowPush(...repository.pushers.map(consumerOf));
  if (repository.onlyPushers) created.allowPushOnly(...repository.onlyPushers.map(consumerOf));
  if (repository.readers) created.allowRead(...repository.readers.map(consumerOf));
  environment.repositories.set(repository.name, created);
  environment.addOutput(created, () => created.repositoryUri, `The URI of the repository ${repository.name}`);
  return created;
}

/** The consumer that an entry names. The schema accepts exactly one key. */
function consumerOf(config: ConsumerConfig): ImageConsumer {
  const [[key, name]] = Object.entries(config) as [[ConsumerKey, never]];
  return ImageConsumer._of(key, name);
}

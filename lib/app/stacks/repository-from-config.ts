import { CfnResource, RemovalPolicy } from 'aws-cdk-lib';
import { RepositoryEncryption, TagMutability } from 'aws-cdk-lib/aws-ecr';
import { Key } from 'aws-cdk-lib/aws-kms';
import { ImageConsumer } from '../../access/image-consumer';
import { type ConsumerKey } from '../../access/consumers/consumer-kinds';
import { ImageRepository } from '../../repository/image-repository';
import { type ConsumerConfig } from '../config/repositories/consumers';
import { type RegistryConfig, type RepositoryConfig } from '../config/schema';
import { settingsOf } from '../config/settings/settings-of';
import { registryRetention, retentionsOf } from './retention-from-config';
import { setTags } from './set-tags';
import { constructId, type EnvironmentStacks } from './environment-stacks';

/** Creates one repository of the config in one environment. */
export function addRepository(
  environment: EnvironmentStacks,
  config: RegistryConfig,
  repository: RepositoryConfig,
): ImageRepository {
  const id = constructId(repository.name);
  const scope = environment.repositoryScope(repository.name);
  const settings = settingsOf(config, repository, environment.config);
  const { encryptionKey, encryption, retention, removalPolicy, emptyOnDelete, imageTagMutability } = settings;
  const created = new ImageRepository(scope, id, {
    repositoryName: repository.name,
    mutableTags: settings.mutableTags,
    imageTagMutability: imageTagMutability && TagMutability[imageTagMutability],
    immutableTags: settings.immutableTags,
    imageScanOnPush: settings.imageScanOnPush,
    encryption: encryption && encryptions[encryption],
    encryptionKey: encryptionKey ? Key.fromKeyArn(scope, `${id}|Key`, encryptionKey) : undefined,
    retention: retention ? retentionsOf(retention) : registryRetention(config, environment.config),
    removalPolicy: removalPolicy === 'destroy' ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
    emptyOnDelete: emptyOnDelete === true ? true : undefined,
  });
  created._referByName();
  if (settings.pullers) created.allowPull(...settings.pullers.map(consumerOf));
  if (settings.pushers) created.allowPush(...settings.pushers.map(consumerOf));
  if (settings.onlyPushers) created.allowPushOnly(...settings.onlyPushers.map(consumerOf));
  if (settings.readers) created.allowRead(...settings.readers.map(consumerOf));
  addTags(created, settings.tags, config.tags);
  environment.repositories.set(repository.name, created);
  environment.addOutput(created, () => created.repositoryUri, `The URI of the repository ${repository.name}`);
  return created;
}

const encryptions = {
  AES256: RepositoryEncryption.AES_256,
  KMS: RepositoryEncryption.KMS,
  KMS_DSSE: RepositoryEncryption.KMS_DSSE,
} as const;

/** Adds the tags that the stack does not have already. */
function addTags(repository: ImageRepository, tags: Tagging = {}, ofStack: Tagging = {}): void {
  const { defaultChild } = repository.node;
  if (!CfnResource.isCfnResource(defaultChild)) return;
  setTags(defaultChild, Object.fromEntries(Object.entries(tags).filter(([key, value]) => ofStack[key] !== value)));
}

type Tagging = Readonly<Record<string, string>>;

/** The consumer that an entry names. The schema accepts exactly one key. */
export function consumerOf(config: ConsumerConfig): ImageConsumer {
  const [[key, name]] = Object.entries(config) as [[ConsumerKey, never]];
  return ImageConsumer._of(key, name);
}

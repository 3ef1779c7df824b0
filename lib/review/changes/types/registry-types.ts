import { type ComparedType } from './compared-type';

/** Repositories, and the settings of a registry. */
export const registryTypes: Readonly<Record<string, ComparedType>> = {
  'AWS::ECR::Repository': {
    word: 'repository',
    name: 'RepositoryName',
    rank: 0,
    loss: 'Its images are deleted with it.',
    remove: 'aws ecr delete-repository --force --repository-name',
  },
  'AWS::ECR::PublicRepository': {
    word: 'public repository',
    name: 'RepositoryName',
    unique: 'account',
    rank: 0,
    loss: 'Its images are deleted with it, or it stays with them, in no stack.',
    remove: 'aws ecr-public delete-repository --force --repository-name',
  },
  'AWS::ECR::RepositoryCreationTemplate': {
    word: 'creation template',
    name: 'Prefix',
    rank: 2,
    loss: 'Repositories that ECR creates later have the settings of another template, or the defaults.',
    remove: 'aws ecr delete-repository-creation-template --prefix',
  },
  'AWS::ECR::PullThroughCacheRule': {
    word: 'pull through cache rule',
    name: 'EcrRepositoryPrefix',
    rank: 2,
    loss: 'Pulls of images that are not yet in the cache fail.',
    remove: 'aws ecr delete-pull-through-cache-rule --ecr-repository-prefix',
  },
  'AWS::ECR::RegistryPolicy': {
    word: 'registry policy',
    isSingle: true,
    rank: 2,
    loss: 'Other accounts can no longer replicate into this registry.',
    remove: 'aws ecr delete-registry-policy',
  },
  'AWS::ECR::ReplicationConfiguration': {
    word: 'replication',
    isSingle: true,
    rank: 2,
    loss: 'New images are no longer copied to the other registries.',
  },
  'AWS::ECR::RegistryScanningConfiguration': {
    word: 'scanning of the registry',
    isSingle: true,
    rank: 2,
    loss: 'Images are no longer scanned by these rules.',
  },
  'AWS::ECR::SigningConfiguration': {
    word: 'signing of the registry',
    isSingle: true,
    rank: 2,
    loss: 'New images are no longer signed.',
  },
  'AWS::ECR::PullTimeUpdateExclusion': {
    word: 'exclusion from pull times',
    name: 'PrincipalArn',
    rank: 3,
    loss: 'Its pulls count as uses of images again, so that lifecycle rules keep more.',
  },
};

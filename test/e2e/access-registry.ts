import { type Stack } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { SigningProfile } from 'aws-cdk-lib/aws-signer';
import {
  CreationReason,
  ImageConsumer,
  ImageRetention,
  PullThroughCache,
  RegistryScanning,
  RegistrySettings,
} from '../../lib';
import * as access from './access-accounts';

/** Adds each setting of a registry to the stack. */
export function addRegistrySettings(stack: Stack): void {
  const secret = Secret.fromSecretCompleteArn(stack, 'Secret', access.cacheSecret);
  const signingProfile = SigningProfile.fromSigningProfileAttributes(stack, 'Profile', {
    signingProfileName: 'release',
    signingProfileVersion: 'unused',
  });
  const settings = new RegistrySettings(stack, 'Settings', {
    scanning: RegistryScanning.enhanced({ continuous: ['prod/*'], scanOnPush: ['team/*'] }),
    replication: [
      { destinations: [{ region: 'eu-west-1' }], repositoryPrefixes: ['prod/'] },
      { destinations: [{ region: 'eu-west-1', account: access.consumer }] },
    ],
    pullThroughCache: [PullThroughCache.dockerHub('hub', secret), PullThroughCache.kubernetes('kubernetes')],
    creationTemplates: [
      {
        prefix: 'team',
        appliedFor: [CreationReason.CREATE_ON_PUSH],
        mutableTags: ['latest'],
        retention: [ImageRetention.keepNewest(20)],
        pullers: [ImageConsumer.account(access.consumer)],
        tags: { team: 'platform' },
      },
      { prefix: 'ROOT', appliedFor: [CreationReason.REPLICATION, CreationReason.PULL_THROUGH_CACHE] },
    ],
    pullTimeExclusions: [access.scannerRole],
    signing: [{ signingProfile, repositories: ['prod/*'] }],
  });
  settings.acceptReplicationFrom(access.consumer, { repositoryPrefixes: ['shared/'] });
  settings.allowPullThrough(access.consumer, 'hub');
}

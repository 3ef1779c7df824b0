import { App, BootstraplessSynthesizer, Stack } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { type ISigningProfile, SigningProfile } from 'aws-cdk-lib/aws-signer';
import {
  CreationReason,
  ImageConsumer,
  ImageRepository,
  ImageRetention,
  PullThroughCache,
  RegistryScanning,
  RegistrySettings,
} from '../../lib';
import * as names from './registry-names';

/** Each setting of a registry, and the same settings with other values. A repository is retained if all settings are removed. */
const app = new App({ defaultStackSynthesizer: new BootstraplessSynthesizer() });
const stack = new Stack(app, names.stackName, { env: { account: names.owner, region: names.region } });
new ImageRepository(stack, 'Repository', { repositoryName: 'prod/app' });

const add: Readonly<Record<names.Settings, () => void>> = {
  first: addFirst,
  changed: addChanged,
  none: () => undefined,
};
add[process.env[names.settingsVariable] as names.Settings]();

function addFirst(): void {
  const settings = new RegistrySettings(stack, 'Settings', {
    scanning: RegistryScanning.enhanced({ continuous: ['prod/*'], scanOnPush: ['team/*'] }),
    replication: [
      { destinations: [{ region: 'eu-west-1' }], repositoryPrefixes: ['prod/'] },
      { destinations: [{ region: 'eu-west-1', account: names.other }] },
    ],
    pullThroughCache: [dockerHub('hub'), PullThroughCache.kubernetes('kubernetes')],
    creationTemplates: [
      {
        prefix: 'team',
        appliedFor: [CreationReason.CREATE_ON_PUSH],
        mutableTags: ['latest'],
        retention: [ImageRetention.keepNewest(20)],
        pullers: [ImageConsumer.account(names.other)],
        tags: { team: 'platform' },
      },
      { prefix: 'ROOT', appliedFor: [CreationReason.REPLICATION, CreationReason.PULL_THROUGH_CACHE] },
    ],
    pullTimeExclusions: [names.scannerRole],
    signing: [{ signingProfile: signingProfile('release'), repositories: ['prod/*'] }],
  });
  settings.acceptReplicationFrom(names.other, { repositoryPrefixes: ['shared/'] });
  settings.allowPullThrough(names.other, 'hub');
}

function addChanged(): void {
  const settings = new RegistrySettings(stack, 'Settings', {
    scanning: RegistryScanning.basic({ scanOnPush: ['prod/*'] }),
    replication: [{ destinations: [{ region: 'eu-central-1' }], repositoryPrefixes: ['prod/', 'team/'] }],
    pullThroughCache: [dockerHub('hub'), PullThroughCache.quay('quay')],
    creationTemplates: [
      {
        prefix: 'team',
        appliedFor: [CreationReason.CREATE_ON_PUSH, CreationReason.REPLICATION],
        retention: [ImageRetention.keepNewest(5)],
        tags: { team: 'payments' },
      },
      {
        prefix: 'ROOT',
        appliedFor: [CreationReason.REPLICATION, CreationReason.PULL_THROUGH_CACHE],
        mutableTags: ['1'],
      },
    ],
    pullTimeExclusions: [names.auditRole],
    signing: [{ signingProfile: signingProfile('nightly') }],
  });
  settings.acceptReplicationFrom(names.other, { repositoryPrefixes: ['incoming/'] });
}

function dockerHub(prefix: string): PullThroughCache {
  return PullThroughCache.dockerHub(prefix, Secret.fromSecretCompleteArn(stack, 'Secret', names.cacheSecret));
}

function signingProfile(signingProfileName: string): ISigningProfile {
  return SigningProfile.fromSigningProfileAttributes(stack, 'Profile', {
    signingProfileName,
    signingProfileVersion: 'unused',
  });
}

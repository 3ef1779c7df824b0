import { Stack } from 'aws-cdk-lib';
import { Role } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Platform, SigningProfile } from 'aws-cdk-lib/aws-signer';
import * as api from '../../../lib/index';
import { newApp } from '../../synthesis';
import { of, type ValidCall } from './valid-call';

const accountId = '111122223333';
const otherAccountId = '444455556666';

const secret = (stack: Stack) => new Secret(stack, 'Secret');
const credential = (stack: Stack) => Secret.fromSecretNameV2(stack, 'Credential', 'ecr-pullthroughcache/hub');
const credentials = (stack: Stack) => api.RegistryCredentials.fromSecretsManager(secret(stack));
const theirs = (stack: Stack) => Role.fromRoleName(stack, 'Theirs', 'theirs');
const inHome = () => new Stack(newApp(), 'Home', { env: { account: accountId, region: 'us-east-1' } });
const settings = (stack: Stack) =>
  new api.RegistrySettings(stack, 'Given', {
    pullThroughCache: [api.PullThroughCache.kubernetes('kubernetes')],
    creationTemplates: [
      { prefix: 'kubernetes', appliedFor: [api.CreationReason.PULL_THROUGH_CACHE] },
      { prefix: 'team', appliedFor: [api.CreationReason.CREATE_ON_PUSH] },
    ],
  });

/** A call of each constructor and method that is about registries: the account's own, public ones, and those of base images. */
export const validRegistryCalls: Readonly<Record<string, (stack: Stack) => ValidCall>> = {
  'ImagePublicRepository.grantPush': () => {
    const home = inHome();
    return of(new api.ImagePublicRepository(home, 'Given'), theirs(home));
  },
  'ImagePublicRepository.new': () =>
    of(api.ImagePublicRepository, inHome(), 'Public', { catalogData: { architectures: ['x86-64'] } }),
  'ImageRegistry.dockerHub': (stack) => of(api.ImageRegistry, credentials(stack)),
  'ImageRegistry.gitHub': (stack) => of(api.ImageRegistry, credentials(stack)),
  'ImageRegistry.host': (stack) => of(api.ImageRegistry, 'registry.example.com', credentials(stack)),
  'PullThroughCache.azure': (stack) => of(api.PullThroughCache, 'azure', 'acme.azurecr.io', credential(stack), {}),
  'PullThroughCache.chainguard': (stack) => of(api.PullThroughCache, 'chainguard', credential(stack), {}),
  'PullThroughCache.dockerHub': (stack) => of(api.PullThroughCache, 'hub', credential(stack), {}),
  'PullThroughCache.ecr': () => of(api.PullThroughCache, 'shared', otherAccountId, 'eu-west-1', {}),
  'PullThroughCache.ecrPublic': () => of(api.PullThroughCache, 'public', {}),
  'PullThroughCache.gitHub': (stack) => of(api.PullThroughCache, 'github', credential(stack), {}),
  'PullThroughCache.gitLab': (stack) => of(api.PullThroughCache, 'gitlab', credential(stack), {}),
  'PullThroughCache.kubernetes': () => of(api.PullThroughCache, 'kubernetes', {}),
  'PullThroughCache.quay': () => of(api.PullThroughCache, 'quay', {}),
  'RegistryCredentials.fromCiVariables': () =>
    of(api.RegistryCredentials, 'HUB_TOKEN', { usernameVariable: 'HUB_USER' }),
  'RegistryCredentials.fromGitHubSecrets': () =>
    of(api.RegistryCredentials, 'HUB_TOKEN', { usernameSecret: 'HUB_USER' }),
  'RegistryCredentials.fromSecretsManager': (stack) => of(api.RegistryCredentials, secret(stack), {}),
  'RegistryMirror.host': () => of(api.RegistryMirror, 'docker.io', 'mirror.example.com'),
  'RegistryMirror.pullThroughCache': () => of(api.RegistryMirror, 'docker.io', 'docker-hub', {}),
  'RegistryScanning.basic': () => of(api.RegistryScanning, {}),
  'RegistryScanning.enhanced': () => of(api.RegistryScanning, { continuous: ['prod/*'] }),
  'RegistrySettings.acceptReplicationFrom': (stack) => of(settings(stack), otherAccountId, {}),
  'RegistrySettings.allowPullThrough': (stack) => of(settings(stack), otherAccountId, 'kubernetes'),
  'RegistrySettings.archiveUnpulled': () => {
    const home = inHome();
    const repositories = [new api.ImageRepository(home, 'Archived')];
    return of(settings(home), { repositories, deployedTags: ['prod'] });
  },
  'RegistrySettings.grantCreateOnPush': (stack) => of(settings(stack), theirs(stack), 'team'),
  'RegistrySettings.grantPullThrough': (stack) => of(settings(stack), theirs(stack), 'kubernetes'),
  'RegistrySettings.grantSign': (stack) => {
    const signingProfile = new SigningProfile(stack, 'Profile', { platform: Platform.NOTATION_OCI_SHA384_ECDSA });
    const signing = new api.RegistrySettings(stack, 'Signing', { signing: [{ signingProfile }] });
    return of(signing, theirs(stack), signingProfile);
  },
  'RegistrySettings.new': (stack) =>
    of(api.RegistrySettings, stack, 'Registry', {
      scanning: api.RegistryScanning.basic(),
      creationTemplates: [{ prefix: 'team', appliedFor: [api.CreationReason.CREATE_ON_PUSH] }],
    }),
};

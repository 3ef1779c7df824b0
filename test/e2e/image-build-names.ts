import { accountId } from './local-aws';
import { type RegistryPlace } from './registry-ground/moto-request';

/** Names that the app of the image builds and its test share. */
export const place: RegistryPlace = { account: accountId, region: 'us-east-1' };
export const parameterName = '/service/image';
export const npmSecret = { name: 'npm', key: 'token', value: 'npm-secret-0f8c2d51' };
export const licenseSecret = { name: '/service/license', value: 'license-secret-77aa31' };
/** A registry outside ECR, with another password, and the image in it that others start from. */
export const otherRegistry = { host: 'registry.pizza.test', username: 'acme+robot', password: 'other-password-5b1e' };
/** Docker Hub on this machine. It answers no pull without its password, which no build has, so only the mirror has its images. */
export const dockerHub = { host: 'registry-1.docker.io', username: 'acme', password: 'hub-password-9d20' };
export const registrySecret = 'ci/pizza-registry';
export const baseImage = `${otherRegistry.host}/team/base:1`;
export const repositories = {
  onBases: 'on-bases',
  cached: 'docker-hub/library/mirrored',
  service: 'service',
  cache: 'service-cache',
  platforms: 'platforms',
  lambda: 'functions/hello',
  earthly: 'earthly',
  script: 'script',
  localCache: 'local-cache',
  broken: 'broken',
  releases: 'releases',
  annotated: 'annotated',
  labelled: 'labelled',
  rebuilt: 'rebuilt',
};

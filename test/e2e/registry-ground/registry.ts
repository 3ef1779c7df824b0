import { step } from '../step';
import { prepareCertificate } from './certificates';
import { installPackages } from './debian-packages';
import { EcrRepositories } from './ecr-repositories';
import { forgetNames, nameLocally } from './hosts-file';
import { askMoto, type RegistryPlace } from './moto-request';
import { Referrers } from './referrers';
import { type Registry, type RegistryWatcher, startFront } from './registry-front';
import { startStorage } from './registry-storage';

/** The registries of some accounts and Regions, each under ECR's name on this machine. */
export interface LocalRegistries {
  stop(): Promise<void>;
}

export function registryHost({ account, region }: RegistryPlace): string {
  return `${account}.dkr.ecr.${region}.amazonaws.com`;
}

/** A registry outside ECR, with another user. */
export interface OtherRegistry {
  readonly host: string;
  readonly username: string;
  readonly password: string;
}

/** The password that moto's `get-authorization-token` gives for an account. */
export function registryPassword({ account }: RegistryPlace): string {
  return `${account}-auth-token`;
}

/** Starts registries; `endpoint` is the moto that knows their repositories. */
export async function startRegistries(
  endpoint: string,
  places: readonly RegistryPlace[],
  watcher?: RegistryWatcher,
  others: readonly OtherRegistry[] = [],
): Promise<LocalRegistries> {
  await installPackages();
  const hosts = [...places.map(registryHost), ...others.map(({ host }) => host)];
  const certificate = await prepareCertificate(hosts);
  const stops: (() => Promise<void>)[] = [];
  const registries = new Map<string, Registry>();
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end();
  };
  try {
    // First of all, so that nothing is taken from another run: only one has the port.
    const front = await startFront(certificate, registries);
    stops.push(
      () =>
        new Promise((done) => {
          front.close(() => {
            done();
          });
          front.closeAllConnections();
        }),
    );
    for (const place of places) {
      const storage = await startStorage(registryHost(place), registryPassword(place));
      stops.push(() => storage.stop());
      registries.set(registryHost(place), {
        url: storage.url,
        repositories: new EcrRepositories(endpoint, place),
        referrers: new Referrers(),
        watcher,
      });
    }
    for (const { host, username, password } of others) {
      const storage = await startStorage(host, password, username);
      stops.push(() => storage.stop());
      registries.set(host, { url: storage.url, referrers: new Referrers() });
    }
    nameLocally(hosts);
    stops.push(() => {
      forgetNames();
      return Promise.resolve();
    });
  } catch (error) {
    await stop();
    throw error;
  }
  step(`registries listen on 127.0.0.1:443 as ${hosts.join(', ')}`);
  return { stop };
}

/** Creates a repository that the tests themselves need. The repositories under test come from a template. */
export async function makeRepository(endpoint: string, place: RegistryPlace, name: string): Promise<string> {
  await askMoto(endpoint, place, 'ecr', 'CreateRepository', { repositoryName: name });
  return `${registryHost(place)}/${name}`;
}

import { runCommand, succeeds } from '../run-command';
import { step } from '../step';

/** busybox is what the images of the tests hold; CodeBuild's own images have jq. */
const packages = [
  'busybox-static',
  'ca-certificates',
  'docker-registry',
  'docker.io',
  'jq',
  'libcap2-bin',
  'openssl',
  'perl-base',
  'runc',
];

/** A registry under ECR's name needs port 443 and /etc/hosts, and a Docker daemon needs root. */
export async function installPackages(): Promise<void> {
  if (process.getuid?.() !== 0) {
    throw new Error(
      'The registry and the Docker daemon of this e2e need root on Debian 12: they listen on port 443, name a host in ' +
        '/etc/hosts and run containers. Run it as root in a machine or container of its own.',
    );
  }
  await installDebianPackages(packages);
}

/** Installs those that are missing. */
export async function installDebianPackages(names: readonly string[]): Promise<void> {
  const missing = [];
  for (const name of names) {
    if (!(await isInstalled(name))) missing.push(name);
  }
  if (missing.length === 0) return;
  if (!(await succeeds('apt-get', ['--version']))) {
    throw new Error(`This e2e needs the Debian packages ${missing.join(', ')}: run it on Debian 12.`);
  }
  step(`installing the Debian packages ${missing.join(', ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await runCommand('apt-get', ['update', '-qq'], { env });
  await runCommand('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], { env });
}

async function isInstalled(name: string): Promise<boolean> {
  return runCommand('dpkg-query', ['--show', '--showformat=${db:Status-Status}', name]).then(
    ({ stdout }) => stdout === 'installed',
    () => false,
  );
}

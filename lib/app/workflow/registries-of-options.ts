import { ImageRegistry } from '../../base-image/image-registry';
import { RegistryCredentials } from '../../base-image/registry-credentials';
import { RegistryMirror } from '../../base-image/registry-mirror';
import { ciVariableRule } from '../../private/ci/ci-variable';
import { gitHubSecretNameRule } from '../../private/ci/github-secret';
import { visibleControls } from '../../private/text/visible-controls';
import { UsageError } from '../usage-error';

/** The options of the command line about the registries of base images. */
export interface RegistryFlags {
  readonly registry?: string[];
  readonly mirror?: string[];
}

/** The registries of base images, with credentials in the CI system, and their mirrors. */
export function registriesOf({ registry, mirror }: RegistryFlags, system: 'GitHub' | 'other') {
  return { registries: registry?.map((text) => registryOf(text, system)), mirrors: mirror?.map(mirrorOf) };
}

/** The registry of an option. A message repeats no value, because it may be a password. */
function registryOf(text: string, system: 'GitHub' | 'other'): ImageRegistry {
  if (system === 'GitHub' && text === 'ghcr.io') return ImageRegistry.gitHub();
  const [, host = '', username = '', password = ''] = /^([^=,]+)=([^=,]+),([^=,]+)$/.exec(text) ?? [];
  if (host === '') {
    throw new UsageError(
      '`--registry` must be HOST=USERNAME,PASSWORD, got another form. USERNAME and PASSWORD are the names of ' +
        `${placeOf(system)}.${system === 'GitHub' ? ' Only ghcr.io needs none.' : ''}`,
    );
  }
  const isName = system === 'GitHub' ? gitHubSecretNameRule('QUAY_TOKEN') : ciVariableRule;
  if ([username, password].some((name) => isName(name) !== undefined)) {
    throw new UsageError(
      `\`--registry\` must have the names of ${placeOf(system)} for ${visibleControls(host)}, got a text that is no such name. ` +
        'Store the credentials in the CI system, and write their names.',
    );
  }
  const credentials =
    system === 'GitHub'
      ? RegistryCredentials.fromGitHubSecrets(password, { usernameSecret: username })
      : RegistryCredentials.fromCiVariables(password, { usernameVariable: username });
  return ImageRegistry.host(host, credentials);
}

function placeOf(system: 'GitHub' | 'other'): string {
  return system === 'GitHub' ? 'secrets of GitHub' : 'variables of GitLab or Bitbucket';
}

function mirrorOf(text: string): RegistryMirror {
  const [, upstream = '', mirror = ''] = /^([^=]+)=([^=]+)$/.exec(text) ?? [];
  if (upstream === '') throw new UsageError('`--mirror` must be HOST=MIRROR, such as docker.io=mirror.example.com.');
  return RegistryMirror.host(upstream, mirror);
}

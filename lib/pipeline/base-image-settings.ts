import { type ImageRegistry } from '../base-image/image-registry';
import { mirrorsByUpstream } from '../base-image/registry-mirror';
import { numbered } from '../build/build-variables';
import { type PulledRegistry } from '../github/workflow/published';
import { shellWord } from '../private/text/shell-word';
import { type PipelinePlan } from './pipeline-plan';

/** Whether the build starts from images that need a login. */
export function logsInToBases({ baseImages }: PipelinePlan): boolean {
  return baseImages.pulls.length + baseImages.registries.length > 0;
}

/** The registries of base images, as words of the shell: those of ECR, those with credentials in Secrets Manager, and mirrors. */
export function baseImageSettings(plan: PipelinePlan): string[] {
  const { pulls, registries, mirrors } = plan.baseImages;
  const values = {
    PULL_OPTION: 'pullRepositories',
    ...numbered('PULLED_REGISTRY', pulls.map(pulledText)),
    ...numbered(
      'LOGIN_HOST',
      registries.map(({ _host: host, _login: address }) => `${host} ${address}`),
    ),
    ...numbered(
      'REGISTRY_MIRRORS',
      mirrorsByUpstream(mirrors).map(([upstream, hosts]) => [upstream, ...hosts].join(' ')),
    ),
  };
  return [
    ...Object.entries(values).map(([name, value]) => `${name}=${shellWord(value)}`),
    ...registries.flatMap((registry, index) => credentialSettings(plan, registry, String(index).padStart(2, '0'))),
  ];
}

/** The credentials of a registry: the secret that the role reads, or the variables of the CI system. */
function credentialSettings({ system }: PipelinePlan, registry: ImageRegistry, number: string): string[] {
  const { _host: host, _stored: stored, _ciVariables: variables } = registry;
  if (variables === undefined) {
    const { name, region, username, usernameKey, passwordKey } = stored ?? {};
    const text = JSON.stringify({ host, name, region, username, usernameKey, passwordKey });
    return [`LOGIN_SECRET_${number}=${shellWord(text)}`];
  }
  const read = (name: string) =>
    `"\${${name}:?Set this variable in ${system.variablesPlace}: a credential for ${host}}"`;
  const { username = '', usernameVariable, passwordVariable } = variables;
  return [
    `LOGIN_USERNAME_${number}=${usernameVariable === undefined ? shellWord(username) : read(usernameVariable)}`,
    `LOGIN_PASSWORD_${number}=${read(passwordVariable)}`,
  ];
}

function pulledText({ otherAccount = '-', region = '-' }: PulledRegistry): string {
  return `${otherAccount} ${region}`;
}

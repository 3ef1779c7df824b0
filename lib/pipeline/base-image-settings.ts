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
export function baseImageSettings({ baseImages }: PipelinePlan): string[] {
  const { pulls, registries, mirrors } = baseImages;
  const values = {
    PULL_OPTION: 'pullRepositories',
    ...numbered('PULLED_REGISTRY', pulls.map(pulledText)),
    ...numbered(
      'LOGIN_HOST',
      registries.map(({ _host: host, _login: address }) => `${host} ${address}`),
    ),
    ...numbered(
      'LOGIN_SECRET',
      registries.map(({ _host: host, _stored: stored }) => {
        const { name, region, username, usernameKey, passwordKey } = stored ?? {};
        return JSON.stringify({ host, name, region, username, usernameKey, passwordKey });
      }),
    ),
    ...numbered(
      'REGISTRY_MIRRORS',
      mirrorsByUpstream(mirrors).map(([upstream, hosts]) => [upstream, ...hosts].join(' ')),
    ),
  };
  return Object.entries(values).map(([name, value]) => `${name}=${shellWord(value)}`);
}

function pulledText({ otherAccount = '-', region = '-' }: PulledRegistry): string {
  return `${otherAccount} ${region}`;
}

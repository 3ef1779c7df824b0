import { mirrorsByUpstream } from '../../base-image/registry-mirror';
import { logInBySecret } from '../../base-image/scripts';
import { type ImageRegistry } from '../../base-image/image-registry';
import { type PulledRegistry } from './published';
import { type WorkflowPlan } from './workflow-plan';
import { explainFailure } from './scripts';
import { actionStep, shellStep, type WorkflowParts } from './workflow-steps';
import { type YamlMapping, YamlScript } from './yaml-value';

/** The steps that log Docker in to the registries of base images, after the role is assumed. */
export function baseImageSteps(parts: WorkflowParts): YamlMapping[] {
  const { pulls, registries } = parts.plan;
  return [...ecrSteps(parts, pulls), ...registries.map((registry) => registryStep(parts, registry))];
}

/** The step that explains a base image that could not be pulled, after the builds. Any other failure explains itself. */
export function explainStep({ plan: { registries } }: WorkflowParts): YamlMapping {
  const hosts = registries.map(({ _host }, index) => [`LOGIN_HOST_${String(index).padStart(2, '0')}`, _host] as const);
  return shellStep('Explain a base image that cannot be pulled', {
    if: "failure() && steps.tags.outcome == 'success'",
    env: {
      REGISTRY: '${{ steps.ecr.outputs.registry }}',
      PULL_OPTION: 'pullRepositories',
      ...Object.fromEntries(hosts),
    },
    run: explainFailure,
  });
}

/** The configuration of BuildKit, if it has mirrors. */
export function buildKitConfigInput({ plan: { mirrors } }: WorkflowParts): string | undefined {
  if (mirrors.length === 0) return undefined;
  return mirrorsByUpstream(mirrors)
    .map(([upstream, hosts]) => {
      const names = hosts.map((host) => `"${host}"`).join(', ');
      return `[registry."${upstream}"]\n  mirrors = [${names}]\n`;
    })
    .join('');
}

/** Whether the token of the run logs in to a registry, which requires a permission of the job. */
export function usesRunToken({ registries }: WorkflowPlan): boolean {
  return registries.some(({ _gitHub }) => _gitHub?.isRunToken === true);
}

/**
 * The steps that log in to other registries of ECR. The action logs in to one Region, and to the own account only if no accounts
 * are given.
 */
function ecrSteps(parts: WorkflowParts, pulls: readonly PulledRegistry[]): YamlMapping[] {
  const regions = [...new Set(pulls.map(({ region }) => region))];
  return regions.flatMap((region) => {
    const accounts = pulls.filter((pull) => pull.region === region).map(({ otherAccount }) => otherAccount);
    const others = accounts.filter((account) => account !== undefined);
    const name = (which: string) =>
      `Log in to ${which}, which has base images${region === undefined ? '' : `, in ${region}`}`;
    const step = (which: string, ids: readonly string[]) =>
      actionStep(parts, 'aws-actions/amazon-ecr-login', name(which), {
        env: { AWS_REGION: region, AWS_MAX_ATTEMPTS: 8 },
        with: ids.length > 0 ? { registries: ids.join(',') } : undefined,
      });
    return [
      ...(accounts.includes(undefined) ? [step('the registry of the account', [])] : []),
      ...(others.length > 0 ? [step(`the registry of ${others.join(' and ')}`, others)] : []),
    ];
  });
}

function registryStep(parts: WorkflowParts, registry: ImageRegistry): YamlMapping {
  const { _host: host, _gitHub: gitHub, _stored: stored } = registry;
  const name = `Log in to ${host}, which has base images`;
  if (gitHub !== undefined) {
    return actionStep(parts, 'docker/login-action', name, {
      with: {
        registry: host === 'docker.io' ? undefined : host,
        username: gitHub.username,
        password: gitHub.password,
      },
    });
  }
  return shellStep(name, {
    env: {
      LOGIN_SECRET: stored?.name,
      LOGIN_SECRET_REGION: stored?.region,
      LOGIN_HOST: host,
      LOGIN_ADDRESS: registry._login,
      LOGIN_USERNAME: stored?.username,
      LOGIN_USERNAME_KEY: stored?.username === undefined ? stored?.usernameKey : undefined,
      LOGIN_PASSWORD_KEY: stored?.passwordKey,
    },
    run: new YamlScript(`set -u\n${logInBySecret}\n`, []),
  });
}

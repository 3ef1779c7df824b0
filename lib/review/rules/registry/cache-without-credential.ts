import { hasUnresolved } from '../../texts/symbolic-text';
import { isSameText } from '../../texts/wildcard-match';
import { type GraphResource } from '../../templates/template-graph';
import { reviewRule } from '../review-rule';
import { textOf } from '../shape';
import { shown } from '../shown';
import { guardedUpstream, upstreamAccount } from './upstreams';

export const cacheWithoutCredential = reviewRule({
  id: 'registry-cache-without-credential',
  severity: 'error',
  title: 'A pull-through rule that cannot log in to its upstream',
  findProblems: ({ resources }) =>
    resources
      .filter(({ type }) => type === 'AWS::ECR::PullThroughCacheRule')
      .flatMap((resource) => {
        const { source, properties } = resource;
        const missing = credentialProblem(resource) ?? roleProblem(resource);
        if (missing === undefined) return [];
        const prefix = shown(textOf(properties.EcrRepositoryPrefix) ?? '');
        return [{ source, message: `The pull-through rule '${prefix}' ${missing.problem}`, fix: missing.fix }];
      }),
});

interface Missing {
  readonly problem: string;
  readonly fix: string;
}

function credentialProblem({ properties }: GraphResource): Missing | undefined {
  if (!isAbsent(properties.CredentialArn)) return undefined;
  const upstream = guardedUpstream(textOf(properties.UpstreamRegistryUrl), textOf(properties.UpstreamRegistry));
  if (upstream === undefined) return undefined;
  return {
    problem: `has no CredentialArn. ${upstream.shown} limits or refuses pulls without a login, and ECR requires the credential.`,
    fix: "Create a secret with username and accessToken whose name starts with 'ecr-pullthroughcache/', and set CredentialArn to its ARN.",
  };
}

function roleProblem({ properties, env }: GraphResource): Missing | undefined {
  if (!isAbsent(properties.CustomRoleArn)) return undefined;
  const account = upstreamAccount(textOf(properties.UpstreamRegistryUrl));
  if (account === undefined || hasUnresolved(env.account) || isSameText(account, env.account) === 'yes')
    return undefined;
  return {
    problem: `has no CustomRoleArn. Its upstream is the registry of account '${account}', which ECR reads only with a role.`,
    fix: 'Create a role that ECR can assume and that may pull there, and set CustomRoleArn to its ARN.',
  };
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

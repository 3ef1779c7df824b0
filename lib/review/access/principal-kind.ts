import { type ProviderNode } from '../template-graph';

const servicePrincipal =
  /^[a-z0-9-]+(\.[a-z0-9-]+)*\.(amazonaws\.com(\.cn)?|amazonaws\.eu|c2s\.ic\.gov|sc2s\.sgov\.gov)$/;

/** What CI systems call their runs, by how their subjects begin. */
const subjects: readonly (readonly [RegExp, string])[] = [
  [/^repo:/, 'GitHub Actions'],
  [/^project_path:/, 'GitLab'],
  [/^organization:.*:pipeline:/, 'Buildkite'],
  [/^org\/[^/]*\/project\//, 'CircleCI'],
  [/^\{[^}]*\}:/, 'Bitbucket Pipelines'],
];

/** What a principal is that no template makes. */
export function kindOf(principal: string, providers: readonly ProviderNode[]): string {
  if (principal === '*') return 'everybody';
  if (servicePrincipal.test(principal)) return 'service';
  const [, kind] = /^arn:[^:]*:(?:iam|sts)::[^:]*:(root|role|user|assumed-role)/.exec(principal) ?? [];
  if (kind !== undefined) return kind === 'root' ? 'account' : kind === 'assumed-role' ? 'session' : kind;
  const system = subjects.find(([form]) => form.test(principal))?.[1];
  if (system !== undefined) return system;
  return providers.some(({ issuer }) => principal.startsWith(`${issuer}:`)) ? 'identity provider' : 'other';
}

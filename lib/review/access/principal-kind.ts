import { ciSystems } from '../ci/ci-systems';
import { parseArn } from '../texts/arn';
import { type ProviderNode } from '../templates/template-graph';

const servicePrincipal =
  /^[a-z0-9-]+(\.[a-z0-9-]+)*\.(amazonaws\.com(\.cn)?|amazonaws\.eu|c2s\.ic\.gov|sc2s\.sgov\.gov)$/;

/** Conditions that name an organization or an account, in the words of the evaluator. */
const bounds: readonly (readonly [RegExp, string])[] = [
  [/^(some )?aws:PrincipalOrg(ID|Paths) is /i, 'organization'],
  [/^aws:PrincipalAccount is \d/i, 'account'],
];

/** The kind of principals that `*` stands for: `everybody`, unless conditions limit each row to organizations or accounts. */
export function kindOfEveryone(conditionsOfRows: readonly (readonly string[])[]): string {
  const kinds = conditionsOfRows.map(
    (conditions) => bounds.find(([form]) => conditions.some((text) => form.test(text)))?.[1] ?? 'everybody',
  );
  return kinds.find((kind) => kind === 'everybody') ?? kinds[0] ?? 'everybody';
}

/** The kind of a principal that no template creates. */
export function kindOf(principal: string, providers: readonly ProviderNode[]): string {
  if (servicePrincipal.test(principal)) return 'service';
  const arn = parseArn(principal);
  const [kind] =
    arn && /^(iam|sts)$/.test(arn.service) ? (/^(root|role|user|assumed-role)/.exec(arn.resource) ?? []) : [];
  if (kind !== undefined) return kind === 'root' ? 'account' : kind === 'assumed-role' ? 'session' : kind;
  if (principal.includes(':saml-provider/')) return 'identity provider';
  const system = ciSystems.find(({ subject }) => subject.test(principal))?.kind;
  if (system !== undefined) return system;
  return providers.some(({ issuer }) => principal.startsWith(`${issuer}:`)) ? 'identity provider' : 'other';
}

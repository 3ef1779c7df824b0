import { tokenIssuers } from '../issuers/token-issuers';
import { parseArn } from '../texts/arn';
import { type ProviderNode } from '../templates/template-graph';

const servicePrincipal =
  /^[a-z0-9-]+(\.[a-z0-9-]+)*\.(amazonaws\.com(\.cn)?|amazonaws\.eu|c2s\.ic\.gov|sc2s\.sgov\.gov)$/;

/** Conditions that name organizations or accounts, in the words of the evaluator, and the form of each value. */
const bounds: readonly { readonly kind: string; readonly condition: RegExp; readonly value: RegExp }[] = [
  {
    kind: 'organization',
    condition: /^(?:some )?aws:PrincipalOrg(?:ID|Paths) is (?:like )?(.+)$/i,
    value: /^(?:o-[a-z0-9]|\$\{)\S*$/,
  },
  { kind: 'account', condition: /^aws:PrincipalAccount is (.+)$/i, value: /^\d{12}$/ },
];

/** The principals that `*` stands for. */
export interface Everyone {
  /** `everybody`, `organization` or `account`. */
  readonly kind: string;
  /** `*`, or the organizations or accounts: `o-a1b2c3d4e5`, or `111111111111 or 222222222222`. */
  readonly name: string;
}

/** The principals that `*` stands for: anyone, unless conditions limit each row to organizations or accounts. */
export function everyone(conditionsOfRows: readonly (readonly string[])[]): Everyone {
  const found = conditionsOfRows.map(boundOf);
  const bounded = found.filter((bound) => bound !== undefined);
  const [first] = bounded;
  if (!first || bounded.length < found.length) return { kind: 'everybody', name: '*' };
  return { kind: first.kind, name: [...new Set(bounded.map(({ name }) => name))].join(' or ') };
}

/** A condition with `if present` is no bound: an anonymous request does not have its key. */
function boundOf(conditions: readonly string[]): Everyone | undefined {
  return bounds
    .flatMap(({ kind, condition, value }) =>
      conditions.flatMap((text) => {
        const [, name = ''] = condition.exec(text) ?? [];
        return name.split(' or ').every((one) => value.test(one)) ? [{ kind, name }] : [];
      }),
    )
    .at(0);
}

/** The kind of a principal that no template creates. */
export function kindOf(principal: string, providers: readonly ProviderNode[]): string {
  if (servicePrincipal.test(principal)) return 'service';
  const arn = parseArn(principal);
  const [kind] =
    arn && /^(iam|sts)$/.test(arn.service) ? (/^(root|role|user|assumed-role)/.exec(arn.resource) ?? []) : [];
  if (kind !== undefined) return kind === 'root' ? 'account' : kind === 'assumed-role' ? 'session' : kind;
  if (principal.includes(':saml-provider/')) return 'identity provider';
  const system = tokenIssuers.find(({ subject }) => subject.test(principal))?.kind;
  if (system !== undefined) return system;
  return providers.some(({ issuer }) => principal.startsWith(`${issuer}:`)) ? 'identity provider' : 'other';
}

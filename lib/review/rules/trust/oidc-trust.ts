import { type TokenIssuer } from '../../issuers/token-issuer';
import { tokenIssuerOf, tokenIssuers } from '../../issuers/token-issuers';
import { hasUnresolved, withoutEnvironment } from '../../texts/symbolic-text';
import {
  type IdentityNode,
  type Statement,
  type StatementCondition,
  type TemplateGraph,
} from '../../templates/template-graph';
import { type Demand, demandOf } from '../condition-operator';
import { oncePerGraph } from '../once-per-graph';
import { isAbout } from '../statement-actions';
import { readableAllows } from '../resource-policies';

/** A condition on a claim of the token: `issuer:claim`. */
export interface Claim {
  readonly issuer: string;
  readonly name: string;
  readonly demand: Demand;
  readonly condition: StatementCondition;
}

/** A statement that lets tokens of an OIDC issuer become a role. */
export interface OidcTrust {
  readonly identity: IdentityNode;
  readonly statement: Statement;
  /** The provider, as the statement names it. */
  readonly provider: string;
  /** The issuer's address without its scheme, or `undefined` if the template does not show it. */
  readonly issuer: string | undefined;
  readonly system: TokenIssuer | undefined;
  readonly claims: readonly Claim[];
  /** Whether a condition key is unresolved. Then no condition is known to be missing. */
  readonly open: boolean;
}

export const oidcTrustsOf = oncePerGraph((graph: TemplateGraph): readonly OidcTrust[] => {
  const issuers = new Map(graph.providers.map(({ arn, issuer }) => [arn, issuer]));
  return graph.identities.flatMap((identity) =>
    readableAllows(identity.trust ?? [])
      .filter((statement) => isAbout(statement, 'sts:AssumeRoleWithWebIdentity'))
      .flatMap((statement) => trustsOf(identity, statement, issuers)),
  );
});

function trustsOf(identity: IdentityNode, statement: Statement, issuers: ReadonlyMap<string, string>): OidcTrust[] {
  const claims = statement.conditions.flatMap(claimOf);
  const open = statement.conditions.some(({ key, operator }) => hasUnresolved(asHost(key)) || hasUnresolved(operator));
  return (statement.principals ?? [])
    .filter(({ type, value }) => type === 'Federated' && (value.includes(':oidc-provider/') || hasUnresolved(value)))
    .map(({ value }) => {
      const issuer = issuers.get(value) ?? issuerOf(value) ?? onlyIssuer(claims);
      return {
        identity,
        statement,
        provider: value,
        issuer,
        system: systemOf(issuer, claims),
        claims,
        open,
      };
    });
}

/** A server of a customer may have any address. Its subjects identify it, as do those of an issuer that is not known. */
function systemOf(issuer: string | undefined, claims: readonly Claim[]): TokenIssuer | undefined {
  const known = issuer === undefined ? undefined : tokenIssuerOf(asHost(issuer));
  if (known) return known;
  const subjects = claims.filter(({ name }) => name === 'sub').flatMap(({ condition }) => condition.values);
  return tokenIssuers.find(
    ({ isSelfHosted, subject }) =>
      (isSelfHosted || issuer === undefined) && subjects.some((text) => subject.test(text)),
  );
}

/** A condition key of AWS or of a service is no claim. */
function claimOf(condition: StatementCondition): Claim[] {
  const at = condition.key.lastIndexOf(':');
  const issuer = condition.key.slice(0, at);
  if (at < 0 || !(issuer.includes('.') || hasUnresolved(issuer))) return [];
  return [{ issuer, name: condition.key.slice(at + 1).toLowerCase(), demand: demandOf(condition), condition }];
}

function issuerOf(arn: string): string | undefined {
  const [, issuer] = arn.split(':oidc-provider/');
  return issuer === undefined || hasUnresolved(asHost(issuer)) ? undefined : issuer;
}

/** The address of a cluster contains its Region, which a template may leave open. */
function asHost(text: string): string {
  return withoutEnvironment(text, 'region');
}

/** The issuer from the condition keys, for a provider that is known only at deploy. */
function onlyIssuer(claims: readonly Claim[]): string | undefined {
  const known = claims.filter(({ issuer }) => !hasUnresolved(issuer));
  const issuers = new Set(known.map(({ issuer }) => issuer.toLowerCase()));
  return issuers.size === 1 ? [...issuers][0] : undefined;
}

/** The conditions on a claim of the token. */
export function claimsNamed({ claims }: OidcTrust, name: string): Claim[] {
  return claims.filter((claim) => claim.name === name);
}

/** Whether a claim must have one of some exact values. */
export function demandsExactly(trust: OidcTrust, names: readonly string[]): boolean {
  return trust.claims.some(
    ({ name, demand, condition }) =>
      names.includes(name) &&
      (demand === 'exact' || (demand === 'like' && condition.values.every((value) => !/[*?]/.test(value)))),
  );
}

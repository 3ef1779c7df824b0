import { hasUnresolved, shownText } from '../texts/symbolic-text';
import { type NamedPrincipal, type Statement, type StatementCondition } from '../templates/template-graph';

/** The tokens of one issuer and one subject that a trust policy accepts. */
export interface TrustedToken {
  /** The value or pattern of the claim `sub`. Without one, it is the issuer followed by `:*`. */
  readonly subject: string;
  /** The claims, as condition keys of the request. */
  readonly context: Readonly<Record<string, readonly string[]>>;
  /** Further claims that the token must have, in words. */
  readonly conditions: readonly string[];
  /** Questions about the claims that are answered only at deploy, in words. */
  readonly doubts: readonly string[];
}

/** The tokens that a statement for an identity provider accepts, one entry for each subject. */
export function trustedTokens({ conditions }: Statement, provider: NamedPrincipal): TrustedToken[] {
  const issuer = provider.value.split(':oidc-provider/')[1] ?? provider.value;
  const claims = conditions.filter(({ key }) => key.toLowerCase().startsWith(`${issuer.toLowerCase()}:`));
  const isPositive = ({ operator }: StatementCondition) =>
    /^(ForAnyValue:)?String(Equals(IgnoreCase)?|Like)$/i.test(operator);
  const positive = claims.filter(isPositive);
  const subs = positive.filter((claim) => claimOf(claim) === 'sub').flatMap(({ values }) => values);
  const others = positive.filter((claim) => !['sub', 'aud'].includes(claimOf(claim)));
  const context = Object.fromEntries(positive.map(({ key, values }) => [key.toLowerCase(), values.slice(0, 1)]));
  const further = others.map((claim) => `${claimOf(claim)} is ${claim.values.map(shownText).join(' or ')}`);
  const doubts = others.flatMap(({ values }) => values).flatMap(doubtOf);
  if (subs.length === 0) return [{ subject: `${issuer}:*`, context, conditions: further, doubts }];
  const subKey = `${issuer.toLowerCase()}:sub`;
  return subs.map((subject) => ({
    subject,
    context: { ...context, [subKey]: [subject] },
    conditions: further,
    doubts: [...doubtOf(subject), ...doubts],
  }));
}

function doubtOf(value: string): string[] {
  return hasUnresolved(value) ? [`which tokens ${shownText(value)} stands for`] : [];
}

function claimOf({ key }: StatementCondition): string {
  return key.slice(key.lastIndexOf(':') + 1).toLowerCase();
}

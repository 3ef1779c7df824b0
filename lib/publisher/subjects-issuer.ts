import { type Construct } from 'constructs';
import { InvalidInputError } from '../private/validation/validation';
import { type IOidcProvider } from './i-oidc-provider';
import { type OidcIssuer } from './oidc-issuer';
import { OidcProvider } from './oidc-provider';
import { type OidcSubject } from './oidc-subject';

/** The one issuer of the subjects. Subjects without an issuer are GitHub's. */
export function issuerOf(subjects: readonly OidcSubject[]): OidcIssuer | undefined {
  const [first, ...others] = subjects.map(({ _issuer }) => _issuer);
  const other = others.find((issuer) => keyOf(issuer) !== keyOf(first));
  if (others.every((issuer) => keyOf(issuer) === keyOf(first))) return first;
  throw new InvalidInputError(
    `\`subjects\` must be of one issuer, got ${shown(first)} and ${shown(other)}. Create a role for each.`,
  );
}

/** The provider of an issuer for the account of a scope. */
export function providerOf(scope: Construct, issuer: OidcIssuer | undefined): IOidcProvider {
  if (issuer) return OidcProvider.forAccountOf(scope, issuer);
  throw new InvalidInputError(
    '`provider` is required for subjects of GitHub, got nothing. Set it, or use a GitHubPublisherRole.',
  );
}

/** Identifies an issuer by its audience too: the audience of a Bitbucket workspace contains the workspace's UUID. */
function keyOf(issuer: OidcIssuer | undefined): string {
  return issuer ? `${issuer.issuer} ${issuer.defaultAudience}` : '';
}

function shown(issuer: OidcIssuer | undefined): string {
  return issuer ? `'${issuer.issuer}' for '${issuer.defaultAudience}'` : 'GitHub';
}

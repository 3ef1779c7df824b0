import { Stack, Validations } from 'aws-cdk-lib';
import { type IOIDCProviderRef } from 'aws-cdk-lib/aws-iam';
import { type Construct } from 'constructs';
import { type OidcIssuer } from '../publisher/oidc-issuer';
import { trustedProvider, type TrustedProvider } from '../publisher/trusted-provider';
import { OidcPublisherRole, type PublisherRoleOptions } from '../publisher/oidc-publisher-role';
import { publicApi } from '../private/boundary/public-api';
import { refuseIf } from '../private/validation/validation';
import { GitHubIssuer } from './github-issuer';
import { GitHubOidcProvider } from './github-oidc-provider';
import { type GitHubSubject } from './github-subject';
import { refuseContradictions } from './subject-contradictions';
import { trustWarnings } from './trust-warnings';

/** Properties of a `GitHubPublisherRole`. */
export interface GitHubPublisherRoleProps extends PublisherRoleOptions {
  /**
   * The workflow runs that may assume the role. Duplicates are merged. Throws for an empty list, because any repository on
   * GitHub could assume the role. Throws for subjects that contradict each other or the provider's tokens, and for pull
   * requests if the role pushes or deploys. Throws if the trust policy exceeds 2,048 characters.
   */
  readonly subjects: GitHubSubject[];

  /**
   * GitHub as the account's identity provider: a `GitHubOidcProvider`, or one of the CDK that the app has, such as an
   * `iam.OpenIdConnectProvider` or an import. Throws for a provider of another account, or of another CI system.
   *
   * @default - the one that the app creates in this account, or else a new one in this stack
   */
  readonly provider?: IOIDCProviderRef;
}

/**
 * A role that GitHub Actions assumes with tokens instead of stored keys. It trusts exact branches, tags or environments,
 * and may push images to the given repositories and deploy to the given ECS services.
 *
 * @see https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws
 *
 * @example
 * import { GitHubPublisherRole, GitHubSubject } from 'cdk-ecr-publishing';
 *
 * new GitHubPublisherRole(this, 'GitHub', {
 *   subjects: [GitHubSubject.branch('acme/jwt-pizza-service', 'main', { ownerId: '1', repositoryId: '2' })],
 *   repositories: [repository],
 * });
 */
@publicApi
export class GitHubPublisherRole extends OidcPublisherRole {
  /** The properties that a workflow for this role depends on. @internal */
  public override readonly _published: Omit<GitHubPublisherRoleProps, 'provider'> & {
    readonly provider: TrustedProvider;
  };

  public constructor(scope: Construct, id: string, props: GitHubPublisherRoleProps) {
    refuseIf('subjects', props.subjects.length === 0 ? noSubject : undefined);
    refuseContradictions(props.subjects);
    const provider = props.provider ?? GitHubOidcProvider.forAccountOf(scope);
    super(scope, id, { description: 'GitHub Actions publishes container images with this role', ...props, provider });
    const trusted = trustedProvider(provider, GitHubIssuer.gitHub(), Stack.of(this));
    this._published = { ...props, provider: trusted };
    for (const { id: warning, message } of trustWarnings(props.subjects, trusted)) {
      Validations.of(this).addWarning(`cdk-ecr-publishing:${warning}`, message);
    }
  }

  /** @internal */
  protected override _issuerOfSubjects(): OidcIssuer {
    return GitHubIssuer.gitHub();
  }
}

const noSubject =
  'must name at least one subject, got none. Without one, any repository on GitHub could assume the role.';

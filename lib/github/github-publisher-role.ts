import { Validations } from 'aws-cdk-lib';
import { type Construct } from 'constructs';
import { OidcPublisherRole, type PublisherRoleOptions } from '../publisher/oidc-publisher-role';
import { publicApi } from '../private/boundary/public-api';
import { refuseIf } from '../private/validation/validation';
import { GitHubOidcProvider } from './github-oidc-provider';
import { type GitHubSubject } from './github-subject';
import { type IGitHubOidcProvider } from './i-github-oidc-provider';
import { refuseContradictions } from './subject-contradictions';
import { trustWarnings } from './trust-warnings';

/** Properties of a `GitHubPublisherRole`. */
export interface GitHubPublisherRoleProps extends PublisherRoleOptions {
  /**
   * Which workflow runs may assume the role; one that is named twice counts once. Throws for an empty list, since any
   * repository on GitHub could assume it; for subjects that contradict each other or what the provider's tokens hold; for
   * pull requests, where the role pushes or deploys; and past 2,048 characters of trust policy.
   */
  readonly subjects: GitHubSubject[];

  /**
   * GitHub as the account's identity provider. Throws for that of another account, and for somebody else than GitHub.
   *
   * @default - the one that the app makes in this account; where there is none, it is made in this stack
   */
  readonly provider?: IGitHubOidcProvider;
}

/**
 * A role that GitHub Actions assumes without stored keys: for exact branches, tags or environments, to push images to
 * named repositories and, where asked for, to deploy to named ECS services.
 *
 * @see https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws
 */
@publicApi
export class GitHubPublisherRole extends OidcPublisherRole {
  /** What a workflow that publishes with it depends on. @internal */
  public readonly _published: GitHubPublisherRoleProps & { readonly provider: IGitHubOidcProvider };

  public constructor(scope: Construct, id: string, props: GitHubPublisherRoleProps) {
    refuseIf('subjects', props.subjects.length === 0 ? noSubject : undefined);
    refuseContradictions(props.subjects);
    const provider = props.provider ?? GitHubOidcProvider.forAccountOf(scope);
    super(scope, id, { description: 'GitHub Actions publishes container images with this role', ...props, provider });
    this._published = { ...props, provider };
    for (const { id: warning, message } of trustWarnings(props.subjects, provider)) {
      Validations.of(this).addWarning(`cdk-ecr-publishing:${warning}`, message);
    }
  }
}

const noSubject =
  'must name at least one subject, got none; without one any repository on GitHub could assume the role';

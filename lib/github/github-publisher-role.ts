import { Validations } from 'aws-cdk-lib';
import { type Construct } from 'constructs';
import { OidcPublisherRole, type PublisherRoleOptions } from '../publisher/oidc-publisher-role';
import { refuseIf } from '../private/validation';
import { GitHubOidcProvider } from './github-oidc-provider';
import { type GitHubSubject } from './github-subject';
import { type IGitHubOidcProvider } from './i-github-oidc-provider';
import { refuseContradictions } from './subject-contradictions';

/** Properties of a `GitHubPublisherRole`. */
export interface GitHubPublisherRoleProps extends PublisherRoleOptions {
  /**
   * Which workflow runs may assume the role. Throws for an empty list: any repository on GitHub could assume it.
   */
  readonly subjects: GitHubSubject[];

  /**
   * GitHub as the account's identity provider. Throws for that of another account.
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
export class GitHubPublisherRole extends OidcPublisherRole {
  public constructor(scope: Construct, id: string, props: GitHubPublisherRoleProps) {
    refuseIf('subjects', props.subjects.length === 0 ? noSubject : undefined);
    refuseContradictions(props.subjects);
    super(scope, id, {
      description: 'GitHub Actions publishes container images with this role',
      ...props,
      provider: props.provider ?? GitHubOidcProvider.forAccountOf(scope),
    });
    this.warnOfNames(props.subjects);
  }

  private warnOfNames(subjects: readonly GitHubSubject[]): void {
    const byName = subjects.filter(({ _repositoryId }) => _repositoryId === undefined);
    if (byName.length === 0) return;
    const names = [...new Set(byName.map(({ _repository }) => _repository))].join(', ');
    Validations.of(this).addWarning(
      'cdk-ecr-publishing:GitHubSubjectWithoutIds',
      `The trust in ${names} goes by name. Whoever gets that name later is trusted too, and repositories created, ` +
        'renamed or transferred after 2026-07-15 send another subject: give ownerId and repositoryId.',
    );
  }
}

const noSubject =
  'must name at least one subject, got none; without one any repository on GitHub could assume the role';

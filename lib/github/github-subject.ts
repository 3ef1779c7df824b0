import { Fn } from 'aws-cdk-lib';
import { branchRule, gitTagRule } from '../private/git-ref';
import { gitHubIdRule, gitHubRepositoryRule } from '../private/github-repository';
import { gitHubEnvironmentRule } from '../private/github-environment';
import { InvalidInputError, validate } from '../private/validation';
import { OidcSubject } from '../publisher/oidc-subject';
import { type TrustedClaims } from '../publisher/oidc-trust';

/**
 * The numeric ids of a GitHub repository: `gh api repos/OWNER/NAME --jq '.owner.id, .id'` prints them.
 *
 * @see https://docs.github.com/en/actions/reference/security/oidc
 */
export interface GitHubSubjectOptions {
  /**
   * The id of the repository's owner, as digits. Throws where it is given without `repositoryId`.
   *
   * @default - the subject names the owner only; GitHub sends no such subject for repositories that were created,
   * renamed or transferred after 2026-07-15
   */
  readonly ownerId?: string;

  /**
   * The id of the repository, as digits. Throws where it is given without `ownerId`.
   *
   * @default - the subject names the repository only, and whoever gets that name later is trusted too
   */
  readonly repositoryId?: string;

  /**
   * Whether the subject without ids is trusted beside the one with them, always with the claim `repository_id`. For the
   * time until GitHub sends subjects with ids for an older repository. Throws where it is set without ids.
   *
   * @default false
   */
  readonly acceptNameOnly?: boolean;
}

/**
 * Exactly one place that a GitHub workflow runs for: a branch, a tag or an environment of one repository. Its trust is
 * never a pattern.
 *
 * @see https://docs.github.com/en/actions/reference/security/oidc
 */
export class GitHubSubject extends OidcSubject {
  /**
   * Workflow runs on a branch. A job that names an `environment` runs for that instead.
   *
   * @param repository `owner/name`, in the case that GitHub shows. Throws where it is anything else.
   * @param branch the branch's short name, like `main`. Throws where it is a pattern or no ref name.
   * @param options the repository's ids.
   */
  public static branch(repository: string, branch: string, options: GitHubSubjectOptions = {}): GitHubSubject {
    validate('branch', branch, branchRule);
    return new GitHubSubject(repository, `ref:refs/heads/${branch}`, options);
  }

  /**
   * Workflow runs for a Git tag.
   *
   * @param repository `owner/name`, in the case that GitHub shows. Throws where it is anything else.
   * @param tag the tag's name, like `v1.0.0`. Throws where it is a pattern or no ref name.
   * @param options the repository's ids.
   */
  public static tag(repository: string, tag: string, options: GitHubSubjectOptions = {}): GitHubSubject {
    validate('tag', tag, gitTagRule);
    return new GitHubSubject(repository, `ref:refs/tags/${tag}`, options);
  }

  /**
   * Jobs that name an environment. Give that environment protection rules on GitHub: without them any branch can use it.
   *
   * @param repository `owner/name`, in the case that GitHub shows. Throws where it is anything else.
   * @param environment the environment's name, like `prod`. Throws where GitHub takes no such name.
   * @param options the repository's ids.
   */
  public static environment(
    repository: string,
    environment: string,
    options: GitHubSubjectOptions = {},
  ): GitHubSubject {
    validate('environment', environment, gitHubEnvironmentRule);
    return new GitHubSubject(repository, `environment:${environment.replaceAll(':', '%3A')}`, options);
  }

  /** @internal */
  public readonly _repository: string;

  /** The claim `repository_id` that must come with the subject. @internal */
  public readonly _repositoryId?: string;

  /** @internal */
  public readonly _claims: TrustedClaims;

  private constructor(repository: string, place: string, options: GitHubSubjectOptions) {
    super();
    validate('repository', repository, gitHubRepositoryRule);
    const { ownerId, repositoryId } = options;
    const nameOnly = `repo:${repository}:${place}`;
    this._repository = repository;
    if (ownerId === undefined || repositoryId === undefined) {
      refuseHalfIds(options);
      this._claims = { subs: [nameOnly] };
      return;
    }
    validate('ownerId', ownerId, gitHubIdRule);
    validate('repositoryId', repositoryId, gitHubIdRule);
    const [owner, name] = ownerAndName(repository);
    const immutable = `repo:${owner}@${ownerId}/${name}@${repositoryId}:${place}`;
    this._repositoryId = repositoryId;
    // A subject without ids needs the claim beside it: in a shared list one repository's name could go with another's id.
    this._claims = options.acceptNameOnly
      ? { subs: [immutable, nameOnly], required: { repository_id: repositoryId } }
      : { subs: [immutable], implied: { repository_id: repositoryId } };
  }
}

/** A repository that is one token as a whole is taken apart at deploy time. */
function ownerAndName(repository: string): [string, string] {
  const [owner = '', name] = repository.split('/');
  if (name !== undefined) return [owner, name];
  return Fn.split('/', repository, 2) as [string, string];
}

function refuseHalfIds({ ownerId, repositoryId, acceptNameOnly }: GitHubSubjectOptions): void {
  if (ownerId !== undefined || repositoryId !== undefined) {
    const [given, missing] = ownerId === undefined ? ['repositoryId', 'ownerId'] : ['ownerId', 'repositoryId'];
    throw new InvalidInputError(`\`${given}\` must stand with \`${missing}\`; give both or neither`);
  }
  if (acceptNameOnly !== undefined) {
    throw new InvalidInputError('`acceptNameOnly` must stand with `ownerId` and `repositoryId`; give both ids');
  }
}

import { Fn } from 'aws-cdk-lib';
import { publicApi } from '../private/boundary/public-api';
import { branchRule, gitTagRule } from '../private/git/git-ref';
import { branchPatternRule, gitTagPatternRule } from '../private/git/git-ref-pattern';
import { gitHubEnvironmentRule } from './github-environment';
import { gitHubIdRule, gitHubRepositoryRule } from '../private/ci/github-repository';
import { validatePatternPart } from '../private/validation/known-at-synth';
import { InvalidInputError, type Problem, validate } from '../private/validation/validation';
import { OidcSubject, type TrustingRole } from '../publisher/oidc-subject';
import { type TrustedClaims } from '../publisher/oidc-trust';
import { furtherClaims } from './further-claims';
import { contextOf, type GitHubPlace } from './github-place';
import { type GitHubSubjectOptions } from './github-subject-options';
import { subjectProblem } from './subject-problem';

/**
 * What a GitHub workflow runs for in one repository: a branch, a tag or an environment by its exact name, or, by the
 * factories named so, a pattern of branches or tags, or pull requests. Owner and repository are never patterns.
 *
 * @see https://docs.github.com/en/actions/reference/security/oidc
 */
@publicApi
export class GitHubSubject extends OidcSubject {
  /**
   * Workflow runs on a branch. A job that names an `environment` runs for that instead.
   *
   * @param repository `owner/name`, in the case that GitHub shows. Throws where it is anything else.
   * @param branch the branch's short name, like `main`. Throws where it is a pattern or no ref name.
   * @param options the repository's ids, and what has to hold besides.
   */
  public static branch(repository: string, branch: string, options: GitHubSubjectOptions = {}): GitHubSubject {
    validate('branch', branch, branchRule);
    return new GitHubSubject(repository, { kind: 'branch', name: branch }, options);
  }

  /**
   * Workflow runs on every branch of a form, like `release/*`: whoever may push to the repository can make one, unless a
   * ruleset on GitHub keeps them from it. `*` stands for any text, with slashes in it.
   *
   * @param repository `owner/name`, in the case that GitHub shows. Throws where it is anything else, or a token.
   * @param pattern the short names. Throws where it takes every branch, holds no `*`, or is a token.
   * @param options the repository's ids, and what has to hold besides. Throws where the ids are tokens.
   */
  public static branchPattern(repository: string, pattern: string, options: GitHubSubjectOptions = {}): GitHubSubject {
    validatePatternPart('pattern', pattern, branchPatternRule);
    return new GitHubSubject(repository, { kind: 'branch', name: pattern, isPattern: true }, options);
  }

  /**
   * Workflow runs for a Git tag.
   *
   * @param repository `owner/name`, in the case that GitHub shows. Throws where it is anything else.
   * @param tag the tag's name, like `v1.0.0`. Throws where it is a pattern or no ref name.
   * @param options the repository's ids, and what has to hold besides.
   */
  public static tag(repository: string, tag: string, options: GitHubSubjectOptions = {}): GitHubSubject {
    validate('tag', tag, gitTagRule);
    return new GitHubSubject(repository, { kind: 'tag', name: tag }, options);
  }

  /**
   * Workflow runs for every Git tag of a form, like `v*`: whoever may push to the repository can make one, unless a
   * ruleset on GitHub keeps them from it. `*` stands for any text, with slashes in it.
   *
   * @param repository `owner/name`, in the case that GitHub shows. Throws where it is anything else, or a token.
   * @param pattern the tags' names. Throws where it holds no `*`, or is a token.
   * @param options the repository's ids, and what has to hold besides. Throws where the ids are tokens.
   */
  public static tagPattern(repository: string, pattern: string, options: GitHubSubjectOptions = {}): GitHubSubject {
    validatePatternPart('pattern', pattern, gitTagPatternRule);
    return new GitHubSubject(repository, { kind: 'tag', name: pattern, isPattern: true }, options);
  }

  /**
   * Jobs that name an environment. Give that environment protection rules on GitHub, or name the `ref` too: without
   * either any branch can use it. There is no pattern for environments: to name one in a workflow makes it, unprotected.
   *
   * @param repository `owner/name`, in the case that GitHub shows. Throws where it is anything else.
   * @param environmentName the environment's name, like `prod`. Throws where GitHub takes no such name.
   * @param options the repository's ids, and what has to hold besides.
   */
  public static environment(
    repository: string,
    environmentName: string,
    options: GitHubSubjectOptions = {},
  ): GitHubSubject {
    validate('environment', environmentName, gitHubEnvironmentRule);
    return new GitHubSubject(repository, { kind: 'environment', name: environmentName }, options);
  }

  /**
   * Workflow runs for pull requests, whose code nobody has reviewed yet. A role that pushes or deploys throws for them;
   * one that has `pullRepositories` alone takes them.
   *
   * @param repository `owner/name`, in the case that GitHub shows. Throws where it is anything else.
   * @param options the repository's ids, and what has to hold besides.
   */
  public static pullRequest(repository: string, options: GitHubSubjectOptions = {}): GitHubSubject {
    return new GitHubSubject(repository, { kind: 'pull request', name: '' }, options);
  }

  /** @internal */
  public readonly _repository: string;

  /** @internal */
  public readonly _place: GitHubPlace;

  /** @internal */
  public readonly _ownerId?: string;

  /** The claim `repository_id` that must come with the subject. @internal */
  public readonly _repositoryId?: string;

  /** @internal */
  public readonly _claims: TrustedClaims;

  private constructor(repository: string, place: GitHubPlace, options: GitHubSubjectOptions) {
    super();
    const isPattern = place.isPattern ?? false;
    const validatePart = isPattern ? validatePatternPart : validate;
    validatePart('repository', repository, gitHubRepositoryRule);
    this._repository = repository;
    this._place = place;
    const { ownerId, repositoryId } = options;
    const nameOnly = `repo:${repository}:${contextOf(place)}`;
    const further = furtherClaims(place, options);
    if (ownerId === undefined || repositoryId === undefined) {
      refuseHalfIds(options);
      this._claims = { subs: [nameOnly], isPattern, required: further };
      return;
    }
    validatePart('ownerId', ownerId, gitHubIdRule);
    validatePart('repositoryId', repositoryId, gitHubIdRule);
    const [owner, name] = ownerAndName(repository);
    const immutable = `repo:${owner}@${ownerId}/${name}@${repositoryId}:${contextOf(place)}`;
    this._ownerId = ownerId;
    this._repositoryId = repositoryId;
    const id = { repository_id: repositoryId };
    // A subject without ids needs the claim beside it: in a shared list one repository's name could go with another's id.
    this._claims = options.acceptNameOnly
      ? { subs: [immutable, nameOnly], isPattern, required: { ...id, ...further } }
      : { subs: [immutable], isPattern, implied: id, required: further };
  }

  /** @internal */
  public override _problemIn(role: TrustingRole): Problem {
    return subjectProblem(this, role);
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

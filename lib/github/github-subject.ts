import { Fn } from 'aws-cdk-lib';
import { publicApi } from '../private/boundary/public-api';
import { branchRule, gitTagRule } from '../private/git/git-ref';
import { branchPatternRule, gitTagPatternRule } from '../private/git/git-ref-pattern';
import { gitHubEnvironmentRule } from './github-environment';
import { gitHubIdRule, gitHubRepositoryRule } from '../private/ci/github-repository';
import { validatePatternPart } from '../private/validation/known-at-synth';
import { InvalidInputError, type Problem, refuseIf, validate } from '../private/validation/validation';
import { OidcSubject, type TrustingRole } from '../publisher/oidc-subject';
import { type TrustedClaims } from '../publisher/oidc-trust';
import { furtherClaims } from './further-claims';
import { contextOf, type GitHubContext } from './github-context';
import { type GitHubSubjectOptions } from './github-subject-options';
import { type GitHubSubjectTemplate } from './github-subject-template';
import { subjectProblem } from './subject-problem';
import { claimsBeyondTemplate, templatedSubject, templateProblem } from './templated-subject';

/**
 * A GitHub workflow run, by its repository and its branch, tag or environment. Factories with `Pattern` in their name
 * accept patterns of branches or tags. Owner and repository are never patterns.
 *
 * @see https://docs.github.com/en/actions/reference/security/oidc
 */
@publicApi
export class GitHubSubject extends OidcSubject {
  /**
   * Workflow runs on a branch. The subject of a job with an `environment` contains the environment instead.
   *
   * @param repository `owner/name`, in the case that GitHub shows. Throws if it is anything else.
   * @param branch the branch's short name, such as `main`. Throws if it is a pattern or not a ref name.
   * @param options the repository's ids, and further required claims.
   */
  public static branch(repository: string, branch: string, options: GitHubSubjectOptions = {}): GitHubSubject {
    validate('branch', branch, branchRule);
    return new GitHubSubject(repository, { kind: 'branch', name: branch }, options);
  }

  /**
   * Workflow runs on every branch that matches a pattern, such as `release/*`. Anyone who can push to the repository can
   * create one, unless a ruleset on GitHub prevents it. `*` matches any text, including slashes.
   *
   * @param repository `owner/name`, in the case that GitHub shows. Throws if it is anything else, or a token.
   * @param pattern a pattern of short names. Throws if it matches every branch, has no `*`, or is a token.
   * @param options the repository's ids, and further required claims. Throws if the ids are tokens.
   */
  public static branchPattern(repository: string, pattern: string, options: GitHubSubjectOptions = {}): GitHubSubject {
    validatePatternPart('pattern', pattern, branchPatternRule);
    return new GitHubSubject(repository, { kind: 'branch', name: pattern, isPattern: true }, options);
  }

  /**
   * Workflow runs for a Git tag.
   *
   * @param repository `owner/name`, in the case that GitHub shows. Throws if it is anything else.
   * @param tag the tag's name, such as `v1.0.0`. Throws if it is a pattern or not a ref name.
   * @param options the repository's ids, and further required claims.
   */
  public static tag(repository: string, tag: string, options: GitHubSubjectOptions = {}): GitHubSubject {
    validate('tag', tag, gitTagRule);
    return new GitHubSubject(repository, { kind: 'tag', name: tag }, options);
  }

  /**
   * Workflow runs for every Git tag that matches a pattern, such as `v*`. Anyone who can push to the repository can
   * create one, unless a ruleset on GitHub prevents it. `*` matches any text, including slashes.
   *
   * @param repository `owner/name`, in the case that GitHub shows. Throws if it is anything else, or a token.
   * @param pattern a pattern of tag names. Throws if it has no `*`, or is a token.
   * @param options the repository's ids, and further required claims. Throws if the ids are tokens.
   */
  public static tagPattern(repository: string, pattern: string, options: GitHubSubjectOptions = {}): GitHubSubject {
    validatePatternPart('pattern', pattern, gitTagPatternRule);
    return new GitHubSubject(repository, { kind: 'tag', name: pattern, isPattern: true }, options);
  }

  /**
   * Jobs that name an environment. Add protection rules to the environment on GitHub, or set the option `ref`. Without
   * either, any branch can use it. Patterns of environments are not supported: GitHub creates an unprotected environment
   * when a workflow names a new one.
   *
   * @param repository `owner/name`, in the case that GitHub shows. Throws if it is anything else.
   * @param environmentName the environment's name, such as `prod`. Throws if it is not a valid name for GitHub.
   * @param options the repository's ids, and further required claims.
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
   * Workflow runs for pull requests, whose code is not reviewed yet. A role that pushes or deploys refuses them. A role
   * with `pullRepositories` only accepts them.
   *
   * @param repository `owner/name`, in the case that GitHub shows. Throws if it is anything else.
   * @param options the repository's ids, and further required claims.
   */
  public static pullRequest(repository: string, options: GitHubSubjectOptions = {}): GitHubSubject {
    return new GitHubSubject(repository, { kind: 'pull request', name: '' }, options);
  }

  /** @internal */
  public readonly _repository: string;

  /** @internal */
  public readonly _context: GitHubContext;

  /** @internal */
  public readonly _ownerId?: string;

  /** The claim `repository_id` that the token must have together with the subject. @internal */
  public readonly _repositoryId?: string;

  /** @internal */
  public readonly _claims: TrustedClaims;

  private constructor(repository: string, context: GitHubContext, options: GitHubSubjectOptions) {
    super();
    const isPattern = context.isPattern ?? false;
    const validatePart = isPattern ? validatePatternPart : validate;
    validatePart('repository', repository, gitHubRepositoryRule);
    this._repository = repository;
    this._context = context;
    const { ownerId, repositoryId, template } = options;
    const nameOnly = `repo:${repository}:${contextOf(context)}`;
    const further = furtherClaims(context, options);
    if (ownerId === undefined || repositoryId === undefined) {
      refuseHalfIds(options);
      this._claims = template
        ? customizedClaims(template, repository, [repository], { context, further })
        : { subs: [nameOnly], isPattern, required: further };
      return;
    }
    validatePart('ownerId', ownerId, gitHubIdRule);
    validatePart('repositoryId', repositoryId, gitHubIdRule);
    const [owner, name] = ownerAndName(repository);
    const immutable = `repo:${owner}@${ownerId}/${name}@${repositoryId}:${contextOf(context)}`;
    this._ownerId = ownerId;
    this._repositoryId = repositoryId;
    const id = { repository_id: repositoryId };
    if (template) {
      const names = [`${owner}@${ownerId}/${name}@${repositoryId}`, ...(options.acceptNameOnly ? [repository] : [])];
      this._claims = customizedClaims(template, repository, names, { context, further, ownerId, repositoryId });
      return;
    }
    // A subject without ids requires the claim separately: in a shared list, one repository's name could be paired with
    // another's id.
    this._claims = options.acceptNameOnly
      ? { subs: [immutable, nameOnly], isPattern, required: { ...id, ...further } }
      : { subs: [immutable], isPattern, implied: id, required: further };
  }

  /** @internal */
  public override _problemIn(role: TrustingRole): Problem {
    return subjectProblem(this, role);
  }
}

interface CustomizedParts {
  readonly context: GitHubContext;
  readonly further: Readonly<Record<string, string>>;
  readonly ownerId?: string;
  readonly repositoryId?: string;
}

/** The claims of a customized subject. Each claim that the template leaves out is a condition. */
function customizedClaims(
  template: GitHubSubjectTemplate,
  repository: string,
  names: readonly string[],
  { context, further, ownerId, repositoryId }: CustomizedParts,
): TrustedClaims {
  const [owner] = ownerAndName(repository);
  const values = { owner, repo: repository, ownerId, repositoryId, context, required: further };
  refuseIf('template', templateProblem(template, values));
  const subs = names.map((repo) => templatedSubject(template, { ...values, repo }));
  const claims = claimsBeyondTemplate(template, repository, values);
  const id = { repository_id: repositoryId ?? '' };
  const isByName = names.includes(repository);
  return {
    subs: [...new Set(subs)],
    isPattern: context.isPattern ?? false,
    ...(repositoryId !== undefined && !isByName && claims.repository_id === undefined && { implied: id }),
    required: repositoryId !== undefined && isByName ? { ...id, ...claims } : claims,
  };
}

/** Splits the repository at deploy time if it is a single token. */
function ownerAndName(repository: string): [string, string] {
  const [owner = '', name] = repository.split('/');
  if (name !== undefined) return [owner, name];
  return Fn.split('/', repository, 2) as [string, string];
}

function refuseHalfIds({ ownerId, repositoryId, acceptNameOnly }: GitHubSubjectOptions): void {
  if (ownerId !== undefined || repositoryId !== undefined) {
    const [given, missing] = ownerId === undefined ? ['repositoryId', 'ownerId'] : ['ownerId', 'repositoryId'];
    throw new InvalidInputError(`\`${given}\` requires \`${missing}\`. Set both or neither.`);
  }
  if (acceptNameOnly !== undefined) {
    throw new InvalidInputError('`acceptNameOnly` requires `ownerId` and `repositoryId`. Set both ids.');
  }
}

import { publicApi } from '../../private/boundary/public-api';
import { branchPatternRule, gitTagPatternRule } from '../../private/git/git-ref-pattern';
import { branchRule, gitTagRule } from '../../private/git/git-ref';
import { gitLabProjectIdRule, gitLabProjectRule } from '../../private/ci/gitlab-project';
import { validatePatternPart } from '../../private/validation/known-at-synth';
import { type Problem, refuseIf, validate } from '../../private/validation/validation';
import { GitLabIssuer } from './gitlab-issuer';
import { OidcSubject, type SubjectWarning } from '../oidc-subject';
import { type TrustedClaims } from '../oidc-trust';

/** Options of a `GitLabSubject`. */
export interface GitLabSubjectOptions {
  /**
   * The id of the project, as digits. The project's page shows it. Throws for a self-managed GitLab, because AWS reads only
   * the subject and the audience of its tokens.
   *
   * @default - the project is trusted by its path, and so is a later project at the same path
   */
  readonly projectId?: string;

  /**
   * Whether refs that are not protected in GitLab are trusted too. Throws if it is `false` for a self-managed GitLab,
   * because AWS cannot check it there.
   *
   * @see https://docs.gitlab.com/user/project/repository/branches/protected/
   * @default false on GitLab.com, true for a self-managed GitLab
   */
  readonly acceptUnprotected?: boolean;

  /**
   * The issuer of the tokens: GitLab.com or a self-managed GitLab.
   *
   * @default GitLabIssuer.gitLab()
   */
  readonly issuer?: GitLabIssuer;
}

/**
 * A GitLab CI/CD job, by its project and its branch or tag. It uses GitLab's default subject, so the project must not
 * customize the subject.
 *
 * @see https://docs.gitlab.com/ci/secrets/id_token_authentication/
 */
@publicApi
export class GitLabSubject extends OidcSubject {
  /**
   * Jobs on a branch.
   *
   * @param project `group/project`, in the case that GitLab shows. Throws if it is anything else.
   * @param branch the branch's name, such as `main`. Throws if it is a pattern or not a ref name.
   * @param options the project's id, and whether its refs must be protected.
   */
  public static branch(project: string, branch: string, options: GitLabSubjectOptions = {}): GitLabSubject {
    validate('branch', branch, branchRule);
    return new GitLabSubject(project, `ref_type:branch:ref:${branch}`, false, options);
  }

  /**
   * Jobs for a Git tag. GitLab protects no tags by default.
   *
   * @param project `group/project`, in the case that GitLab shows. Throws if it is anything else.
   * @param tag the tag's name, such as `v1.0.0`. Throws if it is a pattern or not a ref name.
   * @param options the project's id, and whether its refs must be protected.
   */
  public static tag(project: string, tag: string, options: GitLabSubjectOptions = {}): GitLabSubject {
    validate('tag', tag, gitTagRule);
    return new GitLabSubject(project, `ref_type:tag:ref:${tag}`, false, options);
  }

  /**
   * Jobs on any branch that matches a pattern.
   *
   * @param project `group/project`, in the case that GitLab shows. Throws if it is anything else.
   * @param pattern the branches' names with `*` for any text, such as `release/*`. Throws if it has no `*`.
   * @param options the project's id, and whether its refs must be protected.
   */
  public static branchPattern(project: string, pattern: string, options: GitLabSubjectOptions = {}): GitLabSubject {
    validatePatternPart('pattern', pattern, branchPatternRule);
    return new GitLabSubject(project, `ref_type:branch:ref:${pattern}`, true, options);
  }

  /**
   * Jobs for any Git tag that matches a pattern. GitLab protects no tags by default.
   *
   * @param project `group/project`, in the case that GitLab shows. Throws if it is anything else.
   * @param pattern the tags' names with `*` for any text, such as `v*`. Throws if it has no `*`.
   * @param options the project's id, and whether its refs must be protected.
   */
  public static tagPattern(project: string, pattern: string, options: GitLabSubjectOptions = {}): GitLabSubject {
    validatePatternPart('pattern', pattern, gitTagPatternRule);
    return new GitLabSubject(project, `ref_type:tag:ref:${pattern}`, true, options);
  }

  /** @internal */
  public override readonly _issuer: GitLabIssuer;

  /** @internal */
  public readonly _claims: TrustedClaims;

  /** @internal */
  public override readonly _warning?: SubjectWarning;

  private constructor(project: string, ref: string, isPattern: boolean, options: GitLabSubjectOptions) {
    super();
    (isPattern ? validatePatternPart : validate)('project', project, gitLabProjectRule);
    const { projectId, acceptUnprotected, issuer = GitLabIssuer.gitLab() } = options;
    // AWS reads these claims of gitlab.com only: https://docs.gitlab.com/ci/cloud_services/aws/#configure-a-role-and-trust
    const hasClaims = issuer.issuer === GitLabIssuer.gitLab().issuer;
    if (!hasClaims) refuseClaims(options);
    if (projectId !== undefined) validate('projectId', projectId, gitLabProjectIdRule);
    const protectedOnly = hasClaims && acceptUnprotected !== true;
    this._issuer = issuer;
    // The subject ends with the ref, so a pattern matches no other project and no other kind of ref.
    this._claims = {
      subs: [`project_path:${project}:${ref}`],
      isPattern,
      required: {
        ...(projectId !== undefined && { project_id: projectId }),
        ...(protectedOnly && { ref_protected: 'true' }),
      },
    };
    this._warning =
      isPattern && !protectedOnly
        ? unprotectedWarning(project)
        : hasClaims && projectId === undefined
          ? pathWarning(project)
          : undefined;
  }
}

function refuseClaims({ projectId, acceptUnprotected }: GitLabSubjectOptions): void {
  const problem: Problem =
    'must not be set for a self-managed GitLab, got one. AWS reads only the subject and the audience of its tokens.';
  refuseIf('projectId', projectId === undefined ? undefined : problem);
  refuseIf(
    'acceptUnprotected',
    acceptUnprotected === false
      ? 'must be true or omitted for a self-managed GitLab, got the boolean false. AWS cannot check which of its ' +
          'refs are protected.'
      : undefined,
  );
}

function pathWarning(project: string): SubjectWarning {
  return {
    id: 'cdk-ecr-publishing:GitLabSubjectWithoutId',
    message: `The trust in ${project} depends on the path. A later project at that path is trusted too. Set projectId.`,
  };
}

function unprotectedWarning(project: string): SubjectWarning {
  return {
    id: 'cdk-ecr-publishing:GitLabUnprotectedPattern',
    message:
      `The trust in ${project} accepts refs by a pattern, protected or not. Anyone who can push such a ref can ` +
      `publish. Name the refs, or protect them and omit acceptUnprotected.`,
  };
}

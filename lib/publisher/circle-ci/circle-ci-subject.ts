import { publicApi } from '../../private/boundary/public-api';
import { circleCiOriginRule } from './circle-ci-origin';
import { branchPatternRule } from '../../private/git/git-ref-pattern';
import { branchRule } from '../../private/git/git-ref';
import { validatePatternPart } from '../../private/validation/known-at-synth';
import { anyUuid, uuidRule } from '../../private/ci/uuid';
import { CircleCiIssuer } from './circle-ci-issuer';
import { OidcSubject } from '../oidc-subject';
import { type TrustedClaims } from '../oidc-trust';

/** A project of CircleCI, and the repository that it builds. */
export interface CircleCiProject {
  /** The id of the organization, a UUID that Organization Settings shows. Throws if it is not one, and for a token. */
  readonly organizationId: string;

  /** The id of the project, a UUID that Project Settings shows. Throws if it is not one. */
  readonly projectId: string;

  /**
   * The repository whose changes are built, such as `github.com/acme/app`. Builds of forks come from another repository.
   * Throws for an address with a scheme.
   */
  readonly origin: string;
}

/**
 * A CircleCI job, by its project, its repository and its branch. The token `CIRCLE_OIDC_TOKEN_V2`, which the orb
 * `circleci/aws-cli` uses, contains them. The token without V2 contains no branch and is not trusted.
 *
 * @see https://circleci.com/docs/guides/permissions-authentication/openid-connect-tokens/
 */
@publicApi
export class CircleCiSubject extends OidcSubject {
  /**
   * Jobs on a branch.
   *
   * @param project the project and its repository.
   * @param branch the branch's name, such as `main`. Throws if it is a pattern or not a ref name.
   */
  public static branch(project: CircleCiProject, branch: string): CircleCiSubject {
    validatePatternPart('branch', branch, branchRule);
    return new CircleCiSubject(project, branch);
  }

  /**
   * Jobs on any branch that matches a pattern.
   *
   * @param project the project and its repository.
   * @param pattern the branches' names with `*` for any text, such as `release/*`. Throws if it has no `*`.
   */
  public static branchPattern(project: CircleCiProject, pattern: string): CircleCiSubject {
    validatePatternPart('pattern', pattern, branchPatternRule);
    return new CircleCiSubject(project, pattern);
  }

  /** @internal */
  public override readonly _issuer: CircleCiIssuer;

  /** @internal */
  public readonly _claims: TrustedClaims;

  private constructor({ organizationId, projectId, origin }: CircleCiProject, branch: string) {
    super();
    this._issuer = CircleCiIssuer.organization(organizationId);
    validatePatternPart('projectId', projectId, projectIdRule);
    validatePatternPart('origin', origin, circleCiOriginRule);
    // `user/*`, as in CircleCI's guide, also matches a branch named `x/vcs-origin/ORIGIN/vcs-ref/refs/heads/main`. AWS also
    // reads the claim project-id, which the subject already contains.
    const run = `org/${organizationId}/project/${projectId}/user/${anyUuid}`;
    this._claims = { subs: [`${run}/vcs-origin/${origin}/vcs-ref/refs/heads/${branch}`], isPattern: true };
  }
}

const projectIdRule = uuidRule('a CircleCI project');

import { publicApi } from '../../private/boundary/public-api';
import { validatePatternPart } from '../../private/validation/known-at-synth';
import { anyUuid, uuidRule } from '../../private/ci/uuid';
import { BitbucketIssuer } from './bitbucket-issuer';
import { OidcSubject } from '../oidc-subject';
import { type TrustedClaims } from '../oidc-trust';

/** A repository of Bitbucket Cloud. Repository settings > OpenID Connect shows all of these values. */
export interface BitbucketRepository {
  /** The id of its workspace, as in its address. Throws if it is not one, and for a token. */
  readonly workspace: string;

  /** The UUID of its workspace, without braces. Throws if it is not a UUID. */
  readonly workspaceUuid: string;

  /** The UUID of the repository, without braces. Throws if it is not a UUID. */
  readonly repositoryUuid: string;
}

/**
 * A step of Bitbucket Pipelines, by its repository and its deployment environment. The subject does not contain the branch,
 * and AWS reads no other claim of Bitbucket.
 *
 * @see https://support.atlassian.com/bitbucket-cloud/docs/integrate-pipelines-with-resource-servers-using-oidc/
 */
@publicApi
export class BitbucketSubject extends OidcSubject {
  /**
   * Steps that deploy to an environment, on any branch. Restrict the environment to branches in Bitbucket.
   *
   * @param repository the repository.
   * @param environmentUuid the UUID of its deployment environment, without braces. Throws if it is not a UUID.
   */
  public static environment(repository: BitbucketRepository, environmentUuid: string): BitbucketSubject {
    validatePatternPart('environmentUuid', environmentUuid, environmentUuidRule);
    return new BitbucketSubject(repository, [environmentUuid]);
  }

  /**
   * Steps that deploy to no environment, on every branch. Anyone who can push to the repository can publish.
   *
   * @param repository the repository.
   */
  public static withoutEnvironment(repository: BitbucketRepository): BitbucketSubject {
    return new BitbucketSubject(repository, []);
  }

  /** @internal */
  public override readonly _issuer: BitbucketIssuer;

  /** @internal */
  public readonly _claims: TrustedClaims;

  private constructor(repository: BitbucketRepository, environment: string[]) {
    super();
    validatePatternPart('repositoryUuid', repository.repositoryUuid, repositoryUuidRule);
    this._issuer = BitbucketIssuer.workspace(repository.workspace, repository.workspaceUuid);
    // `*` for the step would also match steps with an environment. The braces are part of Bitbucket's format.
    const parts = [repository.repositoryUuid, ...environment, anyUuid];
    this._claims = { subs: [parts.map((part) => `{${part}}`).join(':')], isPattern: true };
  }
}

const repositoryUuidRule = uuidRule('a Bitbucket repository');
const environmentUuidRule = uuidRule('a Bitbucket deployment environment');

import { publicApi } from '../../private/boundary/public-api';
import { validatePatternPart } from '../../private/validation/known-at-synth';
import { anyUuid, uuidRule } from '../../private/ci/uuid';
import { BitbucketIssuer } from './bitbucket-issuer';
import { OidcSubject } from '../oidc-subject';
import { type TrustedClaims } from '../oidc-trust';

/** One repository of Bitbucket Cloud. Repository settings > OpenID Connect shows all of this. */
export interface BitbucketRepository {
  /** The id of its workspace, as addresses have it. Throws where it is none, and for a token. */
  readonly workspace: string;

  /** The UUID of its workspace, without braces. Throws where it is no UUID. */
  readonly workspaceUuid: string;

  /** The UUID of the repository, without braces. Throws where it is no UUID. */
  readonly repositoryUuid: string;
}

/**
 * What a step of Bitbucket Pipelines runs for. Its subject tells the repository and the deployment environment, not the
 * branch; AWS reads no other claim of Bitbucket.
 *
 * @see https://support.atlassian.com/bitbucket-cloud/docs/integrate-pipelines-with-resource-servers-using-oidc/
 */
@publicApi
export class BitbucketSubject extends OidcSubject {
  /**
   * Steps that deploy to an environment, whatever the branch: restrict the environment to branches in Bitbucket.
   *
   * @param repository the repository.
   * @param environmentUuid the UUID of its deployment environment, without braces. Throws where it is no UUID.
   */
  public static environment(repository: BitbucketRepository, environmentUuid: string): BitbucketSubject {
    validatePatternPart('environmentUuid', environmentUuid, environmentUuidRule);
    return new BitbucketSubject(repository, [environmentUuid]);
  }

  /**
   * Steps that deploy to no environment, on every branch of the repository: whoever may push to it publishes.
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
    // `*` for the step would also let in steps with an environment; the braces are Bitbucket's.
    const parts = [repository.repositoryUuid, ...environment, anyUuid];
    this._claims = { subs: [parts.map((part) => `{${part}}`).join(':')], isPattern: true };
  }
}

const repositoryUuidRule = uuidRule('a Bitbucket repository');
const environmentUuidRule = uuidRule('a Bitbucket deployment environment');

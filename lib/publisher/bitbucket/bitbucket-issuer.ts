import { publicApi } from '../../private/boundary/public-api';
import { bitbucketWorkspaceRule } from './bitbucket-workspace';
import { validateIssuerPart } from '../../private/validation/known-at-synth';
import { uuidRule } from '../../private/ci/uuid';
import { validate } from '../../private/validation/validation';
import { OidcIssuer } from '../oidc-issuer';

/**
 * The issuer of the tokens of Bitbucket Pipelines. Each workspace is a separate issuer.
 *
 * @see https://support.atlassian.com/bitbucket-cloud/docs/deploy-on-aws-using-bitbucket-pipelines-openid-connect/
 */
@publicApi
export class BitbucketIssuer extends OidcIssuer {
  /**
   * The issuer of one workspace, as Repository settings > OpenID Connect shows it.
   *
   * @param workspace the workspace's id, as in its address. Throws if it is not one, and for a token.
   * @param workspaceUuid its UUID, without braces. The audience ends with it. Throws if it is not a UUID.
   */
  public static workspace(workspace: string, workspaceUuid: string): BitbucketIssuer {
    validateIssuerPart('workspace', workspace, bitbucketWorkspaceRule);
    validate('workspaceUuid', workspaceUuid, workspaceUuidRule);
    return new BitbucketIssuer(workspace, workspaceUuid);
  }

  private constructor(workspace: string, uuid: string) {
    super(
      `api.bitbucket.org/2.0/workspaces/${workspace}/pipelines-config/identity/oidc`,
      `ari:cloud:bitbucket::workspace/${uuid}`,
      'Bitbucket Pipelines',
    );
  }
}

const workspaceUuidRule = uuidRule('a Bitbucket workspace');

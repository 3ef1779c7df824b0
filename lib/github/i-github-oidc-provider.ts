import { type IOidcProvider } from '../publisher/i-oidc-provider';

/** The trust of an account in GitHub's tokens, created here or by somebody else. */
export interface IGitHubOidcProvider extends IOidcProvider {}

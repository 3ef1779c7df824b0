import { type IOidcProvider } from '../publisher/i-oidc-provider';

/** GitHub as an identity provider of an account. It may be created here or imported. */
export interface IGitHubOidcProvider extends IOidcProvider {}

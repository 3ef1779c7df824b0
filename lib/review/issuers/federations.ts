import { cognito } from './cognito';
import { eksPodIdentity } from './eks-pod-identity';
import { type Federation } from './federation';
import { google } from './google';
import { rolesAnywhere } from './roles-anywhere';
import { saml } from './saml';

/** The ways into a role other than subjects of OIDC tokens: one file and one line each. Each is a rule. */
export const federations: readonly Federation[] = [google, cognito, saml, eksPodIdentity, rolesAnywhere];

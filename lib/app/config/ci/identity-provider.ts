import { type z } from 'zod';
import { GitHubIssuer } from '../../../github/github-issuer';
import { enterpriseServerHostRule, enterpriseSlugRule, gheSubdomainRule } from '../../../github/github-host';
import { mapping, text, word } from '../fields';
import { oneOf } from '../one-of';

const createOrImport = word(
  ['create', 'import'],
  'Whether to create the OIDC provider of the account, or to import the one that it has.',
);

/** A CI system as an identity provider of each account. */
export function identityProvider(name: string) {
  return mapping({ provider: createOrImport }, `${name} as an identity provider.`);
}

/** GitHub as an identity provider of each account. */
export const gitHubProvider = mapping(
  {
    provider: createOrImport.optional(),
    issuer: oneOf(
      mapping(
        {
          enterprise: text(enterpriseSlugRule, {
            description: 'The slug of an enterprise on github.com that has its own issuer.',
            examples: ['acme'],
          }).optional(),
          dataResidency: text(gheSubdomainRule, {
            description: 'The subdomain of an enterprise on GHE.com.',
            examples: ['acme'],
          }).optional(),
          enterpriseServer: text(enterpriseServerHostRule, {
            description: 'The host of a GitHub Enterprise Server.',
            examples: ['github.example.com'],
          }).optional(),
        },
        'The issuer of a GitHub Enterprise. The default is github.com.',
      ),
    ).optional(),
  },
  'GitHub as an identity provider.',
);

/** The issuer that the file names for GitHub. */
export function gitHubIssuerOf({ issuer = {} }: z.infer<typeof gitHubProvider> = {}): GitHubIssuer {
  const { enterprise, dataResidency, enterpriseServer } = issuer;
  if (enterprise !== undefined) return GitHubIssuer.enterprise(enterprise);
  if (dataResidency !== undefined) return GitHubIssuer.dataResidency(dataResidency);
  return enterpriseServer === undefined ? GitHubIssuer.gitHub() : GitHubIssuer.enterpriseServer(enterpriseServer);
}

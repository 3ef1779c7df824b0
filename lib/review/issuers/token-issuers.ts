import { azureDevOps } from './azure-devops';
import { bitbucket } from './bitbucket';
import { buildkite } from './buildkite';
import { circleCi } from './circle-ci';
import { gitHub } from './github';
import { gitLab } from './gitlab';
import { hcpTerraform } from './hcp-terraform';
import { kubernetes } from './kubernetes';
import { type TokenIssuer } from './token-issuer';

/**
 * The issuers whose subjects the review can read: one file and one line each. The constructs have their own table of CI
 * systems, so that neither repeats a mistake of the other.
 */
export const tokenIssuers: readonly TokenIssuer[] = [
  gitHub,
  gitLab,
  bitbucket,
  circleCi,
  buildkite,
  hcpTerraform,
  azureDevOps,
  kubernetes,
];

/** The issuer with an address. An address that ends with a slash means the one without it, which no token has. */
export function tokenIssuerOf(address: string): TokenIssuer | undefined {
  const plain = address.replace(/\/+$/, '');
  return tokenIssuers.find(({ issuer }) => issuer.test(plain));
}

import { bitbucket } from './bitbucket';
import { buildkite } from './buildkite';
import { type TokenIssuer } from './token-issuer';
import { circleCi } from './circle-ci';
import { gitHub } from './github';
import { gitLab } from './gitlab';

/**
 * The CI systems that the review knows: one file and one line each. The constructs have their own table, so that neither
 * repeats a mistake of the other.
 */
export const tokenIssuers: readonly TokenIssuer[] = [gitHub, gitLab, bitbucket, circleCi, buildkite];

export function tokenIssuerOf(issuer: string): TokenIssuer | undefined {
  return tokenIssuers.find((system) => system.issuer.test(issuer));
}

import { bitbucket } from './bitbucket';
import { buildkite } from './buildkite';
import { type CiSystem } from './ci-system';
import { circleCi } from './circle-ci';
import { gitHub } from './github';
import { gitLab } from './gitlab';

/**
 * The CI systems that the review knows: one file and one line each. The constructs have their own table, so that neither
 * repeats a mistake of the other.
 */
export const ciSystems: readonly CiSystem[] = [gitHub, gitLab, bitbucket, circleCi, buildkite];

export function ciSystemOf(issuer: string): CiSystem | undefined {
  return ciSystems.find((system) => system.issuer.test(issuer));
}

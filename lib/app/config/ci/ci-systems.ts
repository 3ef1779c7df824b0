import { type z } from 'zod';
import { type OidcSubject } from '../../../publisher/oidc-subject';
import { list } from '../fields';
import { bitbucket } from './bitbucket';
import { buildkite } from './buildkite';
import { circleCi } from './circle-ci';
import { type CiSystem } from './ci-system';
import { gitHub } from './github';
import { gitLab } from './gitlab';
import { identityProvider } from './identity-provider';

/** The CI systems by their key in the file. A new one is one file and one line here. */
export const ciSystems = {
  github: gitHub,
  gitlab: gitLab,
  bitbucket,
  circleci: circleCi,
  buildkite,
} satisfies Record<string, CiSystem>;

export type CiKey = keyof typeof ciSystems;
type Trusts = { readonly [Key in CiKey]: z.infer<(typeof ciSystems)[Key]['trust']> };

export const ciKeys = Object.keys(ciSystems) as CiKey[];

/** The keys of a publisher that list trusted jobs. */
export const trustedJobs = Object.fromEntries(
  Object.entries(ciSystems).map(([key, { name, trust, example }]) => [
    key,
    list(trust.meta({ ...trust.meta(), examples: [example.trust] }), `The trusted jobs of ${name}.`).optional(),
  ]),
) as { [Key in CiKey]: z.ZodOptional<z.ZodArray<(typeof ciSystems)[Key]['trust']>> };

/** The keys of the file for CI systems as identity providers. GitHub has its own, with more fields. */
export const identityProviders = Object.fromEntries(
  Object.entries(ciSystems)
    .filter(([key]) => key !== 'github')
    .map(([key, { name }]) => [key, identityProvider(name).optional()]),
) as Record<Exclude<CiKey, 'github'>, z.ZodOptional<ReturnType<typeof identityProvider>>>;

/** The subjects of one CI system that a publisher trusts. */
export function subjectsOf<Key extends CiKey>(key: Key, trusts: readonly Trusts[Key][] = []): OidcSubject[] {
  const systems: { readonly [K in CiKey]: { subjectsOf(trust: Trusts[K]): OidcSubject[] } } = ciSystems;
  return trusts.flatMap((trust) => systems[key].subjectsOf(trust));
}

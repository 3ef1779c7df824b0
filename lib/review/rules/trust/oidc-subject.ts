import { type TokenIssuer } from '../../issuers/token-issuer';
import { gitHub } from '../../issuers/github';
import { hasUnresolved } from '../../texts/symbolic-text';
import { hasWildcard, withoutEscapes } from '../condition-operator';
import { claimsNamed, type OidcTrust } from './oidc-trust';

/**
 * The tokens that a subject matches. It may match any owner, all projects of an owner, projects with similar names, all
 * runs of a project, or some of its runs. `unknown` has an unresolved value in a part that decides. `malformed` is no
 * subject of that CI system.
 */
export type SubjectScope = 'anyone' | 'owner' | 'alike' | 'project' | 'some' | 'malformed' | 'unknown';

export interface OidcSubject {
  readonly text: string;
  readonly like: boolean;
  readonly scope: SubjectScope;
  /** The part after the project, such as `ref:refs/heads/main` or `environment:prod`. It may be empty. */
  readonly run: string;
}

/** The subjects that a trust allows. Weak conditions allow any subject, and another rule reports them. */
export function subjectsOf(trust: OidcTrust): OidcSubject[] {
  const { system } = trust;
  if (!system) return [];
  return claimsNamed(trust, 'sub')
    .filter(({ demand }) => demand === 'exact' || demand === 'like')
    .flatMap(({ demand, condition }) => condition.values.map((text) => readSubject(system, text, demand === 'like')));
}

export function readSubject(system: TokenIssuer, text: string, like: boolean): OidcSubject {
  const pattern = withoutEscapes(text);
  const make = (scope: SubjectScope, run = ''): OidcSubject => ({ text, like, scope, run });
  const { prefix } = system;
  if (!pattern.startsWith(prefix)) {
    if (like && hasWildcard(pattern.slice(0, prefix.length))) return make(beyondOwner(system));
    return make(hasUnresolved(pattern.slice(0, prefix.length + 1)) ? 'unknown' : 'malformed');
  }
  const { owner, project, run } = system.partsOf(pattern.slice(prefix.length));
  const wild = (part: string) => like && hasWildcard(part);
  if (wild(withoutId(system, owner))) return make(beyondOwner(system));
  if (project === undefined) return make(hasUnresolved(pattern) ? 'unknown' : 'malformed', run);
  const name = withoutId(system, project);
  if (like && /^([^*?]*\/)?[*?]*\*$/.test(name)) return make('owner', run);
  if (wild(name)) return make('alike', run);
  if (run === undefined) return make(hasUnresolved(pattern) ? 'unknown' : 'malformed');
  return make(like && /^\*+$/.test(run) ? 'project' : 'some', run);
}

/** If each owner has its own issuer, a wildcard in the owner matches this owner only. */
function beyondOwner({ ownIssuer }: TokenIssuer): SubjectScope {
  return ownIssuer ? 'owner' : 'anyone';
}

/** Removes the id from GitHub's `acme@123`. With a wildcard as the id, only the name limits the owner. */
function withoutId({ name }: TokenIssuer, part: string): string {
  return name === gitHub.name ? part.replace(/@[*\d]+$/, '') : part;
}

import { hasHoles } from '../../texts/symbolic-text';
import { hasWildcard, withoutEscapes } from '../condition-operator';
import { type CiSystem, gitHub } from './ci-issuers';
import { claimsNamed, type OidcTrust } from './oidc-trust';

/**
 * How far a subject reaches: to any owner, to all projects of an owner, to projects whose names start
 * alike, to all runs of a project, or to some of its runs. `unknown` has holes where it matters; `malformed` is no
 * subject of that CI system.
 */
export type Reach = 'anyone' | 'owner' | 'alike' | 'project' | 'some' | 'malformed' | 'unknown';

export interface OidcSubject {
  readonly text: string;
  readonly like: boolean;
  readonly reach: Reach;
  /** What follows the project: `ref:refs/heads/main`, `environment:prod` ...; empty where there is nothing. */
  readonly run: string;
}

/** The subjects that a trust lets in; those of a weak condition let in anything and are another rule's. */
export function subjectsOf(trust: OidcTrust): OidcSubject[] {
  const { system } = trust;
  if (!system) return [];
  return claimsNamed(trust, 'sub')
    .filter(({ demand }) => demand === 'exact' || demand === 'like')
    .flatMap(({ demand, condition }) => condition.values.map((text) => readSubject(system, text, demand === 'like')));
}

export function readSubject(system: CiSystem, text: string, like: boolean): OidcSubject {
  const pattern = withoutEscapes(text);
  const make = (reach: Reach, run = ''): OidcSubject => ({ text, like, reach, run });
  const { prefix } = system;
  if (!pattern.startsWith(prefix)) {
    if (like && hasWildcard(pattern.slice(0, prefix.length))) return make(beyondOwner(system));
    return make(hasHoles(pattern.slice(0, prefix.length + 1)) ? 'unknown' : 'malformed');
  }
  const { owner, project, run } = partsOf(system, pattern.slice(prefix.length));
  const wild = (part: string) => like && hasWildcard(part);
  if (wild(withoutId(system, owner))) return make(beyondOwner(system));
  if (project === undefined) return make(hasHoles(pattern) ? 'unknown' : 'malformed', run);
  const name = withoutId(system, project);
  if (like && /^([^*?]*\/)?[*?]*\*$/.test(name)) return make('owner', run);
  if (wild(name)) return make('alike', run);
  if (run === undefined) return make(hasHoles(pattern) ? 'unknown' : 'malformed');
  return make(like && /^\*+$/.test(run) ? 'project' : 'some', run);
}

/** With an issuer of one's own, the owner is the issuer's. */
function beyondOwner({ ownIssuer }: CiSystem): Reach {
  return ownIssuer ? 'owner' : 'anyone';
}

interface Parts {
  readonly owner: string;
  readonly project: string | undefined;
  readonly run: string | undefined;
}

function partsOf({ name }: CiSystem, rest: string): Parts {
  if (name === 'Bitbucket') {
    const [repository = '', ...run] = rest.split(':');
    return { owner: '', project: repository, run: run.length > 0 ? run.join(':') : openEnd(repository) };
  }
  if (name === 'CircleCI') return byWords(rest, '/project/', '/user/');
  if (name === 'Buildkite') return byWords(rest, ':pipeline:', ':');
  const [path = '', ...run] = rest.split(':');
  const [owner = '', ...project] = path.split('/');
  return {
    owner,
    project: project.length > 0 ? project.join('/') : undefined,
    run: run.length > 0 ? run.join(':') : openEnd(path),
  };
}

/** `acme:pipeline:app:ref:...`: a `*` may stand for all words that follow it. */
function byWords(rest: string, beforeProject: string, beforeRun: string): Parts {
  const at = rest.indexOf(beforeProject);
  const owner = at < 0 ? (rest.split(/[:/]/)[0] ?? '') : rest.slice(0, at);
  const after = at < 0 ? rest.slice(owner.length + 1) : rest.slice(at + beforeProject.length);
  const end = after.indexOf(beforeRun);
  if (at < 0 && !after.includes('*')) return { owner, project: undefined, run: undefined };
  return end < 0 || at < 0
    ? { owner, project: after, run: openEnd(after) }
    : { owner, project: after.slice(0, end), run: after.slice(end + beforeRun.length) };
}

/** A `*` at the end takes what follows, too. */
function openEnd(text: string): string | undefined {
  return text.endsWith('*') ? '*' : undefined;
}

/** GitHub's `acme@123`: an id that is left open makes it a name again. */
function withoutId({ name }: CiSystem, part: string): string {
  return name === gitHub.name ? part.replace(/@[*\d]+$/, '') : part;
}

import { gitHub } from '../../issuers/github';
import { type CustomizedSubject, type TokenIssuer } from '../../issuers/token-issuer';
import { hasUnresolved } from '../../texts/symbolic-text';
import { hasWildcard, withoutEscapes } from '../condition-operator';
import { claimsNamed, demandsExactly, type OidcTrust } from './oidc-trust';

/**
 * The tokens that a subject matches. It may match any owner, all projects of an owner or of a group in it, projects with
 * similar names, all runs of a project, or some of its runs. `caller` is limited only by what any caller sets, and
 * `workflow` by a reusable workflow. `unknown` has an unresolved value in a part that decides. `malformed` is no subject of
 * that issuer.
 */
export type SubjectScope = CustomizedSubject['scope'] | 'alike' | 'malformed';

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
    .flatMap(({ demand, condition: { operator, values } }) =>
      values.map((text) =>
        narrowed(trust, readSubject(system, text, demand === 'like', /ignorecase$/i.test(operator))),
      ),
    );
}

const repositoryClaims = ['repository', 'repository_id', 'workflow_ref', 'project_id', 'project_path', 'pipeline_id'];
const ownerClaims = ['repository_owner', 'repository_owner_id', 'enterprise', 'enterprise_id'];

/** The scope after the other claims that the token must have, such as `repository_id`. */
function narrowed(trust: OidcTrust, subject: OidcSubject): OidcSubject {
  const { scope, run, text } = subject;
  // With a condition on the branch, a subject that ends after the repository is that of a template, and no mistake.
  const isTemplate = scope === 'malformed' && trust.system?.name === gitHub.name && /^repo:[^/:]+\/[^/:]+$/.test(text);
  if (isTemplate && demandsExactly(trust, ['ref', 'environment'])) return { ...subject, scope: 'project', run: '*' };
  if (!['caller', 'workflow', 'owner', 'group', 'alike'].includes(scope)) return subject;
  if (demandsExactly(trust, repositoryClaims)) return { ...subject, scope: isWhole(run) ? 'project' : 'some' };
  const isOwner = scope === 'owner' || scope === 'group' || demandsExactly(trust, ownerClaims);
  const isWorkflow = scope === 'workflow' || demandsExactly(trust, ['job_workflow_ref']);
  if (isOwner && isWorkflow) return { ...subject, scope: 'some' };
  if (scope === 'alike' || scope === 'group') return subject;
  return { ...subject, scope: isOwner ? 'owner' : isWorkflow ? 'workflow' : scope };
}

function isWhole(run: string): boolean {
  return run === '' || /^\*+$/.test(run);
}

/** @param ignoresCase whether the condition compares without letter case. */
export function readSubject(system: TokenIssuer, text: string, like: boolean, ignoresCase = false): OidcSubject {
  const make = (scope: SubjectScope, run = ''): OidcSubject => ({ text, like, scope, run });
  const { prefix } = system;
  const raw = withoutEscapes(text);
  const pattern = ignoresCase && raw.toLowerCase().startsWith(prefix) ? `${prefix}${raw.slice(prefix.length)}` : raw;
  const custom = system.customized?.(pattern, like);
  if (custom) return make(custom.scope, custom.run);
  if (!pattern.startsWith(prefix)) {
    if (like && hasWildcard(pattern.slice(0, prefix.length))) return make(beyondOwner(system));
    return make(hasUnresolved(pattern.slice(0, prefix.length + 1)) ? 'unknown' : 'malformed');
  }
  const { owner, group, project, run } = system.partsOf(pattern.slice(prefix.length));
  const wild = (part: string) => like && hasWildcard(part);
  if (wild(withoutId(system, owner))) return make(beyondOwner(system));
  if (project === undefined) return make(hasUnresolved(pattern) ? 'unknown' : 'malformed', run);
  const name = withoutId(system, project);
  if (group === undefined) {
    if (like && /^([^*?]*\/)?[*?]*\*$/.test(name)) return make('owner', run);
    if (wild(name)) return make('alike', run);
  } else if (wild(group)) {
    if (system.hasUniqueProjects !== true || wild(name)) return make(/^\*+$/.test(group) ? 'owner' : 'alike', run);
  } else if (wild(name)) return make('group', run);
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

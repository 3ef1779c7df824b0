import { hasUnresolved } from '../texts/symbolic-text';
import { type CustomizedSubject } from './token-issuer';

/** The part of GitHub that a claim limits a subject to, if its value is written out. */
type Limit = 'repository' | 'owner' | 'workflow' | 'property' | 'run';

/**
 * The claims of which a customized subject may consist. The author of a workflow chooses the values of those that limit
 * only the run.
 *
 * @see https://docs.github.com/en/actions/reference/security/oidc
 */
const limits: Readonly<Record<string, Limit>> = {
  repo: 'repository',
  repository: 'repository',
  repository_id: 'repository',
  workflow_ref: 'repository',
  repository_owner: 'owner',
  repository_owner_id: 'owner',
  enterprise: 'owner',
  enterprise_id: 'owner',
  job_workflow_ref: 'workflow',
  repository_visibility: 'run',
  workflow: 'run',
  workflow_sha: 'run',
  job_workflow_sha: 'run',
  environment: 'run',
  ref: 'run',
  ref_type: 'run',
  ref_protected: 'run',
  sha: 'run',
  context: 'run',
  head_ref: 'run',
  base_ref: 'run',
  actor: 'run',
  actor_id: 'run',
  event_name: 'run',
  run_id: 'run',
  run_number: 'run',
  run_attempt: 'run',
  check_run_id: 'run',
  runner_environment: 'run',
  pull_request: 'run',
};

/** Whether a subject starts with a claim of GitHub. */
export function startsWithClaim(text: string): boolean {
  return limitOf(text.split(':')[0] ?? '') !== undefined;
}

function limitOf(claim: string): Limit | undefined {
  if (claim.startsWith('repo_property_')) return 'property';
  return Object.hasOwn(limits, claim) ? limits[claim] : undefined;
}

interface Pair {
  readonly claim: string;
  readonly value: string;
  readonly limit: Limit;
}

/** The claims of a subject with their values, in their order. Empty if it is not a subject of GitHub. */
export function gitHubClaims(text: string): readonly { readonly claim: string; readonly value: string }[] {
  return startsWithClaim(text) ? pairsOf(text) : [];
}

/** Reads a subject that a template customizes. Undefined for the usual `repo:OWNER/REPOSITORY:CONTEXT`. */
export function customizedSubject(text: string, like: boolean): CustomizedSubject | undefined {
  const pairs = pairsOf(text);
  const [first, ...others] = pairs;
  if (!first) return undefined;
  const isOpenStart = !startsWithClaim(text);
  if (!isOpenStart && first.claim === 'repo' && others.every(({ limit }) => limit === 'run')) return undefined;
  const run = pairs.filter(({ limit }) => limit === 'run').map(({ claim, value }) => runText(claim, value));
  const open = like && text.endsWith('*') && !text.endsWith('${*}');
  const ofRun = run.length > 0 ? run.join(':') : open ? '*' : '';
  const found = pairs.map((pair) => scopeOfPair(pair, like));
  if (found.includes('repository')) return { scope: run.length > 0 ? 'some' : 'project', run: ofRun || '*' };
  if (
    pairs.some(({ limit, value }) => limit !== 'run' && hasUnresolved(value)) ||
    hasUnresolved(text.split(':')[0] ?? '')
  )
    return { scope: 'unknown', run: ofRun };
  if (found.includes('owner')) {
    const scope = found.includes('workflow') ? 'some' : found.includes('property') ? 'group' : 'owner';
    return { scope, run: ofRun };
  }
  if (found.includes('workflow')) return { scope: 'workflow', run: ofRun };
  return { scope: isOpenStart || found.includes('anyone') ? 'anyone' : 'caller', run: ofRun };
}

/** The claims of a subject with their values. A `*` may stand for any of them. */
function pairsOf(text: string): Pair[] {
  const parts = text.split(':');
  const pairs: Pair[] = [];
  for (let index = 0; index < parts.length; index += 1) {
    const claim = parts[index] ?? '';
    const limit = limitOf(claim);
    if (limit === undefined) continue;
    if (claim === 'pull_request') pairs.push({ claim, value: '', limit });
    else {
      index += 1;
      pairs.push({ claim, value: parts[index] ?? '', limit });
    }
  }
  // A subject starts with a claim, unless a wildcard or an open value stands for it.
  return limitOf(parts[0] ?? '') === undefined && !/[*?\u{E000}]/u.test(parts[0] ?? '') ? [] : pairs;
}

function runText(claim: string, value: string): string {
  return claim === 'pull_request' ? claim : `${claim}:${value}`;
}

/** The part that a claim limits by its value. A wildcard in a name also matches names that others register. */
function scopeOfPair(
  { claim, value, limit }: Pair,
  like: boolean,
): 'repository' | 'owner' | 'workflow' | 'property' | 'anyone' | undefined {
  const isWild = (text: string) => like && /[*?]/.test(text.replace(/\$\{[*?$]\}/g, ''));
  if (limit === 'run' || hasUnresolved(value)) return undefined;
  if (limit === 'property') return isWild(value) ? undefined : 'property';
  const [owner = '', name] = value.split('/');
  const ownerName = owner.replace(/@[*\d]+$/, '');
  if (ownerName === '' || isWild(ownerName)) return 'anyone';
  if (limit === 'owner') return 'owner';
  if (limit === 'workflow' || claim === 'repository_id') return limit;
  return name === undefined || isWild(name.replace(/@[*\d]+$/, '')) ? 'owner' : 'repository';
}

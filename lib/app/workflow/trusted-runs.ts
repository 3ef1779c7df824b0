import { type TrustedRun } from '../../github/workflow/published';
import { type GitHubContext } from '../../github/github-context';
import { gitHubClaims, hasUnresolved, type OidcTrust } from '../../review/index';

/** The runs that a trust policy accepts by name. Runs that it accepts by a wider pattern, such as any run, are omitted. */
export function trustedRuns({ claims }: OidcTrust): TrustedRun[] {
  const values = (claim: string) =>
    claims.filter(({ name }) => name === claim).map(({ condition }) => condition.values);
  const [refs = [undefined]] = values('ref');
  const [files = [undefined]] = values('job_workflow_ref');
  const subjects = claims.filter(({ name, demand }) => name === 'sub' && (demand === 'exact' || demand === 'like'));
  const runs = subjects.flatMap(({ demand, condition }) => {
    return condition.values.flatMap((text) => runOf(text, demand === 'like') ?? []);
  });
  const asked = runs.flatMap((run) => {
    return refs.flatMap((ref) => files.map((jobWorkflowRef) => ({ ...run, ref, jobWorkflowRef })));
  });
  return distinct(asked);
}

/** The run of a subject. Undefined for a subject without a branch, tag or environment, or with several repositories. */
function runOf(text: string, like: boolean): TrustedRun | undefined {
  const claims = gitHubClaims(text);
  const [, owner, name] =
    /^([^:/@*?]+)(?:@\d+)?\/([^:@*?]+)(?:@\d+)?$/.exec(claims.find(({ claim }) => claim === 'repo')?.value ?? '') ?? [];
  const context = claims.find(({ claim }) => contexts.includes(claim));
  const place = hasUnresolved(text) || !context ? undefined : placeOf(contextText(context), like);
  return owner === undefined || name === undefined || place === undefined
    ? undefined
    : { repository: `${owner}/${name}`, place };
}

const contexts = ['ref', 'environment', 'pull_request'];

function contextText({ claim, value }: { readonly claim: string; readonly value: string }): string {
  return claim === 'pull_request' ? claim : `${claim}:${value}`;
}

function placeOf(context: string, like: boolean): GitHubContext | undefined {
  const isPattern = like && /[*?]/.test(context);
  const [, kind, name = ''] =
    /^(ref:refs\/heads\/|ref:refs\/tags\/|environment:|pull_request$)(.*)$/s.exec(context) ?? [];
  if (kind === 'pull_request') return { kind: 'pull request', name: '' };
  if (kind === 'environment:')
    return isPattern ? undefined : { kind: 'environment', name: name.replaceAll('%3A', ':') };
  if (kind === undefined || /^\*+$/.test(isPattern && kind === 'ref:refs/heads/' ? name : '')) return undefined;
  return { kind: kind === 'ref:refs/tags/' ? 'tag' : 'branch', name, ...(isPattern && { isPattern }) };
}

/** The runs without duplicates. One run may be trusted with and without the ids of the repository. */
function distinct(runs: readonly TrustedRun[]): TrustedRun[] {
  return [...new Map(runs.map((run) => [JSON.stringify(run), run])).values()];
}

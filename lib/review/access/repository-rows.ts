import { type AccessRow } from '../access-rows';
import { type Verdict } from '../access-evaluator';
import { type AdmittedPrincipal, admittedPrincipals } from './named-principals';
import { isRoot } from './principal-arn';
import { onlyIf, underConditions } from './verdicts';
import { loginAction, type OperationNeeds } from './operations';
import { operationVerdict } from './operation-verdict';
import { type IdentityNode, type RepositoryNode } from '../template-graph';
import { type IdentityVerdicts } from './identity-verdicts';
import { isSameText } from '../texts/wildcard-match';

/** What an identity of the repository's account, or of one that may be, can do: by its policies or the repository's. */
export function identityRows(
  identity: IdentityNode,
  repository: RepositoryNode,
  verdicts: IdentityVerdicts,
): AccessRow[] {
  if (isSameText(identity.account, repository.resource.place.account) === 'no') return [];
  const when = [...identity.resource.when, ...repository.resource.when];
  return verdicts.of(repository).flatMap((verdict, index) => {
    const needs = verdicts.needs[index];
    if (!needs || verdict.decision === 'denied') return [];
    return rowOf(onlyIf(underConditions(verdict, when), identity.onlyIf ?? []), {
      principal: identity.shownAs ?? identity.arn,
      repository: repository.name,
      arn: repository.arn,
      operation: needs.operation,
      source: identity.resource.source,
    });
  });
}

/** What those can do whom the repository's policy names, apart from the identities that are judged by their own. */
export function admittedRows(
  repository: RepositoryNode,
  judged: ReadonlySet<string>,
  needs: readonly OperationNeeds[],
): AccessRow[] {
  return admittedPrincipals(repository)
    .filter(({ principal }) => !judged.has(principal.value))
    .flatMap((admitted) => rowsOfAdmitted(admitted, repository, needs));
}

function rowsOfAdmitted(
  admitted: AdmittedPrincipal,
  repository: RepositoryNode,
  all: readonly OperationNeeds[],
): AccessRow[] {
  const { principal, account, statements, exceptions } = admitted;
  const isService = principal.type === 'Service';
  const { value } = principal;
  const asker = {
    principal: { type: isService ? ('Service' as const) : ('AWS' as const), value, account: account || 'elsewhere' },
    resource: resourceOf(repository),
    context: account === '' ? {} : knownContext(principal.value, account),
  };
  const isOwn = isSameText(account, repository.resource.place.account) === 'yes';
  return all.flatMap((needs) => {
    const verdict = underConditions(
      operationVerdict(needs, asker, { resource: statements }, false),
      repository.resource.when,
    );
    return rowOf(withExceptions(isOwn && needs.login ? withLogin(verdict) : verdict, exceptions), {
      principal: principal.value,
      repository: repository.name,
      arn: repository.arn,
      operation: needs.operation,
      source: repository.resource.source,
    });
  });
}

/** Its own policies stand in no template; a repository's policy lets nobody log in. */
function withLogin(verdict: Verdict): Verdict {
  const { decision, conditions } = verdict;
  if (decision === 'denied') return verdict;
  return {
    ...verdict,
    decision: decision === 'unknown' ? 'unknown' : 'conditional',
    conditions: [...conditions, `a policy of its own allows ${loginAction}`],
  };
}

/** Statements that name single principals of a class keep these out, and nobody else. */
function withExceptions(verdict: Verdict, exceptions: readonly string[]): Verdict {
  if (verdict.decision === 'denied' || exceptions.length === 0) return verdict;
  const except = `unless a statement of the repository's policy denies it to ${exceptions.join(', ')}`;
  return { ...verdict, conditions: [...verdict.conditions, except] };
}

function rowOf(verdict: Verdict, row: Omit<AccessRow, 'via' | 'decision' | 'conditions'>): AccessRow[] {
  const { decision, conditions, statements } = verdict;
  if (decision === 'denied') return [];
  return [{ ...row, via: '', decision, conditions, source: statements[0]?.source ?? row.source }];
}

function resourceOf({ arn, resource }: RepositoryNode): { arn: string; account: string } {
  return { arn, account: resource.place.account };
}

/** An account's root stands for all of its principals: which one asks is open. */
function knownContext(arn: string, account: string): Record<string, readonly string[]> {
  return { 'aws:principalaccount': [account], ...(isRoot(arn) ? {} : { 'aws:principalarn': [arn] }) };
}

import { type AccessRow } from './access-row';
import { anotherAccount, type Verdict } from '../evaluation/access-evaluator';
import { type GrantedPrincipal, grantedPrincipals } from './named-principals';
import { accountDoubts, isRoot } from './principal-arn';
import { inDoubt, underConditions } from './verdicts';
import { type OperationNeeds } from './operations';
import { operationVerdict, withLogin } from './operation-verdict';
import { repositoryContext } from './request-context';
import { type NamedPrincipal, type RepositoryNode, type Statement } from '../templates/template-graph';
import { isSameText } from '../texts/wildcard-match';

/** The access of the principals in a repository's policy, except those that `isJudged` says have their own rows. */
export function grantedRows(
  repository: RepositoryNode,
  needs: readonly OperationNeeds[],
  isJudged: (principal: string) => boolean = () => false,
): AccessRow[] {
  const granted = grantedPrincipals(repository).filter(({ principal }) => !isJudged(principal.value));
  return [
    ...granted.flatMap((one) => rowsOfGranted(one, repository, needs)),
    ...classesOf(granted).flatMap((one) => rowsOfSeveral(one, repository, needs)),
  ];
}

/** The principals that belong to no account, each once. */
function classesOf(granted: readonly GrantedPrincipal[]): GrantedPrincipal[] {
  const classes = granted.filter(({ account }) => account === '');
  return [...new Map(classes.map((one) => [`${one.principal.type} ${one.principal.value}`, one])).values()];
}

/**
 * The access that a class of principals has only by several statements together: each allows some of the actions of an
 * operation, under its own conditions.
 */
function rowsOfSeveral(one: GrantedPrincipal, repository: RepositoryNode, all: readonly OperationNeeds[]): AccessRow[] {
  const allows = (repository.policy ?? []).filter(({ effect }) => effect === 'Allow');
  const denies = one.statements.filter(({ effect }) => effect === 'Deny');
  const groups = alikeIn(allows, one.principal);
  if (groups.length < 2) return [];
  return all
    .filter(({ any }) => !any)
    .flatMap((needs) => {
      const rows = (statements: readonly Statement[]): AccessRow[] =>
        rowsOfGranted({ ...one, statements: [...statements, ...denies] }, repository, [needs]);
      return rows(groups.filter((group) => rows(group).length === 0).flat());
    });
}

/** Groups statements by their conditions. Those that name the principal are in other groups than those for `*`. */
function alikeIn(statements: readonly Statement[], { type, value }: NamedPrincipal): Statement[][] {
  const groups = new Map<string, Statement[]>();
  for (const statement of statements) {
    const isNamed = statement.principals?.some((one) => one.type === type && one.value === value) ?? true;
    const key = JSON.stringify([isNamed, statement.conditions]);
    groups.set(key, [...(groups.get(key) ?? []), statement]);
  }
  return [...groups.values()];
}

function rowsOfGranted(
  granted: GrantedPrincipal,
  repository: RepositoryNode,
  all: readonly OperationNeeds[],
): AccessRow[] {
  const { principal, account, statements, exceptions } = granted;
  const isService = principal.type === 'Service';
  const { value } = principal;
  const asker = {
    principal: { type: isService ? ('Service' as const) : ('AWS' as const), value, account: account || anotherAccount },
    resource: resourceOf(repository),
    context: { ...repositoryContext(repository), ...(account !== '' && knownContext(principal.value, account)) },
  };
  const isOwn = isSameText(account, repository.resource.env.account) === 'yes';
  return all.flatMap((needs) => {
    const said = operationVerdict(needs, asker, { resource: statements });
    const verdict = inDoubt(underConditions(said, repository.resource.when), accountDoubts(value));
    return rowOf(withExceptions(isOwn && needs.login.length > 0 ? withLogin(needs, verdict) : verdict, exceptions), {
      principal: principal.value,
      repository: repository.name,
      arn: repository.arn,
      operation: needs.operation,
      source: repository.resource.source,
    });
  });
}

/** Adds the single principals of a class that other statements deny as an exception. */
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
  return { arn, account: resource.env.account };
}

/** The root of an account stands for all of its principals, so the ARN of the caller is not known. */
function knownContext(arn: string, account: string): Record<string, readonly string[]> {
  return { 'aws:principalaccount': [account], ...(isRoot(arn) ? {} : { 'aws:principalarn': [arn] }) };
}

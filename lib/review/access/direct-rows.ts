import { type OnProgress, withProgress } from '../../private/text/progress';
import { type AccessRow, type RowRepository } from './access-row';
import { type Verdict } from '../evaluation/access-evaluator';
import { type IdentityNode, type RepositoryNode, type TemplateGraph } from '../templates/template-graph';
import { isSameText } from '../texts/wildcard-match';
import { type AlikeRepositories, identityVerdicts, sourceOf } from './identity-verdicts';
import { refuseTooMany } from './most-pairs';
import { operationNeeds, type OperationNeeds } from './operations';
import { principalName } from './principal-name';
import { RepositoryIndex } from './repository-index';
import { grantedRows } from './repository-rows';
import { onlyIf, underConditions } from './verdicts';

/** Fewer repositories with the same row have a row each. */
const fewestAlike = 10;

/**
 * The access of principals to the repositories of the templates without another role between. Texts contain unresolved
 * values.
 *
 * @param needs the operations to check, with the actions that they need.
 * @param onProgress gets the number of the principal or repository that is evaluated.
 */
export function directAccess(
  { repositories, identities: all }: TemplateGraph,
  needs: readonly OperationNeeds[] = operationNeeds,
  index = new RepositoryIndex(repositories),
  onProgress?: OnProgress,
): AccessRow[] {
  const identities = all.filter((identity) => identity.kind !== 'group' || identity.hasMembers !== true);
  const rows: AccessRow[] = [];
  for (const identity of withProgress('Evaluating policies of principals', identities, onProgress)) {
    const verdicts = identityVerdicts(identity, needs, index);
    needs.forEach((one, number) => {
      for (const row of rowsOf(identity, one, answersTo(verdicts, number), index)) rows.push(row);
    });
    refuseTooMany(rows.length, 'identities and repositories');
  }
  const accounts = new Map(identities.map(({ arn, account }) => [arn, account]));
  const ofRepositories = needs.filter(({ by }) => by === undefined);
  const policies = withProgress('Evaluating policies of repositories', repositories, onProgress);
  const named = Array.from(policies, (repository) => {
    const { account } = repository.resource.env;
    const isJudged = (arn: string): boolean => {
      const own = accounts.get(arn);
      return own !== undefined && isSameText(own, account) !== 'no';
    };
    return grantedRows(repository, ofRepositories, isJudged);
  }).flat();
  return byRepository([...rows, ...named], repositories);
}

/** A verdict that was evaluated for the first of some repositories and is the same for all of them. */
interface Answer {
  readonly repositories: readonly RepositoryNode[];
  readonly verdict: GrantingVerdict;
}

type GrantingVerdict = Verdict & { readonly decision: AccessRow['decision'] };

function isGranting(verdict: Verdict | undefined): verdict is GrantingVerdict {
  return verdict !== undefined && verdict.decision !== 'denied';
}

function answersTo(alike: readonly AlikeRepositories[], number: number): Answer[] {
  return alike.flatMap(({ repositories, verdicts }) => {
    const verdict = verdicts[number];
    return isGranting(verdict) ? [{ repositories, verdict }] : [];
  });
}

/** The rows of one identity for one operation. Many repositories with the same verdict share one row. */
function rowsOf(
  identity: IdentityNode,
  { operation, by }: OperationNeeds,
  answers: readonly Answer[],
  index: RepositoryIndex,
): AccessRow[] {
  const ways = by === undefined ? [] : [by];
  const same = new Map<string, Answer[]>();
  for (const { repositories, verdict } of answers) {
    const when = [...identity.resource.when, ...(repositories[0]?.resource.when ?? [])];
    const verdictHere = onlyIf(underConditions(verdict, when), [...ways, ...(identity.onlyIf ?? [])]);
    if (!isGranting(verdictHere)) continue;
    const key = JSON.stringify([verdictHere.decision, verdictHere.conditions]);
    const some = same.get(key);
    if (some) some.push({ repositories, verdict: verdictHere });
    else same.set(key, [{ repositories, verdict: verdictHere }]);
  }
  return Array.from(same.values()).flatMap((some) => rowsOfSame(identity, operation, some, index));
}

function rowsOfSame(
  identity: IdentityNode,
  operation: OperationNeeds['operation'],
  answers: readonly Answer[],
  index: RepositoryIndex,
): AccessRow[] {
  const size = answers.reduce((sum, { repositories }) => sum + repositories.length, 0);
  if (size < fewestAlike) {
    return answers.flatMap((answer) =>
      answer.repositories.map((repository) => rowOf(identity, operation, answer, repository)),
    );
  }
  const repositories = index.inOrder(answers.map((answer) => answer.repositories));
  const [first] = repositories;
  const answer = answers.find((one) => one.repositories[0] === first);
  if (!first || !answer) return [];
  return [{ ...rowOf(identity, operation, answer, first), alike: rowRepositories(repositories) }];
}

function rowOf(
  identity: IdentityNode,
  operation: OperationNeeds['operation'],
  { repositories: [first], verdict }: Answer,
  repository: RepositoryNode,
): AccessRow {
  return {
    principal: principalName(identity),
    via: '',
    repository: repository.name,
    arn: repository.arn,
    operation,
    decision: verdict.decision,
    conditions: verdict.conditions,
    source: sourceOf(verdict, identity, [first ?? repository, repository]),
  };
}

const rowRepository = new WeakMap<RepositoryNode, RowRepository>();
const lists = new WeakMap<readonly RepositoryNode[], readonly RowRepository[]>();

/** The repositories after the first. */
function rowRepositories(repositories: readonly RepositoryNode[]): readonly RowRepository[] {
  const known = lists.get(repositories) ?? repositories.slice(1).map(rowRepositoryOf);
  lists.set(repositories, known);
  return known;
}

function rowRepositoryOf(repository: RepositoryNode): RowRepository {
  const { name, arn } = repository;
  const known = rowRepository.get(repository) ?? { name, arn };
  rowRepository.set(repository, known);
  return known;
}

/** Sorts rows in the order of the repositories, with the rows of identities first. */
function byRepository(rows: readonly AccessRow[], repositories: readonly RepositoryNode[]): AccessRow[] {
  const places = new Map(repositories.map(({ arn }, index) => [arn, index]));
  const place = ({ arn = '' }: AccessRow): number => places.get(arn) ?? repositories.length;
  return [...rows].sort((one, other) => place(one) - place(other));
}

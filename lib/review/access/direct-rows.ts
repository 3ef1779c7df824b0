import { type AccessRow, type RowRepository } from '../access-rows';
import { type IdentityNode, type RepositoryNode, type TemplateGraph } from '../template-graph';
import { concernedRepositories } from './concerned-repositories';
import { type AlikeRepositories, IdentityVerdicts, sourceOf } from './identity-verdicts';
import { refuseTooMany } from './most-pairs';
import { operationNeeds, type OperationNeeds } from './operations';
import { principalName } from './principal-name';
import { RepositoryIndex } from './repository-index';
import { admittedRows } from './repository-rows';
import { onlyIf, underConditions } from './verdicts';
import { isSameText } from '../texts/wildcard-match';

/** Fewer repositories of which a row says the same have a row each. */
const fewestAlike = 10;

/**
 * What principals can do with the repositories of the templates without becoming another principal first; texts have
 * their holes.
 *
 * @param needs what is asked for, of the actions that the operations need.
 */
export function directAccess(
  { repositories, identities: all }: TemplateGraph,
  needs: readonly OperationNeeds[] = operationNeeds,
): AccessRow[] {
  const identities = all.filter((identity) => identity.kind !== 'group' || identity.hasMembers !== true);
  const index = new RepositoryIndex(repositories);
  const rows: AccessRow[] = [];
  for (const identity of identities) {
    const concerned = concernedRepositories(identity, index).filter(({ resource }) => {
      return isSameText(identity.account, resource.place.account) !== 'no';
    });
    for (const alike of new IdentityVerdicts(identity, needs, index).on(concerned)) {
      for (const row of rowsOf(identity, alike, needs)) rows.push(row);
    }
    refuseTooMany(rows.length, 'identities and repositories');
  }
  const accounts = new Map(identities.map(({ arn, account }) => [arn, account]));
  const named = repositories.flatMap((repository) => {
    const { account } = repository.resource.place;
    const isJudged = (arn: string): boolean => isSameText(accounts.get(arn) ?? '', account) !== 'no';
    return admittedRows(repository, needs, isJudged);
  });
  return byRepository([...rows, ...named], repositories);
}

/** The rows of one identity for repositories that are alike to it. */
function rowsOf(
  identity: IdentityNode,
  { repositories, verdicts }: AlikeRepositories,
  needs: readonly OperationNeeds[],
): AccessRow[] {
  const [first] = repositories;
  if (!first) return [];
  const alike = repositories.length < fewestAlike ? undefined : rowRepositories(repositories.slice(1));
  return (alike ? [first] : repositories).flatMap((repository) =>
    verdicts.flatMap((verdict, index) => {
      const { operation } = needs[index] ?? {};
      const when = [...identity.resource.when, ...repository.resource.when];
      const { decision, conditions } = onlyIf(underConditions(verdict, when), identity.onlyIf ?? []);
      if (operation === undefined || decision === 'denied') return [];
      return [
        {
          principal: principalName(identity),
          via: '',
          repository: repository.name,
          arn: repository.arn,
          ...(alike && { alike }),
          operation,
          decision,
          conditions,
          source: sourceOf(verdict, identity, [first, repository]),
        },
      ];
    }),
  );
}

const known = new WeakMap<RepositoryNode, RowRepository>();

function rowRepositories(repositories: readonly RepositoryNode[]): readonly RowRepository[] {
  return repositories.map((repository) => {
    const { name, arn } = repository;
    const one = known.get(repository) ?? { name, arn };
    known.set(repository, one);
    return one;
  });
}

/** In the order of the repositories, the identities first. */
function byRepository(rows: readonly AccessRow[], repositories: readonly RepositoryNode[]): AccessRow[] {
  const places = new Map(repositories.map(({ arn }, index) => [arn, index]));
  const place = ({ arn = '' }: AccessRow): number => places.get(arn) ?? repositories.length;
  return [...rows].sort((one, other) => place(one) - place(other));
}

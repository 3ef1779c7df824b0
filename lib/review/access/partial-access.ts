import { anotherAccount, evaluate } from '../evaluation/access-evaluator';
import { type RepositoryNode, type Statement } from '../templates/template-graph';
import { isSameText, matchesPattern } from '../texts/wildcard-match';
import { type AccessRow } from './access-row';
import { type GrantedPrincipal, grantedPrincipals } from './named-principals';
import { operationNeeds, type OperationNeeds } from './operations';
import { repositoryContext } from './request-context';

/** Actions that are a part of an operation. The principal has no row for it, because it cannot do the whole of it. */
export interface PartialAccess {
  readonly principal: string;
  readonly operation: OperationNeeds['operation'];
  readonly actions: readonly string[];
}

/** The CDK and AWS's pages allow it to principals that pull. */
const ofPullsToo = 'ecr:BatchCheckLayerAvailability';

const wholes: readonly OperationNeeds[] = operationNeeds.filter(({ any }) => !any);

/**
 * The parts of operations that the policies of repositories grant, by the ARN of the repository. Principals of the
 * same account are left out, since their policies may allow the rest.
 */
export function partialAccess(
  repositories: readonly RepositoryNode[],
  rows: readonly AccessRow[],
): ReadonlyMap<string, readonly PartialAccess[]> {
  const found = repositories.flatMap((repository) => {
    const parts = partsOf(repository);
    return parts.length === 0 ? [] : [{ arn: repository.arn, parts }];
  });
  const principals = new Set(found.flatMap(({ parts }) => parts.map(({ principal }) => principal)));
  const whole = new Set(rows.filter(({ principal }) => principals.has(principal)).map((row) => keyOf(row, row.arn)));
  return new Map(
    found.flatMap(({ arn, parts }) => {
      const left = parts.filter((one) => !whole.has(keyOf(one, arn)));
      return left.length === 0 ? [] : [[arn, left] as const];
    }),
  );
}

function keyOf({ principal, operation }: Pick<AccessRow, 'principal' | 'operation'>, arn = ''): string {
  return JSON.stringify([principal, operation, arn]);
}

function partsOf(repository: RepositoryNode): PartialAccess[] {
  const found = grantedPrincipals(repository).flatMap((granted) => {
    if (isSameText(granted.account, repository.resource.env.account) === 'yes') return [];
    return wholes.flatMap(({ operation, actions: needed }) => {
      const isPart = (actions: readonly string[]) =>
        actions.some((action) => action !== ofPullsToo) && actions.length < needed.length;
      const named = needed.filter((action) => granted.statements.some((statement) => mayAllow(statement, action)));
      const actions = isPart(named) ? named.filter((action) => isAllowed(action, granted, repository)) : [];
      return isPart(actions) ? [{ principal: granted.principal.value, operation, actions }] : [];
    });
  });
  return [...new Map(found.map((one) => [JSON.stringify(one), one])).values()];
}

function mayAllow({ effect, actions, unreadable }: Statement, action: string): boolean {
  if (effect === 'Deny') return false;
  if (!actions || unreadable !== undefined) return true;
  return actions.some((pattern) => matchesPattern(pattern.toLowerCase(), action.toLowerCase()) !== 'no');
}

function isAllowed(
  action: string,
  { principal: { type, value }, account, statements }: GrantedPrincipal,
  repository: RepositoryNode,
): boolean {
  const principal = { type: type === 'Service' ? ('Service' as const) : ('AWS' as const), value };
  const asked = {
    principal: { ...principal, account: account === '' ? anotherAccount : account },
    resource: { arn: repository.arn, account: repository.resource.env.account },
    context: repositoryContext(repository),
    action,
  };
  return evaluate(asked, { resource: statements }).decision !== 'denied';
}

import { type AccessRequest, type Policies } from '../../../lib/review/evaluation/access-evaluator';
import { type NamedPrincipal, type Statement } from '../../../lib/review/templates/template-graph';
import { simulate } from '../../simulation';

/** Whether the IAM simulator allows it. */
export function isAllowedBySimulator(
  request: AccessRequest,
  { identity, resource, boundary }: Policies,
): Promise<boolean> {
  return simulate({
    request: {
      principal: request.principal.value,
      action: request.action,
      resource: { resource: request.resource.arn, accountId: request.resource.account },
      contextVariables: Object.fromEntries(
        Object.entries(request.context).map(([key, values]) => [
          key,
          values.length === 1 ? (values[0] ?? '') : [...values],
        ]),
      ),
    },
    identityPolicies: documents(identity),
    ...(boundary !== undefined && { permissionBoundaryPolicies: documents(boundary) }),
    ...(resource !== undefined && resource.length > 0 && { resourcePolicy: document(resource) }),
  });
}

function documents(statements: Policies['identity']): { name: string; policy: object }[] {
  if (statements === 'unknown') throw new Error('the simulator knows no unknown policies');
  return statements === undefined || statements.length === 0 ? [] : [{ name: 'policy', policy: document(statements) }];
}

function document(statements: readonly Statement[]): object {
  return { Version: '2012-10-17', Statement: statements.map(written) };
}

function written(statement: Statement): object {
  const { effect, principals, notPrincipals, actions, notActions, resources, notResources, conditions } = statement;
  return {
    Effect: effect,
    ...(principals && { Principal: writtenPrincipals(principals) }),
    ...(notPrincipals && { NotPrincipal: writtenPrincipals(notPrincipals) }),
    ...(actions && { Action: actions }),
    ...(notActions && { NotAction: notActions }),
    ...(resources && { Resource: resources }),
    ...(notResources && { NotResource: notResources }),
    ...(conditions.length > 0 && { Condition: writtenConditions(statement) }),
  };
}

function writtenPrincipals(principals: readonly NamedPrincipal[]): object | string {
  if (principals.some(({ type }) => type === '*')) return '*';
  const types = [...new Set(principals.map(({ type }) => type))];
  return Object.fromEntries(
    types.map((type) => [type, principals.filter((one) => one.type === type).map(({ value }) => value)]),
  );
}

function writtenConditions({ conditions }: Statement): object {
  const operators = [...new Set(conditions.map(({ operator }) => operator))];
  return Object.fromEntries(
    operators.map((operator) => [
      operator,
      Object.fromEntries(conditions.filter((one) => one.operator === operator).map(({ key, values }) => [key, values])),
    ]),
  );
}

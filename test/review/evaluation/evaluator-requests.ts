import { type AccessRequest } from '../../../lib/review/evaluation/access-evaluator';
import { type Statement } from '../../../lib/review/templates/template-graph';

export const account = '111111111111';
export const otherAccount = '222222222222';
export const repositoryArn = `arn:aws:ecr:us-east-1:${account}:repository/service`;
export const role = `arn:aws:iam::${account}:role/ci`;
export const session = `arn:aws:sts::${account}:assumed-role/ci/run-1`;
export const user = `arn:aws:iam::${account}:user/bob`;
export const root = `arn:aws:iam::${account}:root`;

const source = { template: 'Stack', logicalId: 'Policy', path: '' };

/** An Allow of a push to the repository, unless the parts replace it. */
export function allow(parts: Partial<Statement> = {}): Statement {
  const actions = parts.notActions === undefined ? { actions: ['ecr:PutImage'] } : {};
  return { effect: 'Allow', ...actions, conditions: [], source, when: [], ...parts };
}

export function deny(parts: Partial<Statement> = {}): Statement {
  return { ...allow(parts), effect: 'Deny' };
}

/** A push by a role of the repository's account, unless another principal is given. */
export function request(
  { value = role, type = 'AWS', from = /^arn:[^:]*:[^:]*:[^:]*:([^:]*):/.exec(value)?.[1] ?? '' }: Partial<Asker> = {},
  more: Partial<AccessRequest> = {},
): AccessRequest {
  return {
    principal: { type, value, account: from },
    action: 'ecr:PutImage',
    resource: { arn: repositoryArn, account },
    context: {},
    ...more,
  };
}

interface Asker {
  readonly value: string;
  readonly type: AccessRequest['principal']['type'];
  readonly from: string;
}

/** Principals of a statement, by ARN or account. */
export function aws(...values: string[]): Pick<Statement, 'principals'> {
  return { principals: values.map((value) => ({ type: 'AWS', value })) };
}

/** One condition. */
export function when(operator: string, key: string, ...values: string[]): Pick<Statement, 'conditions'> {
  return { conditions: [{ operator, key, values }] };
}

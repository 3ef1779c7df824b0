import { type IdentityNode } from '../template-graph';
import { isForeign } from './principals';
import { readableAllows } from './resource-policies';

/** Whether somebody of another account, or a token of a CI system, becomes this identity. */
export function isFromOutside({ trust = [], account }: IdentityNode): boolean {
  return readableAllows(trust).some(({ principals = [] }) =>
    principals.some((one) => one.type === 'Federated' || isForeign(one, account) === 'yes'),
  );
}

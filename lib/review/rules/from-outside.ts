import { type IdentityNode } from '../templates/template-graph';
import { isAnyone, isOfAnotherAccount } from './principals';
import { readableAllows } from './resource-policies';

/** Whether a principal of another account, or a token of a CI system, can become this identity. */
export function isFromOutside({ trust = [], account }: IdentityNode): boolean {
  return readableAllows(trust).some(({ principals = [] }) =>
    principals.some((one) => one.type === 'Federated' || isAnyone(one) || isOfAnotherAccount(one, account)),
  );
}

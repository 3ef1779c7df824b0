import { type NamedPrincipal, type Statement } from '../templates/template-graph';
import { parseArn } from '../texts/arn';
import { hasUnresolved } from '../texts/symbolic-text';
import { isSameText } from '../texts/wildcard-match';

const accountId = /^\d{12}$/;

/** Whether a principal is anyone with an AWS account, or without one: `*`, also as the account of an ARN. */
export function isAnyone({ type, value }: NamedPrincipal): boolean {
  if (type === '*') return true;
  return type === 'AWS' && (value === '*' || (identityAccount(value) ?? '').includes('*'));
}

export function namesAnyone({ principals = [] }: Statement): boolean {
  return principals.some(isAnyone);
}

/** The account of an `AWS` principal; `undefined` if its text has none. */
export function accountOfPrincipal({ type, value }: NamedPrincipal): string | undefined {
  if (type !== 'AWS') return undefined;
  return accountId.test(value) ? value : identityAccount(value);
}

function identityAccount(value: string): string | undefined {
  const arn = parseArn(value);
  return (arn?.service === 'iam' || arn?.service === 'sts') && arn.account !== '' ? arn.account : undefined;
}

/** Whether a principal is an account as a whole: its id, or its root. */
export function isWholeAccount(principal: NamedPrincipal): boolean {
  if (principal.type !== 'AWS' || isAnyone(principal)) return false;
  const arn = parseArn(principal.value);
  return accountId.test(principal.value) || (arn?.service === 'iam' && arn.account !== '' && arn.resource === 'root');
}

/**
 * Whether a principal belongs to another account than the owner of a policy. All rules ask this. If the template does not
 * say to which account it is deployed, a principal whose account is written out belongs to another one, and a message
 * adds `unlessOwn()`. A principal whose account is unresolved is not reported: it may be the owner.
 */
export function isOfAnotherAccount(principal: NamedPrincipal, owner: string): boolean {
  const account = accountOfPrincipal(principal);
  return account !== undefined && accountId.test(account) && isSameText(account, owner) !== 'yes';
}

/** What a message adds if the account of the owner is not known. */
export function unlessOwn(owner: string): string {
  return hasUnresolved(owner) ? ' (unless this template is deployed to that account)' : '';
}

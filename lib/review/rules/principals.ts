import { type NamedPrincipal, type Statement } from '../templates/template-graph';
import { parseArn } from '../texts/arn';
import { hasUnresolved } from '../texts/symbolic-text';
import { isSameText } from '../texts/wildcard-match';

const accountId = /^\d{12}$/;

/** Whether a principal is anyone, with or without an AWS account: `*`, also as the account of an ARN. */
export function isAnyone({ type, value }: NamedPrincipal): boolean {
  if (type === '*') return true;
  return type === 'AWS' && (value === '*' || (identityAccount(value) ?? '').includes('*'));
}

export function namesAnyone({ principals = [] }: Statement): boolean {
  return principals.some(isAnyone);
}

/** The account of an `AWS` principal, or `undefined` if its text has none. */
export function accountOfPrincipal({ type, value }: NamedPrincipal): string | undefined {
  if (type !== 'AWS') return undefined;
  return accountId.test(value) ? value : identityAccount(value);
}

function identityAccount(value: string): string | undefined {
  const arn = parseArn(value);
  return (arn?.service === 'iam' || arn?.service === 'sts') && arn.account !== '' ? arn.account : undefined;
}

/** Whether a principal is a whole account: its id, or its root. */
export function isWholeAccount(principal: NamedPrincipal): boolean {
  if (principal.type !== 'AWS' || isAnyone(principal)) return false;
  const arn = parseArn(principal.value);
  return accountId.test(principal.value) || (arn?.service === 'iam' && arn.account !== '' && arn.resource === 'root');
}

/**
 * Whether a principal belongs to another account than the owner of a policy. All rules use this. If the template does
 * not show its account, a principal with a literal account belongs to another one, and a message adds `unlessOwn()`. A
 * principal with an unresolved account is not reported, because it may be the owner.
 */
export function isOfAnotherAccount(principal: NamedPrincipal, owner: string): boolean {
  const account = accountOfPrincipal(principal);
  return account !== undefined && accountId.test(account) && isSameText(account, owner) !== 'yes';
}

/** The words that a message adds if the account of the owner is not known. */
export function unlessOwn(owner: string): string {
  return hasUnresolved(owner) ? ' (unless this template is deployed to that account)' : '';
}

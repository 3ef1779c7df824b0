import { hasHoles } from '../texts/symbolic-text';
import { type NamedPrincipal, type Statement } from '../template-graph';
import { type Answer, isSameText } from '../texts/wildcard-match';

/** Everybody with an AWS account, or without one: `*`, also in the place of an account. */
export function isEverybody({ type, value }: NamedPrincipal): boolean {
  if (type === '*') return true;
  if (type !== 'AWS') return false;
  return value === '*' || /^arn:[^:]*:(iam|sts)::[^:]*\*[^:]*:/.test(value);
}

export function namesEverybody({ principals = [] }: Statement): boolean {
  return principals.some(isEverybody);
}

/** The account of an `AWS` principal; undefined where the text tells none. */
export function accountOf({ type, value }: NamedPrincipal): string | undefined {
  if (type !== 'AWS') return undefined;
  if (/^\d{12}$/.test(value)) return value;
  const [arn, , service, , account] = value.split(':');
  return arn === 'arn' && (service === 'iam' || service === 'sts') && account !== '' ? account : undefined;
}

/** Whether a principal is an account as a whole: its id, or its root. */
export function isWholeAccount(principal: NamedPrincipal): boolean {
  if (principal.type !== 'AWS' || isEverybody(principal)) return false;
  return /^\d{12}$/.test(principal.value) || /^arn:[^:]*:iam::[^:*]+:root$/.test(principal.value);
}

/** Whether a principal is of another account than the owner: `maybe` where the deploy decides. */
export function isForeign(principal: NamedPrincipal, owner: string): Answer {
  if (isEverybody(principal)) return 'yes';
  const account = accountOf(principal);
  if (account === undefined) return principal.type === 'AWS' && hasHoles(principal.value) ? 'maybe' : 'no';
  const same = isSameText(account, owner);
  if (same === 'maybe') return 'maybe';
  return same === 'yes' ? 'no' : 'yes';
}

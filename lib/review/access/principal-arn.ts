import { parseArn } from '../texts/arn';
import { hasUnresolved, unresolved, shownText } from '../texts/symbolic-text';

/** The account in an ARN, which may be unresolved; empty for a text that is not an ARN. */
export function accountOf(arn: string): string {
  return parseArn(arn)?.account ?? '';
}

/** Whether an ARN stands for all principals of an account. */
export function isRoot(arn: string): boolean {
  return arn.endsWith(':root');
}

/** Replaces an account id, which policies accept as a principal, with the ARN of the account's root. */
export function asRoot(value: string, place: { readonly partition: string; readonly account: string }): string {
  return /^\d{12}$/.test(value) || value === place.account ? `arn:${place.partition}:iam::${value}:root` : value;
}

const ownAccount = unresolved('AWS::AccountId');

/** The open question about a principal whose account comes from a parameter or an import, in words. */
export function accountDoubts(principal: string): string[] {
  const account = accountOf(principal);
  return hasUnresolved(account) && account !== ownAccount ? [`which account ${shownText(account)} is`] : [];
}

import { parseArn } from '../texts/arn';
import { hasHoles, hole, shownText } from '../texts/symbolic-text';

/** The account in an ARN, which may be unresolved; empty for a text that is no ARN. */
export function accountOf(arn: string): string {
  return parseArn(arn)?.account ?? '';
}

/** Whether it stands for all principals of an account. */
export function isRoot(arn: string): boolean {
  return arn.endsWith(':root');
}

/** Policies may name an account by its id alone, which may be that of the stack. */
export function asRoot(value: string, place: { readonly partition: string; readonly account: string }): string {
  return /^\d{12}$/.test(value) || value === place.account ? `arn:${place.partition}:iam::${value}:root` : value;
}

const ownAccount = hole('AWS::AccountId');

/** What is in doubt of a principal whose account comes from a parameter or an import, in words. */
export function accountDoubts(principal: string): string[] {
  const account = accountOf(principal);
  return hasHoles(account) && account !== ownAccount ? [`which account ${shownText(account)} is`] : [];
}

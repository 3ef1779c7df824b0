import { isHole, piecesOf } from '../texts/symbolic-text';

/** The account in an ARN, which may be a hole; empty where it is no ARN. A name with colons in a hole is one piece. */
export function accountOf(arn: string): string {
  let colons = 0;
  let account = '';
  for (const piece of piecesOf(arn)) {
    if (piece === ':' && !isHole(piece)) colons += 1;
    else if (colons === 4) account += piece;
    if (colons > 4) return account;
  }
  return '';
}

/** Whether it stands for all principals of an account. */
export function isRoot(arn: string): boolean {
  return arn.endsWith(':root');
}

/** Policies may name an account by its id alone, which may be that of the stack. */
export function asRoot(value: string, place: { readonly partition: string; readonly account: string }): string {
  return /^\d{12}$/.test(value) || value === place.account ? `arn:${place.partition}:iam::${value}:root` : value;
}

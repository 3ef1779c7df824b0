import { hasUnresolved, unresolved, isUnresolved, piecesOf } from '../texts/symbolic-text';

/** The shortest values of the pseudo parameters. */
const least: ReadonlyMap<string, number> = new Map([
  [unresolved('AWS::AccountId'), '123456789012'.length],
  [unresolved('AWS::Partition'), 'aws'.length],
  [unresolved('AWS::Region'), 'us-east-1'.length],
]);

/**
 * The smallest number of characters that a policy can have. Other unresolved values may be empty. A policy may be a
 * text, too.
 */
export function policyLength(document: unknown): number {
  if (document === undefined || document === null) return 0;
  const text = typeof document === 'string' ? document : JSON.stringify(document);
  if (!hasUnresolved(text)) return text.length;
  return piecesOf(text).reduce((sum, piece) => sum + (isUnresolved(piece) ? (least.get(piece) ?? 0) : 1), 0);
}

import { hasHoles, hole, isHole, piecesOf } from '../texts/symbolic-text';

/** The fewest characters that CloudFormation fills in for them. */
const least: ReadonlyMap<string, number> = new Map([
  [hole('AWS::AccountId'), '123456789012'.length],
  [hole('AWS::Partition'), 'aws'.length],
  [hole('AWS::Region'), 'us-east-1'.length],
]);

/** The fewest characters that a policy can have. What else the deploy fills in may be empty. A policy may be a text, too. */
export function policyLength(document: unknown): number {
  if (document === undefined || document === null) return 0;
  const text = typeof document === 'string' ? document : JSON.stringify(document);
  if (!hasHoles(text)) return text.length;
  return piecesOf(text).reduce((sum, piece) => sum + (isHole(piece) ? (least.get(piece) ?? 0) : 1), 0);
}

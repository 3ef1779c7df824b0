import { hasHoles, isHole, piecesOf } from '../texts/symbolic-text';

/** The characters of a policy at least: without what the deploy fills in. A policy may stand as text, too. */
export function policyLength(document: unknown): number {
  if (document === undefined || document === null) return 0;
  const text = typeof document === 'string' ? document : JSON.stringify(document);
  return hasHoles(text) ? piecesOf(text).filter((piece) => !isHole(piece)).length : text.length;
}

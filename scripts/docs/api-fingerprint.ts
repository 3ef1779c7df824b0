import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The fingerprint of the types of the built package and of the pages about them. The index of the reference records it, so
 * that a test finds out without the renderer that a page is not up to date. Lines of sources do not matter.
 */
export function apiFingerprint(root: string): string {
  const { types } = JSON.parse(readFileSync(join(root, '.jsii'), 'utf8')) as { readonly types: object };
  const pages = readdirSync(join(root, 'docs/api')).sort();
  const hash = createHash('sha256').update(JSON.stringify(types, withoutLines));
  for (const page of pages) hash.update(readFileSync(join(root, 'docs/api', page)));
  return hash.digest('hex');
}

/** The last line of the index. */
export function fingerprintLine(root: string): string {
  return `<!-- types and pages: ${apiFingerprint(root)} -->`;
}

function withoutLines(key: string, value: unknown): unknown {
  return key === 'line' && typeof value === 'number' ? undefined : value;
}

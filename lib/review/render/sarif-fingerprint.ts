import { createHash } from 'node:crypto';
import { type Finding } from '../rules/finding';

/**
 * The identity of each finding in the next run: its rule and its resource, not its position in a list or its words.
 * Several findings of one rule at one resource are numbered.
 */
export function fingerprints(findings: readonly Finding[]): string[] {
  const seen = new Map<string, number>();
  return findings.map(({ id, source: { template, logicalId, path } }) => {
    const key = JSON.stringify([id, template, path === '' ? logicalId : path]);
    const number = (seen.get(key) ?? 0) + 1;
    seen.set(key, number);
    return `${createHash('sha256').update(key).digest('hex').slice(0, 16)}:${number}`;
  });
}

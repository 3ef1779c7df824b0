import { type Finding } from '../findings';

/**
 * What makes each finding the same in the next run: its rule and its resource, not its place in a list or its words.
 * Several of one rule at one resource are numbered.
 */
export function fingerprints(findings: readonly Finding[]): string[] {
  const seen = new Map<string, number>();
  return findings.map(({ id, source: { template, logicalId, path } }) => {
    const key = JSON.stringify([id, template, path === '' ? logicalId : path]);
    const number = (seen.get(key) ?? 0) + 1;
    seen.set(key, number);
    return `${hash(key, 0x811c9dc5)}${hash(key, 0x01234567)}:${number}`;
  });
}

/** FNV-1a in 32 bits: nobody has to be kept from finding two that are alike, which at worst are one alert. */
function hash(text: string, start: number): string {
  let value = start;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return value.toString(16).padStart(8, '0');
}

import { fields } from '../unvalidated';

/** Equal for equal consumers, even if they are written differently. Undefined if the value is not a consumer. */
export function consumerIdentity(consumer: unknown): string | undefined {
  const [[kind, value] = [], ...more] = Object.entries(fields(consumer));
  if (more.length > 0) return undefined;
  if (typeof value === 'string') return JSON.stringify([kind, value.replace(/\/$/, '')]);
  const parts = Object.entries(fields(value)).sort(([one], [other]) => (one < other ? -1 : 1));
  return parts.length > 0 && parts.every(([, part]) => typeof part === 'string')
    ? JSON.stringify([kind, parts])
    : undefined;
}
